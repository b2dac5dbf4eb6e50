/** The words of a name: at spaces, signs, and where small letters meet a capital. Signs of other scripts are lost. */
function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

const articles = new Set(['a', 'an', 'the']);
const longest = 80;
const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`;

/** `Get thread followers` as `getThreadFollowers`. A name that is fine stays; undefined where nothing is left. */
export function camelCase(text: string): string | undefined {
  if (/^[a-z][A-Za-z0-9]*$/.test(text) && text.length <= longest) return text;
  const all = words(text);
  const [first = '', ...rest] =
    all.length > 2 ? all.filter((word) => !articles.has(word.toLowerCase())) : all;
  if (first === '') return undefined;
  const name = `${first.toLowerCase()}${rest.map(capital).join('')}`.slice(0, longest);
  return /^[a-z]/.test(name) ? name : `operation${name}`;
}

/** `get-bots_response` as `GetBotsResponse`. */
export function pascalCase(text: string): string | undefined {
  const isFine = /^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/.test(text);
  const name = (isFine ? text : words(text).map(capital).join('')).slice(0, longest);
  if (name === '') return undefined;
  return /^[A-Z]/.test(name) ? name : `Schema${name}`;
}

/** `senders` as `sender`, for the name of one entry of a list. */
export function singular(text: string): string {
  if (/ies$/i.test(text)) return text.replace(/ies$/i, 'y');
  return text.replace(/([^s])s$/i, '$1');
}

/** Names that are given once. */
export class Names {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** The name, or the first free one of `name2`, `name3`, … */
  claim(wanted: string): string {
    let name = wanted;
    for (let next = 2; this.#taken.has(name); next += 1) name = `${wanted}${next}`;
    this.#taken.add(name);
    return name;
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }
}

/** What `@cliqkit/types` exports besides schemas, and globals that a type of the same name would hide. */
export const reservedTypes: readonly string[] = [
  ...['BodyRule', 'KeyRule', 'KeyRules', 'OperationDescriptor', 'QueryMatch', 'ReplyKind', 'RetryClass'],
  ...['DataCenter', 'ErrorMeaning', 'ErrorCode', 'OperationId', 'OperationTypes', 'NonNullable'],
  ...['Array', 'Boolean', 'Date', 'Error', 'Function', 'Map', 'Number', 'Object', 'Promise', 'Record', 'Set'],
  ...['String', 'Symbol', 'Request', 'Response'],
];
