import { createAdminClient } from '@cliqkit/emulator';
import type { Cliq, OperationId } from 'cliqkit';
import { createCliq, operations } from 'cliqkit';
import { describe, expect, test } from 'vitest';
import { scenarios } from './scenarios.ts';
import { inWorld } from './world.ts';

/*
 * The inspector offers the call of the SDK that makes a request. Whoever pastes it has to get that request.
 */

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
}

function sentBy(method: string, url: string, body: string | undefined): Sent {
  const { pathname, searchParams } = new URL(url);
  searchParams.sort();
  const query = searchParams.toString().replaceAll('primary=true', 'primary=');
  return {
    method,
    path: decodeURIComponent(pathname),
    query,
    body: body === undefined ? undefined : JSON.parse(body),
  };
}

/** What a call sends first. */
async function firstRequest(call: string): Promise<Sent | undefined> {
  let first: Sent | undefined;
  const cliq: Cliq = createCliq({
    dataCenter: 'eu',
    credentials: { accessToken: 'token' },
    retry: false,
    pace: false,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const body = await request.text();
      first ??= sentBy(request.method, request.url, body === '' ? undefined : body);
      return new Response(null, { status: 500 });
    },
  });
  const run = new Function('cliq', `return (async () => { ${call} })();`) as (
    with_: Cliq,
  ) => Promise<unknown>;
  // It fails, since nobody answers; what it has sent is what counts.
  await run(cliq).catch(() => undefined);
  return first;
}

describe.each(Object.keys(operations) as OperationId[])('the call shown for %s', (id) => {
  test('makes the same request', () =>
    inWorld(async (world) => {
      await scenarios[id].success(world);
      const admin = createAdminClient({ url: world.emulator.origin, token: world.emulator.adminToken });
      const entry = (await admin.getJournal()).findLast(({ operation }) => operation === id);
      const { call, request, url, entry: shown } = await admin.getExchange({ entry: entry?.number ?? 0 });
      expect(call).toMatch(/^await cliq\./u);
      const sent = await firstRequest(call ?? '');
      expect(sent).toEqual(sentBy(shown.method, url, request.body?.text));
    }));
});
