import { inspect } from 'node:util';

/** The access token of the tests. Whoever finds it in an error has found a leak. */
export const canary = '1000.c0ffeec0ffeec0ffeec0ffeec0ffee00.beefbeefbeefbeefbeefbeefbeefbeef';

/** Every form in which the token could be told. */
const forms = [
  canary,
  encodeURIComponent(canary),
  Buffer.from(canary).toString('base64'),
  Buffer.from(canary).toString('hex'),
  canary.slice(5, 37),
];

/** Everything that a logger, a person or a program can make of an error. */
function tellingsOf(error: unknown): string[] {
  const { message, stack } = error instanceof Error ? error : new Error();
  return [
    String(error),
    String(message),
    String(stack),
    inspect(error, { showHidden: true, depth: 10 }),
    JSON.stringify(error) ?? '',
    JSON.stringify(error, Object.getOwnPropertyNames(Object(error))) ?? '',
  ];
}

/** Whether anything that can be made of an error has the token in it. */
export function tellsCanary(error: unknown): boolean {
  return tellingsOf(error).some((telling) => forms.some((form) => telling.includes(form)));
}
