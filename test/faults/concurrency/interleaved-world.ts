import type { Cliq } from 'cliqkit';
import { refreshToken } from 'cliqkit';
import fc from 'fast-check';
import type { FakeClock } from '../../../packages/core/test/fake-clock.ts';
import { fakeClock } from '../../../packages/core/test/fake-clock.ts';
import { cliqOn } from '../support/cliq-at.ts';

/** What a request meets. `lost` is carried out, and its reply is lost; `late` is carried out, and then fails. */
const replies = fc.constantFrom(
  'done',
  'done',
  'done',
  'expired',
  'throttled',
  'lost',
  'late',
  'refused',
  'page' as const,
);
const tokenReplies = fc.constantFrom('granted', 'granted', 'granted', 'down' as const);

type Reply = typeof replies extends fc.Arbitrary<infer R> ? R : never;
type TokenReply = typeof tokenReplies extends fc.Arbitrary<infer R> ? R : never;

/** A story: what each request meets, in order of arrival, which calls are aborted, and how far time jumps now and then. */
export interface Story {
  readonly calls: readonly { readonly posts: boolean; readonly aborted: boolean }[];
  readonly replies: readonly Reply[];
  readonly tokens: readonly TokenReply[];
  readonly jumpsMs: readonly number[];
}

export const stories: fc.Arbitrary<Story> = fc.record({
  calls: fc.array(fc.record({ posts: fc.boolean(), aborted: fc.boolean() }), { minLength: 1, maxLength: 9 }),
  replies: fc.array(replies, { minLength: 30, maxLength: 30 }),
  tokens: fc.array(tokenReplies, { minLength: 12, maxLength: 12 }),
  jumpsMs: fc.array(fc.constantFrom(400, 10_000, 60_000, 299_999, 600_000), { maxLength: 6 }),
});

/** Lets everything happen that needs no time. */
export const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One event at a time, and all that follows from it. */
export const schedulers: fc.Arbitrary<fc.Scheduler> = fc.scheduler({
  act: async (release) => {
    await release();
    await drained();
  },
});

const lockMs = { post: 600_000, read: 300_000 };

/** A service whose replies come when the scheduler says so, and that sees whether its clients keep the invariants. */
export function interleavedWorld(scheduler: fc.Scheduler, { replies: fates, tokens }: Story) {
  const clock: FakeClock = fakeClock();
  const broken: string[] = [];
  const commits = new Map<string, number>();
  const lockedUntil = { post: 0, read: 0 };
  const ended = new Set<string>();
  let requests = 0;
  let tokenRequests = 0;
  let tokensInFlight = 0;

  const token = async (signal: AbortSignal | null | undefined): Promise<Response> => {
    const fate = tokens[tokenRequests] ?? 'granted';
    tokenRequests += 1;
    tokensInFlight += 1;
    let open = true;
    const close = (): void => {
      if (open) tokensInFlight -= 1;
      open = false;
    };
    signal?.addEventListener('abort', close, { once: true }); // It has taken too long, and is given up.
    const number = tokenRequests;
    if (tokensInFlight > 1) broken.push(`INV-11: ${tokensInFlight} token requests at once`);
    await scheduler.schedule(Promise.resolve(), `token ${number}: ${fate}`);
    close();
    if (fate === 'down') throw new TypeError('fetch failed');
    return Response.json({ access_token: `1000.a.${number}`, expires_in: 3600 });
  };

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input));
    if (url.pathname.startsWith('/oauth/')) return token(init?.signal);
    const kind = init?.method === 'POST' ? 'post' : 'read';
    const name = kind === 'post' ? String(init?.body) : url.search;
    const fate = fates[requests] ?? 'done';
    requests += 1;
    const number = requests;
    if (clock.mono() < lockedUntil[kind]) broken.push(`INV-06: request ${number} into a lock`);
    if (ended.has(name)) broken.push(`INV-16: request ${number} of a call that has been aborted`);
    const commit = kind === 'post' && ['done', 'lost', 'late'].includes(fate);
    if (commit) commits.set(name, (commits.get(name) ?? 0) + 1);
    if ((commits.get(name) ?? 0) > 1) broken.push(`INV-01: ${name} was posted twice`);
    await scheduler.schedule(Promise.resolve(), `request ${number}: ${fate}`);
    const heard = init?.signal?.aborted !== true;
    if (fate === 'throttled' && heard) lockedUntil[kind] = clock.mono() + lockMs[kind];
    return replyTo(fate);
  };

  const account = { clientId: '1000.ID', clientSecret: 'secret', refreshToken: '1000.refresh' };
  const cliq: Cliq = cliqOn(fetch, {
    dataCenter: 'eu',
    clock,
    credentials: refreshToken(account),
    pace: {},
    random: () => 0.5,
  });
  return {
    clock,
    cliq,
    broken,
    requests: () => requests,
    /** Notes that the caller wants no more of this call. */
    end: (index: number, posts: boolean) => ended.add(nameOf(index, posts)),
  };
}

/** How the service knows a call. */
function nameOf(index: number, posts: boolean): string {
  return posts ? JSON.stringify({ text: `${index}` }) : `?limit=${index + 1}`;
}

/** Makes the call with this number. */
export function makeCall(
  { pins, threads }: Cliq,
  index: number,
  posts: boolean,
  signal: AbortSignal,
): Promise<unknown> {
  if (posts) return threads.reply('CT_1_1-T-1', { text: `${index}` }, {}, { signal });
  return pins.list('CT_1_1', { limit: index + 1 }, { signal }).toArray();
}

function replyTo(fate: Reply): Response {
  switch (fate) {
    case 'done':
      return Response.json({ data: [], message_id: '1_1' });
    case 'expired':
      return Response.json({ code: 'oauthtoken_invalid' }, { status: 401 });
    case 'throttled':
      return Response.json({ message: 'Slow down.' }, { status: 429 });
    case 'page':
      return new Response('<html>', { status: 502 });
    case 'late':
      return Response.json({}, { status: 500 });
    default: {
      const code = fate === 'refused' ? 'ECONNREFUSED' : 'ECONNRESET';
      throw Object.assign(new TypeError('fetch failed'), { cause: { code } });
    }
  }
}
