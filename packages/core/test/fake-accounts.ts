import type { RefreshEvent } from '../src/hooks/hooks.ts';
import { observe } from '../src/hooks/observer.ts';
import type { AccessTokenContext, Grant } from '../src/tokens/token-source.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer, FakeFetch } from './fake-fetch.ts';
import { fakeFetch, json } from './fake-fetch.ts';
import { endOfTick } from './virtual-time.ts';

/** What a client is registered with. */
export const client = { clientId: '1000.CLIENT', clientSecret: 'secret' } as const;

export const accounts = 'https://accounts.test';

/** Grants a token for an hour, as the accounts server does. */
export function granted(token: string, more: object = {}): Answer {
  return json({ access_token: token, expires_in: 3600, token_type: 'Bearer', ...more });
}

/** Grants token-1, token-2, and so on. */
export function grantedInTurn(more: object = {}): Answer {
  let count = 0;
  return (sent) => {
    count += 1;
    return granted(`token-${count}`, more)(sent);
  };
}

/** Refuses for good: with status 200, as the accounts server does. */
export function refused(error: string): Answer {
  return json({ error });
}

/** Wants no request for a while. Its text is in the reader's language. */
export function throttled(status = 400): Answer {
  return json(
    { error: 'Zugriff verweigert', error_description: 'Zu viele Anfragen.', status: 'failure' },
    { status },
  );
}

export interface SignedIn {
  /** Asks for the access token, as a call does. */
  ask(context?: Partial<AccessTokenContext>): Promise<string>;
  readonly clock: FakeClock;
  readonly sent: FakeFetch['sent'];
  /** The forms that were sent. */
  forms(): Record<string, string>[];
  /** What `onRefresh` was told. */
  readonly events: RefreshEvent[];
  /** What was logged as a warning. */
  readonly warnings: string[];
}

interface SignInOptions {
  answers?: readonly Answer[];
  /** In place of the answers: an accounts server that several share. */
  server?: FakeFetch;
  /** The base URL of the accounts server. */
  at?: string;
  clock?: FakeClock;
  random?: () => number;
}

/** Connects a grant to an accounts server with the given answers; the last one stays. Pauses are as short as can be. */
export function signIn(grant: Grant, options: SignInOptions = {}): SignedIn {
  const { answers = [grantedInTurn()], clock = fakeClock(), random = () => 0, at = accounts } = options;
  const { fetch, sent } = options.server ?? fakeFetch(...answers);
  const events: RefreshEvent[] = [];
  const warnings: string[] = [];
  const observer = observe({
    hooks: { onRefresh: (event) => events.push(event) },
    logger: { warn: (line) => warnings.push(line) },
  });
  const source = grant.connect({ accounts: at, fetch, clock, random, observer });
  return {
    ask: (context) => source({ signal: undefined, refused: undefined, ...context }),
    clock,
    sent,
    forms: () => sent.map(({ body }) => Object.fromEntries(new URLSearchParams(body))),
    events,
    warnings,
  };
}

/**
 * How often to look before time passes: names of accounts are digests, which are not made in JavaScript. On a machine with much
 * else to do a digest takes a great many looks.
 */
const looks = 10;
const mostLooks = 2_000_000;

/** Lets virtual time pass until the work is done, with patience for digests. */
export async function settled<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let done = false;
  const note = (): void => {
    done = true;
  };
  work.then(note, note);
  for (let look = 1; look < mostLooks; look += 1) {
    await endOfTick();
    if (done) return work;
    if (look % looks === 0) clock.toNextTimer();
  }
  throw new Error('the work is not done, and nothing makes it so');
}

/** Lets everything run, but no time pass, until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let look = 0; look < mostLooks; look += 1) {
    if (holds()) return;
    await endOfTick();
  }
  throw new Error('it never came to hold');
}
