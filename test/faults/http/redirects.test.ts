import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import type { ChaosServer } from '../chaos/chaos-server.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { fetchWithConnector } from '../chaos/fetch-with-connector.ts';
import { httpReply, jsonReply } from '../chaos/http-reply.ts';
import { sends } from '../chaos/play.ts';
import { testAuthority, tlsServer } from '../chaos/tls-server.ts';
import { everyClass, post, read } from '../support/calls.ts';
import { canary } from '../support/canary.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const statuses = [300, 301, 302, 303, 304, 305, 306, 307, 308] as const;
const { chatId } = demo.channels.launch;
const methods: Record<string, (cliq: Cliq) => Promise<unknown>> = {
  GET: read.run,
  POST: post.run,
  PUT: ({ threads }) => threads.close(demo.threads.rollback),
  DELETE: ({ pins }) => pins.remove(chatId, [demo.messages.rollback]),
};

const redirects = (status: number, location: string) =>
  sends(httpReply({ status, headers: { Location: location } }));

describe('a redirect to the same origin', () => {
  carries.each(
    'H08',
    statuses,
    'with %s is not followed by any method, and tells no secret',
    async (status) => {
      for (const [method, run] of Object.entries(methods)) {
        const server = await chaosServer(redirects(status, `/login?next=${canary}#secret-fragment`));
        const error = await failureOf(run(cliqAt(server.origin)));
        expect(error).toMatchObject({ name: 'ResponseError', status, attempts: 1, retryable: false });
        expect(error.outcome).toBe(method === 'GET' ? 'notApplied' : 'unknown');
        expect(error.message).toContain(server.origin);
        expect(error.message).not.toContain('secret-fragment');
        expect(server.requests.map((request) => request.method)).toEqual([method]);
      }
    },
  );
});

const elsewhere: [what: string, location: (other: ChaosServer) => string][] = [
  ['another origin', ({ origin }) => `${origin}/api/v3/pin-categories?code=1`],
  ['another origin without a scheme', ({ host }) => `//${host}/api/v3`],
  ['another origin behind a user name', ({ host }) => `http://cliq.zoho.eu@${host}/`],
  ['another origin by another name', ({ host }) => `http://localhost:${host.split(':')[1]}/`],
];
const nowhere: [what: string, location: string][] = [
  ['a file', 'file:///etc/passwd'],
  ['data', 'data:application/json,{"data":[]}'],
  ['a script', 'javascript:alert(1)'],
  ['nothing that is a URL', 'http://[::1'],
  ['itself', '/api/v3/chats/1/pin-messages'],
  ['no place', ''],
];

describe('a redirect elsewhere', () => {
  carries.each(
    'H09',
    elsewhere,
    '(%s) reaches nobody, with no method and no status',
    async ([, location]) => {
      const other = await chaosServer(sends(jsonReply({ data: [] })));
      for (const status of statuses) {
        for (const run of Object.values(methods)) {
          const server = await chaosServer(redirects(status, location(other)));
          const error = await failureOf(run(cliqAt(server.origin)));
          expect(error).toMatchObject({ name: 'ResponseError', status, attempts: 1 });
          expect(server.requests).toHaveLength(1);
        }
      }
      expect([other.connections, other.requests]).toEqual([0, []]);
    },
  );

  carries.each('H09', nowhere, '(to %s) is one typed error after one request', async ([, location]) => {
    for (const call of everyClass) {
      const server = await chaosServer(redirects(302, location));
      const error = await failureOf(call.run(cliqAt(server.origin)));
      expect(error).toMatchObject({ name: 'ResponseError', status: 302, attempts: 1 });
      expect(server.requests).toHaveLength(1);
    }
  });

  carries('H09', '(from https to http) reaches nobody', async () => {
    const other = await chaosServer(sends(jsonReply({ data: [] })));
    const server = await tlsServer('valid', httpReply({ status: 307, headers: { Location: other.origin } }));
    const fetch = await fetchWithConnector({ ca: testAuthority });
    for (const call of everyClass) {
      const error = await failureOf(call.run(cliqAt(server.origin, { fetch })));
      expect(error).toMatchObject({ name: 'ResponseError', status: 307, attempts: 1 });
    }
    expect(other.connections).toBe(0);
  });
});
