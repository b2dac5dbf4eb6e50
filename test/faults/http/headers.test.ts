import type { Middleware } from 'cliqkit';
import { CliqRequest } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { jsonReply } from '../chaos/http-reply.ts';
import { sends } from '../chaos/play.ts';
import { headerOf } from '../chaos/received-request.ts';
import { everyClass, post, read } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

/** A middleware that puts headers on a request, repeated ones included. */
const adding =
  (...headers: [string, string][]): Middleware =>
  (request, _call, next) =>
    next(new CliqRequest(request.url, { ...request, headers: [...request.headers, ...headers] }));

const contradictions: [what: string, middleware: Middleware][] = [
  ['a length that is not its own', adding(['Content-Length', '3'])],
  ['two lengths', adding(['Content-Length', '3'], ['Content-Length', '4'])],
  ['the length twice', adding(['Content-Length', '52'], ['Content-Length', '52'])],
  ['a length that is none', adding(['Content-Length', '1e3'])],
  ['a length beside chunks', adding(['Content-Length', '3'], ['Transfer-Encoding', 'chunked'])],
  ['chunks', adding(['Transfer-Encoding', 'chunked'])],
  ['an upgrade', adding(['Connection', 'upgrade'], ['Upgrade', 'h2c'])],
  ['an expectation', adding(['Expect', '100-continue'])],
];

describe('a header of a middleware that contradicts the request', () => {
  carries.each(
    'H13',
    contradictions,
    '(%s) is rejected here: typed, nothing applied, nothing sent',
    async ([, middleware]) => {
      for (const call of everyClass) {
        const server = await chaosServer(sends(jsonReply(call.reply)));
        const error = await failureOf(call.run(cliqAt(server.origin, { middleware: [middleware] })));
        expect(error).toMatchObject({ outcome: 'notApplied', operation: call.operation, retryable: false });
        expect(server.requests).toEqual([]);
      }
    },
  );

  carries('H13', '(a second host, another token) changes neither of the two', async () => {
    const server = await chaosServer(sends(jsonReply({ data: [] })));
    const middleware = [adding(['Authorization', 'Bearer another'], ['Host', 'evil.test'])];
    const cliq = cliqAt(server.origin, { middleware });
    await read.run(cliq).catch(() => undefined);
    for (const request of server.requests) {
      expect(headerOf(request, 'host')).toBe(server.host);
      expect(request.headers.filter(([name]) => name === 'authorization')).toHaveLength(1);
      expect(headerOf(request, 'authorization')).toMatch(/^Zoho-oauthtoken /);
    }
  });

  carries('H13', 'is another matter than one that does not', async () => {
    const server = await chaosServer(sends(jsonReply(post.reply)));
    await post.run(cliqAt(server.origin, { middleware: [adding(['X-Trace', 'a'], ['X-Trace', 'b'])] }));
    const request = server.requests[0];
    expect(request && headerOf(request, 'x-trace')).toBe('a, b');
  });
});
