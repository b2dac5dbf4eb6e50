import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** What `redocly build-docs --inlineBundle` has put into one page, taken apart again. */
export interface RedocPage {
  /** The page with `src` of the two scripts in place of the script. */
  readonly html: string;
  /** Redoc itself, the same for all documents. */
  readonly program: string;
  /** The document, and the call that shows it. */
  readonly data: string;
}

/** Stands for the logo, which Redoc would load from another host. */
const logo =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2240%22 height=%2212%22%3E%3Ctext y=%2210%22 ' +
  'font-family=%22sans-serif%22 font-size=%2211%22 font-weight=%22700%22 fill=%22%23808b8d%22%3ERedoc%3C/text%3E%3C/svg%3E';

const begin = 'const __redoc_definition = ';
const exported = 'export{RedocStandalone,hydrate,init};';

function scriptsOf(nodes: readonly Node[]): DefaultTreeAdapterTypes.Element[] {
  return nodes.flatMap((node) => {
    if (!('tagName' in node)) return [];
    return node.tagName === 'script' ? [node] : scriptsOf(node.childNodes);
  });
}

function part(found: boolean, what: string): void {
  if (!found)
    throw new Error(
      `What redocly build-docs writes has changed: ${what}. See site/src/reference/redoc-page.ts`,
    );
}

/**
 * Redoc as a plain script, which browsers load from a file as well, and from one place for all documents. Nothing in it
 * leads to another host.
 */
function plainProgram(module: string): string {
  part(module.includes(exported), 'the script exports something else');
  const program = module
    .replace(exported, '')
    // Where a worker would be, in a branch that is for those who ask for one by name.
    .replaceAll('import.meta.', '({}).')
    .replaceAll(/`https:\/\/cdn\.redoc\.?ly[^`]*`/g, `\`${logo}\``);
  part(!/cdn\.redoc\.?ly/.test(program), 'the script names a content delivery network once more');
  part(!/^\s*(?:import|export)[\s{]/m.test(program), 'the script has other imports or exports');
  return program;
}

/** Takes a page of Redoc apart, so that its large script is shared. The scripts are named from the page on. */
export function splitRedocPage(html: string, scripts: { program: string; data: string }): RedocPage {
  const document = parse(html, { sourceCodeLocationInfo: true });
  const script = scriptsOf(document.childNodes).find(({ attrs }) =>
    attrs.some(({ name, value }) => name === 'type' && value === 'module'),
  );
  const place = script?.sourceCodeLocation;
  const from = place?.startTag?.endOffset;
  const to = place?.endTag?.startOffset;
  if (place == null || from === undefined || to === undefined) {
    part(false, 'there is no script of type module');
    throw new TypeError('unreachable');
  }
  const text = html.slice(from, to);
  const at = text.lastIndexOf(begin);
  part(at > 0, `the script has no ${begin.trim()}`);
  const tags = [scripts.program, scripts.data]
    .map((src) => `<script defer src="${src}"></script>`)
    .join('\n');
  return {
    // Redoc finds its places behind the `#`, and says so in its links only once it runs.
    html: (html.slice(0, place.startOffset) + tags + html.slice(place.endOffset)).replaceAll(
      'href="/',
      'href="#/',
    ),
    program: plainProgram(text.slice(0, at)),
    data: `{\n${text.slice(at)}\n}\n`,
  };
}
