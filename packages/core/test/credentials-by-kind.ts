const hex = '0123456789abcdef0123456789abcdef';

/** What an emulator hands out. */
export const emulated = {
  token: `emu_1000.${hex}.${hex}`,
  clientId: 'emu_1000.0123456789ABCDEF0123456789ABCD',
  clientSecret: `emu_${hex}`,
} as const;

/** What looks like Zoho's. Nobody's. */
export const real = {
  token: `1000.${hex}.${hex}`,
  clientId: '1000.0123456789ABCDEFGHIJ0123456789',
  clientSecret: `${hex}0123456789`,
} as const;

/** The `fetch` as the one of an emulator, which plays every host. */
export function asEmulator(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  const own: typeof globalThis.fetch = (input, init) => fetch(input, init);
  return Object.defineProperty(own, Symbol.for('@cliqkit/emulator'), { value: true });
}
