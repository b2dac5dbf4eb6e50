import { describe, expect, it } from 'vitest';
import { observe } from '../src/hooks/observer.ts';
import { requestToken } from '../src/tokens/token-request.ts';
import { accounts, granted } from './fake-accounts.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, failing, fakeFetch, hanging, hangingBody, text } from './fake-fetch.ts';
import { endOfTick, inVirtualTime } from './virtual-time.ts';

const form = { grant_type: 'refresh_token', client_id: 'id', client_secret: 's&=+% x', refresh_token: 'r/1' };

function ask(answer: Answer) {
  const clock = fakeClock();
  const { fetch, sent } = fakeFetch(answer);
  const reply = requestToken(form, { accounts, fetch, clock, random: () => 0, observer: observe({}) });
  return { clock, sent, reply };
}

describe('a token request', () => {
  it('is a POST to the accounts server with its secrets in the body, and follows no redirect', async () => {
    const { sent, reply } = ask(granted('a-token', { api_domain: 'https://evil.test' }));
    expect(await reply).toMatchObject({ kind: 'granted', accessToken: 'a-token' });
    expect(sent).toMatchObject([
      { url: 'https://accounts.test/oauth/v2/token', method: 'POST', redirect: 'manual' },
    ]);
    expect(sent[0]?.body).toBe(
      'grant_type=refresh_token&client_id=id&client_secret=s%26%3D%2B%25+x&refresh_token=r%2F1',
    );
    expect([...(sent[0]?.headers ?? [])]).toEqual([
      ['accept', 'application/json'],
      ['content-type', 'application/x-www-form-urlencoded'],
    ]);
  });

  it.each<[what: string, answer: Answer]>([
    ['refuses the connection', failing(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }))],
    [
      'throws at once',
      () => {
        throw new Error('bad fetch');
      },
    ],
    ['answers with a redirect', empty(302, { location: 'https://evil.test/oauth/v2/token' })],
    ['answers with a redirect that holds a token', text('{"access_token":"evil"}', { status: 307 })],
    ['answers with a page', text('<html>login</html>')],
    ['answers with nothing', text('')],
    ['answers with an empty 204', empty(204)],
    ['answers with more than 64 KiB', text(`{"access_token":"a"}${' '.repeat(64 * 1024)}`)],
    ['answers without end', endless()],
    ['breaks off in the body', brokenBody()],
  ])('is a failure when the server %s', async (_what, answer) => {
    const { clock, sent, reply } = ask(answer);
    expect(await inVirtualTime(clock, reply)).toEqual({ kind: 'failed' });
    expect(sent).toHaveLength(1);
    expect(clock.timers).toBe(0);
  });

  it('takes nothing from a polluted prototype', async () => {
    const inits: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (_input, init) => {
      inits.push(init);
      return new Response();
    };
    await requestToken(form, { accounts, fetch, clock: fakeClock(), random: () => 0, observer: observe({}) });
    expect(inits.map((init) => Object.getPrototypeOf(init))).toEqual([null]);
  });

  it('takes a reply of just 64 KiB', async () => {
    const body = '{"access_token":"a"}';
    expect(await ask(text(body + ' '.repeat(64 * 1024 - body.length))).reply).toMatchObject({
      kind: 'granted',
    });
  });

  it.each<[what: string, answer: Answer]>([
    ['does not answer', hanging()],
    ['does not answer, with a fetch that heeds no signal', () => new Promise(() => undefined)],
    ['stalls in the body', hangingBody('{"access_')],
  ])('is a failure after 10 seconds when the server %s', async (_what, answer) => {
    const { clock, sent, reply } = ask(answer);
    let done = false;
    reply.finally(() => {
      done = true;
    });
    await endOfTick();
    clock.advance(9999);
    await endOfTick();
    expect(done).toBe(false);
    clock.advance(1);
    expect(await reply).toEqual({ kind: 'failed' });
    expect(sent[0]?.signal?.aborted).toBe(true);
    expect(clock.timers).toBe(0);
  });
});

function endless(): Answer {
  return () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
        },
      }),
    );
}

function brokenBody(): Answer {
  return () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.error(new TypeError('terminated'));
        },
      }),
    );
}
