import type { ValidateFunction } from 'ajv/dist/2020.js';
import { newAjv } from '../spec/new-ajv.ts';
import { canRegister } from './redirect-uri.ts';
import type { SavedAccounts } from './saved-accounts.ts';

const text = { type: 'string', maxLength: 1000 };
const flag = { type: 'boolean' };
const time = { type: 'number' };
const serial = { type: 'integer', minimum: 1 };
const count = { type: 'integer', minimum: 0 };
const scopes = { type: 'array', items: text };

function record(required: object, optional: object = {}): object {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

function list(items: object): object {
  return { type: 'array', maxItems: 100_000, items };
}

const challenge = record({ method: { enum: ['S256', 'plain'] }, value: text });
const order = { client: text, scopes, offline: flag, prompted: flag, serial, expiresAt: time };
const schema = record({
  tokens: record({
    issued: count,
    consents: count,
    consented: list(text),
    refresh: list(
      // Whatever else a name said, a value would be derived from it that is none of a refresh token.
      record(
        {
          name: { type: 'string', pattern: '^refresh (?:of user )?[0-9]{1,30}$' },
          userId: text,
          client: text,
          scopes,
        },
        { code: serial },
      ),
    ),
    access: list(
      record(
        { serial, userId: text, scopes, expiresAt: time },
        { client: text, code: serial, refresh: text },
      ),
    ),
  }),
  codes: record({
    issued: count,
    used: list(record({ serial, client: text, expiresAt: time })),
    codes: list(record({ ...order, userId: text }, { redirectUri: text, challenge })),
  }),
  devices: record({
    started: count,
    requests: list(
      record(order, {
        lastPollAt: time,
        decision: { anyOf: [{ const: 'denied' }, record({ userId: text })] },
      }),
    ),
  }),
  budgets: list(record({ name: text, made: list(time) }, { quietUntil: time, lockedUntil: time })),
});

let compiled: ValidateFunction<SavedAccounts> | undefined;

/** Who there is in the seed that a snapshot is loaded into. */
interface Known {
  hasUser(userId: string): boolean;
  hasClient(name: string): boolean;
}

function refused(what: string): TypeError {
  return new TypeError(
    `@cliqkit/emulator: the accounts of this snapshot cannot be loaded: ${what}; take it anew, from an emulator with the same seed`,
  );
}

/**
 * Reads what `save()` has given, wherever it has been since.
 *
 * @throws TypeError if it is not of that shape, or names users or clients that the seed does not have.
 */
export function readSavedAccounts(saved: unknown, { hasUser, hasClient }: Known): SavedAccounts {
  // When it is first needed: most emulators never load a snapshot.
  compiled ??= newAjv({ strict: false }).compile<SavedAccounts>(schema);
  if (!compiled(saved)) {
    const [error] = compiled.errors ?? [];
    throw refused(`${error?.instancePath === '' ? 'it' : error?.instancePath} ${error?.message}`);
  }
  const { tokens, codes, devices } = saved;
  const decided = devices.requests.flatMap(({ decision }) =>
    typeof decision === 'object' ? [decision] : [],
  );
  const owned = [...tokens.refresh, ...tokens.access, ...codes.codes, ...decided];
  const stranger = owned.find(({ userId }) => !hasUser(userId));
  if (stranger !== undefined) throw refused(`the seed has no user ${JSON.stringify(stranger.userId)}`);
  const requested = [...tokens.refresh, ...codes.codes, ...devices.requests];
  const unknown = requested.find(({ client }) => !hasClient(client));
  if (unknown !== undefined) throw refused(`the seed has no client ${JSON.stringify(unknown.client)}`);
  const bad = codes.codes.find(({ redirectUri }) => redirectUri !== undefined && !canRegister(redirectUri));
  if (bad !== undefined) throw refused('a code has a redirect URI that is none');
  return saved;
}
