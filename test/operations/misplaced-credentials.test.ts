import type { Emulator } from '@cliqkit/emulator';
import { createEmulator } from '@cliqkit/emulator';
import type { ClientOptions } from 'cliqkit';
import {
  AuthError,
  authorizationCode,
  clientCredentials,
  createCliq,
  dataCenters,
  InputError,
  memoryTokens,
  refreshToken,
} from 'cliqkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rejectionOf } from '../faults/support/failure-of.ts';

type Credentials = ClientOptions['credentials'];

const hex = '0123456789abcdef0123456789abcdef';
/** Nobody's, in the shape of Zoho's. */
const real = {
  clientId: '1000.0123456789ABCDEFGHIJ0123456789',
  clientSecret: `${hex}0123456789`,
  refreshToken: `1000.${hex}.${hex}`,
} as const;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

/** Everything that signs in with what the emulator hands out. */
function ofEmulator(): Credentials[] {
  const { credentials } = emulator;
  const code = emulator.issueCode();
  return [
    { accessToken: emulator.issueToken() },
    { accessToken: () => emulator.issueToken() },
    refreshToken(credentials),
    authorizationCode({ ...credentials, code, store: memoryTokens() }),
    clientCredentials({ ...credentials, scopes: ['ZohoCliq.Chats.READ'] }),
  ];
}

const ofUser: Credentials[] = [
  { accessToken: real.refreshToken },
  { accessToken: async () => real.refreshToken },
  refreshToken(real),
  authorizationCode({ ...real, code: real.refreshToken, store: memoryTokens() }),
  clientCredentials({ ...real, scopes: ['ZohoCliq.Chats.READ'] }),
];

/** Makes a client and calls: a mismatch ends either. */
async function readFolders(options: ClientOptions): Promise<unknown> {
  return createCliq(options).folders.list().toArray();
}

describe('what the emulator hands out', () => {
  test.each(Object.entries(dataCenters))('is not sent to the data centre %s', async (_name, dataCenter) => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(String(input));
      return new Response(null, { status: 204 });
    };
    for (const credentials of ofEmulator()) {
      const error = await rejectionOf(readFolders({ dataCenter, credentials, fetch }));
      expect([AuthError, InputError].some((kind) => error instanceof kind)).toBe(true);
      expect(error).toMatchObject({ outcome: 'notApplied', retryable: false });
    }
    expect(asked).toEqual([]);
  });

  test('is good for a data centre that its fetch plays', async () => {
    for (const credentials of ofEmulator())
      await readFolders({ dataCenter: 'us', credentials, fetch: emulator.fetch });
    expect(emulator.journal.entries().filter(({ status }) => status !== 200)).toEqual([]);
  });

  test('is good for its own URLs, through either door', async () => {
    const dataCenter = { api: emulator.url, accounts: emulator.accountsUrl };
    for (const credentials of ofEmulator()) await readFolders({ dataCenter, credentials });
    for (const credentials of ofEmulator())
      await readFolders({ dataCenter, credentials, fetch: emulator.fetch });
    expect(emulator.journal.entries().filter(({ status }) => status !== 200)).toEqual([]);
  });
});

describe('what looks real', () => {
  test.each(['over HTTP', 'in process', 'in process, for a data centre'])(
    'never arrives at the emulator %s',
    async (door) => {
      const own = { api: emulator.url, accounts: emulator.accountsUrl };
      const dataCenter = door.endsWith('centre') ? 'eu' : own;
      const fetch = door === 'over HTTP' ? undefined : emulator.fetch;
      for (const credentials of ofUser) {
        const error = await rejectionOf(readFolders({ dataCenter, credentials, fetch }));
        expect(error).toMatchObject({ outcome: 'notApplied', retryable: false });
        expect(String(error)).toContain('real credentials are not for an emulator');
        expect(String(error)).not.toContain(hex);
      }
      expect(emulator.journal.entries()).toEqual([]);
    },
  );
});
