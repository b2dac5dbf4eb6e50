import { format, inspect } from 'node:util';

/** Secrets by their name, which nothing that comes out may hold. */
export type Canaries = Readonly<Record<string, string>>;

/**
 * Secrets of a client and its user. Quotes, backslashes and signs make them look different in every encoding; each has a
 * long word of its own, like no other word, by which even a piece of it is found.
 */
export const canaries = {
  clientSecret: 's3cr"\\/+%c0ffee11c0ffee12c0ffee13c0ffee14',
  refreshToken: '1000.r3f"\\/+%beef21beef22beef23beef24beef25.end',
  accessToken: '1000.acc"\\/+%d00d31d00d32d00d33d00d34d00d35.end',
  code: '1000.c0d"\\/+%fade41fade42fade43fade44fade45.end',
} as const;

/** Shorter pieces could stand anywhere by chance. */
const pieceLength = 12;

function piecesOf(secret: string): string[] {
  return (secret.match(/[A-Za-z0-9]+/g) ?? []).flatMap((word) =>
    Array.from({ length: Math.max(0, word.length - pieceLength + 1) }, (_none, from) =>
      word.slice(from, from + pieceLength),
    ),
  );
}

/** How a secret can be written. */
const encodings: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  raw: (secret) => [secret, ...piecesOf(secret)],
  'URL-encoded': (secret) => [
    encodeURIComponent(secret),
    encodeURIComponent(secret).toLowerCase(),
    new URLSearchParams({ '': secret }).toString().slice(1),
  ],
  base64: (secret) => [0, 1, 2].flatMap((before) => base64(secret, before)),
  hex: (secret) => [secret, ...piecesOf(secret)].map((text) => Buffer.from(text).toString('hex')),
  'JSON-escaped': (secret) => [
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  ],
};

/** Base64 of a secret that other text can stand before and after, without the characters that depend on it. */
function base64(secret: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).subarray(before === 0 ? 0 : 3);
  return [whole.toString('base64'), whole.toString('base64url')];
}

/** Everything that a logger, a person or a program can make of a value. */
const sinks: Readonly<Record<string, (value: unknown) => unknown>> = {
  String: (value) => String(value),
  message: (value) => causes(value).map(({ message }) => message),
  stack: (value) => causes(value).map(({ stack }) => stack),
  'string of a cause': (value) => causes(value).map(String),
  inspect: (value) =>
    inspect(value, { showHidden: true, depth: 10, maxStringLength: null, maxArrayLength: null }),
  'inspect of a getter': (value) => inspect(value, { getters: true, depth: 10, maxStringLength: null }),
  'a log line': (value) => format('%s %o %O %j', value, value, value, value),
  'own properties': (value) =>
    Reflect.ownKeys(Object(value)).map((key) => String(Reflect.get(Object(value), key))),
  'JSON.stringify': (value) => JSON.stringify(value),
  'JSON of all properties': (value) => JSON.stringify(value, Object.getOwnPropertyNames(Object(value))),
  structuredClone: (value) =>
    inspect(structuredClone(value), { showHidden: true, depth: 10, maxStringLength: null }),
};

function causes(value: unknown): Error[] {
  const found: Error[] = [];
  for (let node = value; node instanceof Error && !found.includes(node); node = node.cause) found.push(node);
  return found;
}

/** Where a text holds a secret: its name, and how it is written. */
export function leaksIn(text: string, secrets: Canaries = canaries): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    writtenForms(secret)
      .filter(([, forms]) => forms.some((form) => text.includes(form)))
      .map(([encoding]) => `${name}, ${encoding}`),
  );
}

type Forms = readonly (readonly [encoding: string, forms: readonly string[]])[];

const known = new Map<string, Forms>();

/** Every way to write a secret. Worked out once, for many texts are looked through. */
function writtenForms(secret: string): Forms {
  const forms =
    known.get(secret) ?? Object.entries(encodings).map(([name, write]) => [name, write(secret)] as const);
  known.set(secret, forms);
  return forms;
}

/** Where anything that can be made of a value (an error, an event) holds a secret. */
export function leaksOf(value: unknown, secrets: Canaries = canaries): string[] {
  return Object.entries(sinks).flatMap(([sink, make]) =>
    leaksIn(textOf(value, make), secrets).map((leak) => `${leak}, in ${sink}`),
  );
}

function textOf(value: unknown, make: (value: unknown) => unknown): string {
  try {
    return [make(value)].flat().join('\n');
  } catch {
    return ''; // What cannot be made of it cannot leak.
  }
}
