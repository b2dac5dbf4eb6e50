/** What a report says, without its comments. */
export interface Report {
  /** What users import, `@cliqkit/types/pins`. */
  specifier: string;
  /** Name of the package, `@cliqkit/types`. */
  name: string;
  /** Declarations by what tells them apart, `class Pins`: overloads are one, an interface and a constant of one name are two. */
  declarations: Map<string, string[]>;
  /** What is passed on whole: `@cliqkit/core`. */
  passesOn: string[];
  /** What is passed on by name, and from where: `AddPinRequest` from `@cliqkit/types/pins`. */
  passesOnNames: Map<string, string>;
}

/** Reads a report of API Extractor. `path` is that of the report below the root. */
export function parseReport(path: string, text: string): Report {
  const name = text.match(/^## API Report File for "([^"]+)"/)?.[1];
  const code = text.match(/```ts\n(.*)\n```/s)?.[1];
  const entry = path.match(/\/([^/]+)\.api\.md$/)?.[1];
  if (name === undefined || code === undefined || entry === undefined)
    throw new Error(`${path} is not a report of API Extractor. Run \`pnpm api\` to write it again.`);
  const specifier = entry === 'index' ? name : `${name}/${entry}`;
  const report: Report = { specifier, name, declarations: new Map(), passesOn: [], passesOnNames: new Map() };
  const imported = new Map<string, string>();
  for (const block of code.split(/\n{2,}/)) {
    const lines = block.split('\n').filter((line) => line !== '' && !/^\s*\/\//.test(line));
    for (const line of lines) {
      const [, local, from] =
        line.match(/^import (?:type )?\{ (?:.* as )?([\w$]+) \} from '([^']+)';$/) ?? [];
      if (local !== undefined && from !== undefined) imported.set(local, from);
      const whole = line.match(/^export \* from "([^"]+)";$/)?.[1];
      if (whole !== undefined) report.passesOn.push(whole);
    }
    const exported = lines[0]?.match(/^export \{ (?:.* as )?([\w$]+) \}/)?.[1];
    if (exported !== undefined) {
      report.passesOnNames.set(exported, imported.get(exported) ?? specifier);
      continue;
    }
    const key = lines[0] === undefined ? undefined : keyOf(lines[0]);
    if (key === undefined) continue;
    report.declarations.set(key, [...(report.declarations.get(key) ?? []), ...lines.map(withoutNumbers)]);
  }
  return report;
}

/** `export class Pins {` -> `class Pins`. Lines that export nothing have none. */
function keyOf(line: string): string | undefined {
  const [, kind, name] =
    line.match(
      /^export (?:default )?(?:declare )?(?:abstract )?(class|interface|type|function|const|let|enum|namespace) ([\w$]+)/,
    ) ?? [];
  return kind === undefined || name === undefined ? undefined : `${kind} ${name}`;
}

/** The extractor numbers what is not exported in the order in which it meets it: `components_2`. */
function withoutNumbers(line: string): string {
  return line.replace(/\b([A-Za-z]\w*?)_\d+\b/g, '$1');
}
