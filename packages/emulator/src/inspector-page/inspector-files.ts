import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspectorHeaders } from './inspector-headers.ts';

/** What the door answers to a request for the inspector. */
export interface InspectorFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

const prefix = '/_emulator/inspector/';

/** From `src` and from `dist` alike, these are the same two folders. */
const pageFolder = new URL('../../inspector/', import.meta.url);
const programFolder = new URL('../../dist/inspector/', import.meta.url);

/** By the end of the name. What has another one is not served. */
const types: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html;charset=UTF-8'],
  ['css', 'text/css;charset=UTF-8'],
  ['js', 'text/javascript;charset=UTF-8'],
  ['svg', 'image/svg+xml'],
]);

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Every file of a folder that has one of the endings, by its path in there. */
function filesOf(folder: URL, endings: readonly string[]): Map<string, InspectorFile> {
  const names = readdirSync(fileURLToPath(folder), { recursive: true, encoding: 'utf8' });
  const files = new Map<string, InspectorFile>();
  for (const name of names.map((each) => each.replaceAll('\\', '/'))) {
    const type = types.get(endingOf(name));
    if (type === undefined || !endings.includes(endingOf(name))) continue;
    const headers = { ...inspectorHeaders, 'content-type': type };
    files.set(name, { status: 200, headers, body: new Uint8Array(readFileSync(new URL(name, folder))) });
  }
  return files;
}

const notBuilt: InspectorFile = {
  status: 503,
  headers: { ...inspectorHeaders, 'content-type': 'text/plain;charset=UTF-8' },
  body: new TextEncoder().encode('The inspector is not built. Run: pnpm build\n'),
};

let known: ReadonlyMap<string, InspectorFile> | undefined;

/** By the path of the URL; nothing without the program, which the build makes. */
function readFiles(): ReadonlyMap<string, InspectorFile> | undefined {
  try {
    const page = filesOf(pageFolder, ['html', 'css', 'svg']);
    const program = filesOf(programFolder, ['js']);
    if (!program.has('main.js')) return undefined;
    const files = new Map([...page, ...program].map(([name, file]) => [prefix + name, file]));
    const index = page.get('index.html');
    return index === undefined ? undefined : files.set('/', index);
  } catch {
    // The folder is not there before the first build.
    return undefined;
  }
}

/**
 * What the inspector has at the path of a URL; `undefined` where it has nothing. The files are read with the first request,
 * and a path is only ever looked up among them.
 */
export function inspectorFile(path: string): InspectorFile | undefined {
  if (path !== '/' && !path.startsWith(prefix)) return undefined;
  known ??= readFiles();
  return known === undefined ? notBuilt : known.get(path);
}
