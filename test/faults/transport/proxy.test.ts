import { describe, expect } from 'vitest';
import { closedPort } from '../../../packages/core/test/local-server.ts';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { httpReply, jsonReply } from '../chaos/http-reply.ts';
import type { Play } from '../chaos/play.ts';
import { closes, resets, sends } from '../chaos/play.ts';
import { tunnelFetch } from '../chaos/tunnel-fetch.ts';
import { everyClass } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const page = '<html><body><h1>Bad Gateway</h1>Zoho-oauthtoken</body></html>';
const refusals: [what: string, play: Play][] = [
  ['407', sends(httpReply({ status: 407, headers: { 'Proxy-Authenticate': 'Basic realm="corp"' } }))],
  [
    'a page with 502',
    sends(httpReply({ status: 502, headers: { 'Content-Type': 'text/html' }, body: page })),
  ],
  ['403', sends(httpReply({ status: 403 }), 'end')],
];

describe('a proxy that refuses the tunnel', () => {
  carries.each(
    'T22',
    refusals,
    '(with %s) is a connection that was not made: nothing applied, nothing arrived',
    async ([, play]) => {
      for (const call of everyClass) {
        const service = await chaosServer(sends(jsonReply(call.reply)));
        const proxy = await chaosServer(play);
        const fetch = await tunnelFetch(proxy);
        const error = await failureOf(call.run(cliqAt(service.origin, { fetch })));
        expect(error).toMatchObject({
          name: 'ConnectionError',
          phase: 'connect',
          outcome: 'notApplied',
          operation: call.operation,
        });
        expect(service.connections).toBe(0);
        // The token goes through the tunnel only: the proxy has seen nothing but CONNECT.
        expect(new Set(proxy.requests.map(({ method }) => method))).toEqual(new Set(['CONNECT']));
        for (const { headers } of proxy.requests) expect(headers.map(([name]) => name)).toEqual(['host']);
      }
    },
  );

  carries('T22', 'because it is not there is the same', async () => {
    const service = await chaosServer(sends(jsonReply({ data: [] })));
    const fetch = await tunnelFetch(await closedPort());
    for (const call of everyClass) {
      const error = await failureOf(call.run(cliqAt(service.origin, { fetch })));
      expect(error).toMatchObject({ phase: 'connect', outcome: 'notApplied', attempts: 4 });
    }
    expect(service.connections).toBe(0);
  });
});

describe('a proxy that breaks off', () => {
  carries.each(
    'T22',
    [
      ['by a reset', resets('request')],
      ['by closing', closes('request')],
    ] as const,
    '%s leaves a message no worse off than another broken connection',
    async ([, play]) => {
      const service = await chaosServer(sends(jsonReply({ data: [] })));
      const proxy = await chaosServer(play);
      const fetch = await tunnelFetch(proxy);
      for (const call of everyClass) {
        const error = await failureOf(call.run(cliqAt(service.origin, { fetch })));
        expect(error).toMatchObject({ name: 'ConnectionError', operation: call.operation });
      }
      expect(service.connections).toBe(0);
    },
  );
});
