import { adminEndpoints } from './admin-document.ts';
import type { AdminBody, AdminOperationId, AdminParameters, AdminResult } from './admin-types.ts';
import type { AdminEvent } from './read-events.ts';
import { readEvents } from './read-events.ts';

/** Options of `createAdminClient`. */
export interface AdminClientOptions {
  /** Where the emulator is, as `http://127.0.0.1:8800`. */
  readonly url: string;
  /** The token of this start: `emulator.adminToken`, or as the command line printed it. */
  readonly token: string;
  /** @default the global `fetch` */
  readonly fetch?: typeof fetch;
}

/** The admin API refuses, or is not there. */
export class AdminError extends Error {
  override readonly name: string = 'AdminError';
  /** HTTP status; `undefined` when there was no reply. */
  readonly status: number | undefined;

  constructor(message: string, status?: number, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

function requireEndpoint(id: AdminOperationId): (typeof adminEndpoints)[number] {
  const endpoint = adminEndpoints.find((candidate) => candidate.id === id);
  if (endpoint === undefined) throw new Error(`@cliqkit/emulator: the contract has no ${id}`);
  return endpoint;
}

function queryOf(parameters: ReadonlyMap<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? '' : `?${query}`;
}

async function refusalOf(reply: Response): Promise<AdminError> {
  const text = await reply.text();
  const said = /"message":"((?:[^"\\]|\\.)*)"/u.exec(text)?.[1];
  const message = said === undefined ? `HTTP ${reply.status}` : String(JSON.parse(`"${said}"`));
  return new AdminError(message.startsWith('@') ? message : `@cliqkit/emulator: ${message}`, reply.status);
}

/** Talks to the admin API of a running emulator: one method for each operation of `openapi/admin.yaml`. */
export class AdminClient {
  readonly #options: AdminClientOptions;

  /** Use `createAdminClient`. */
  constructor(options: AdminClientOptions) {
    this.#options = options;
  }

  async #ask(id: AdminOperationId, input: object, signal?: AbortSignal): Promise<Response> {
    const { url, token } = this.#options;
    const send = this.#options.fetch ?? fetch;
    const { method, segments, bodySchema } = requireEndpoint(id);
    const given = new Map(Object.entries(bodySchema === undefined ? input : {}));
    const path = segments.map((segment) => {
      if (!segment.startsWith('{')) return segment;
      const name = segment.slice(1, -1);
      const value = encodeURIComponent(String(given.get(name)));
      given.delete(name);
      return value;
    });
    const reply = await send(`${new URL(url).origin}/_emulator/${path.join('/')}${queryOf(given)}`, {
      method,
      headers: { 'x-emulator-token': token, 'content-type': 'application/json' },
      ...(bodySchema === undefined ? {} : { body: JSON.stringify(input) }),
      ...(signal === undefined ? {} : { signal }),
    }).catch((cause: unknown) => {
      if (signal?.aborted === true) throw cause;
      throw new AdminError(`@cliqkit/emulator: no emulator answers at ${url}; is it running?`, undefined, {
        cause,
      });
    });
    if (!reply.ok) throw await refusalOf(reply);
    return reply;
  }

  async #send<Id extends AdminOperationId>(id: Id, input: object): Promise<AdminResult<Id>> {
    const reply = await this.#ask(id, input);
    // An empty reply is no JSON, and stands for nothing.
    return JSON.parse((await reply.text()) || 'null');
  }

  /** Tell whether the emulator runs. */
  getHealth(): Promise<AdminResult<'getHealth'>> {
    return this.#send('getHealth', {});
  }

  /** Tell what runs here. */
  getInfo(): Promise<AdminResult<'getInfo'>> {
    return this.#send('getInfo', {});
  }

  /** Follows what happens, until the signal aborts or the emulator ends. */
  async *events(signal?: AbortSignal): AsyncGenerator<AdminEvent, void> {
    const { body } = await this.#ask('followEvents', {}, signal);
    if (body !== null) yield* readEvents(body);
  }

  /** Go back to the start, wholly or in parts. */
  reset(body: AdminBody<'reset'> = {}): Promise<AdminResult<'reset'>> {
    return this.#send('reset', body);
  }

  /** Start anew from a seed or a scenario. */
  putSeed(body: AdminBody<'putSeed'>): Promise<AdminResult<'putSeed'>> {
    return this.#send('putSeed', body);
  }

  /** List the scenarios. */
  getScenarios(): Promise<AdminResult<'getScenarios'>> {
    return this.#send('getScenarios', {});
  }

  /** Take a snapshot. */
  getSnapshot(): Promise<AdminResult<'getSnapshot'>> {
    return this.#send('getSnapshot', {});
  }

  /** Go back to a snapshot. */
  putSnapshot(body: AdminBody<'putSnapshot'>): Promise<AdminResult<'putSnapshot'>> {
    return this.#send('putSnapshot', body);
  }

  /** See the side bar of a user. */
  getWorkspace(parameters: AdminParameters<'getWorkspace'> = {}): Promise<AdminResult<'getWorkspace'>> {
    return this.#send('getWorkspace', parameters);
  }

  /** See a chat or a thread. */
  getChat(parameters: AdminParameters<'getChat'>): Promise<AdminResult<'getChat'>> {
    return this.#send('getChat', parameters);
  }

  /** Read the clock. */
  getClock(): Promise<AdminResult<'getClock'>> {
    return this.#send('getClock', {});
  }

  /** Turn the clock. */
  turnClock(body: AdminBody<'turnClock'>): Promise<AdminResult<'turnClock'>> {
    return this.#send('turnClock', body);
  }

  /** Read the quirks. */
  getQuirks(): Promise<AdminResult<'getQuirks'>> {
    return this.#send('getQuirks', {});
  }

  /** Set quirks. */
  setQuirks(body: AdminBody<'setQuirks'>): Promise<AdminResult<'setQuirks'>> {
    return this.#send('setQuirks', body);
  }

  /** List the faults. */
  getFaults(): Promise<AdminResult<'getFaults'>> {
    return this.#send('getFaults', {});
  }

  /** Set a fault. */
  addFault(body: AdminBody<'addFault'>): Promise<AdminResult<'addFault'>> {
    return this.#send('addFault', body);
  }

  /** Forget all faults. */
  clearFaults(): Promise<AdminResult<'clearFaults'>> {
    return this.#send('clearFaults', {});
  }

  /** Take a fault back. */
  removeFault(parameters: AdminParameters<'removeFault'>): Promise<AdminResult<'removeFault'>> {
    return this.#send('removeFault', parameters);
  }

  /** Let faults strike at random. */
  setRandomFaults(body: AdminBody<'setRandomFaults'>): Promise<AdminResult<'setRandomFaults'>> {
    return this.#send('setRandomFaults', body);
  }

  /** Read how much of each limit is used. */
  getLimits(parameters: AdminParameters<'getLimits'> = {}): Promise<AdminResult<'getLimits'>> {
    return this.#send('getLimits', parameters);
  }

  /** Set limits in place of the documented ones. */
  setLimits(body: AdminBody<'setLimits'>): Promise<AdminResult<'setLimits'>> {
    return this.#send('setLimits', body);
  }

  /** Lock a user out of a URL. */
  lock(body: AdminBody<'lock'>): Promise<AdminResult<'lock'>> {
    return this.#send('lock', body);
  }

  /** List what has arrived. */
  getJournal(parameters: AdminParameters<'getJournal'> = {}): Promise<AdminResult<'getJournal'>> {
    return this.#send('getJournal', parameters);
  }

  /** See a request and its reply in full. */
  getExchange(parameters: AdminParameters<'getExchange'>): Promise<AdminResult<'getExchange'>> {
    return this.#send('getExchange', parameters);
  }

  /** Take the kept exchanges as an HTTP archive. */
  getHar(): Promise<AdminResult<'getHar'>> {
    return this.#send('getHar', {});
  }

  /** List what clients should not have done. */
  getViolations(): Promise<AdminResult<'getViolations'>> {
    return this.#send('getViolations', {});
  }

  /** Get the credentials of a user. */
  getCredentials(parameters: AdminParameters<'getCredentials'> = {}): Promise<AdminResult<'getCredentials'>> {
    return this.#send('getCredentials', parameters);
  }

  /** List the tokens. */
  getTokens(): Promise<AdminResult<'getTokens'>> {
    return this.#send('getTokens', {});
  }

  /** Make an access token. */
  issueToken(body: AdminBody<'issueToken'>): Promise<AdminResult<'issueToken'>> {
    return this.#send('issueToken', body);
  }

  /** Revoke a token. */
  revokeToken(parameters: AdminParameters<'revokeToken'>): Promise<AdminResult<'revokeToken'>> {
    return this.#send('revokeToken', parameters);
  }
}

/**
 * Connects to the admin API of a running emulator. Every method throws an `AdminError` when the emulator refuses, or is
 * not there.
 *
 * @example
 * const admin = createAdminClient({ url: 'http://127.0.0.1:8800', token });
 * await admin.turnClock({ advanceMs: 300_000 });
 */
export function createAdminClient(options: AdminClientOptions): AdminClient {
  return new AdminClient(options);
}
