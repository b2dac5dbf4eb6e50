/** Whatever `globalThis.fetch` is at the time: tests and tracers replace it. */
export const globalFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);

/** What the in-process `fetch` of `@cliqkit/emulator` carries. A name, because core does not import the emulator. */
const brand = Symbol.for('@cliqkit/emulator');

/** Whether a `fetch` leads to an emulator, also where the URL names a host of Zoho. One that wraps it does not tell. */
export function isEmulated(fetch: typeof globalThis.fetch): boolean {
  return Reflect.get(fetch === globalFetch ? globalThis.fetch : fetch, brand) === true;
}
