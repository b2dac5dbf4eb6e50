import type { Middleware } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { pinChat, post, read } from '../support/calls.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { failureOf, rejectionOf } from '../support/failure-of.ts';

const good = (): Response => Response.json({ data: [{ id: '1_2' }], message_id: '1_2' });
const calls = [read, pinChat, post];

/** Ways to leave nothing for the next reader. */
const uses: [how: string, use: (response: Response) => unknown][] = [
  ['read', (response) => response.text()],
  ['read as JSON', (response) => response.json()],
  ['cancelled', (response) => response.body?.cancel()],
  ['held by a reader', (response) => response.body?.getReader()],
];

describe('a response that was already used', () => {
  carries.each(
    'H16',
    uses,
    '(%s) by the fetch is the mistake that it is, and not a broken connection',
    async ([, use]) => {
      for (const call of calls) {
        let sends = 0;
        const fetch = async (): Promise<Response> => {
          sends += 1;
          const response = good();
          await use(response);
          return response;
        };
        const error = await failureOf(call.run(cliqOn(fetch)));
        expect(error).toMatchObject({ operation: call.operation, attempts: 1, retryable: false });
        expect(error.name).not.toBe('ConnectionError');
        expect(sends).toBe(1);
      }
    },
  );

  carries.each('H16', uses, '(%s) by a middleware costs no data, or is typed', async ([, use]) => {
    const middleware: Middleware = async (request, _call, next) => {
      const response = await next(request);
      await use(response);
      return response;
    };
    for (const call of calls) {
      const clean = await call.run(cliqOn(async () => good()));
      expect(await call.run(cliqOn(async () => good(), { middleware: [middleware] }))).toEqual(clean);
    }
  });
});

const strangers: [what: string, response: () => unknown][] = [
  ['a response of its own', () => good()],
  ['a copy', () => good().clone()],
  ['an error of its own', () => Response.json({ code: 'x' }, { status: 500 })],
  ['nothing', () => undefined],
  ['something that is no response', () => ({ ok: true })],
];

describe('what a middleware hands back in place of the reply', () => {
  carries.each(
    'H16',
    strangers,
    '(%s) is data or a typed error, never a silent undefined',
    async ([, response]) => {
      const middleware: Middleware = async () => response() as Response;
      for (const call of [read, pinChat]) {
        const result = call.run(cliqOn(async () => good(), { middleware: [middleware] }));
        const settled = await result.then(
          (data) => data !== undefined,
          (error: unknown) => error,
        );
        if (settled !== true) await failureOf(Promise.reject(settled === false ? undefined : settled));
      }
    },
  );

  carries('H16', 'to a fetch that answers with no response is one typed error', async () => {
    for (const answer of [undefined, null, {}, 'text', 0]) {
      const fetch = (async () => answer) as unknown as typeof globalThis.fetch;
      for (const call of calls) expect(await rejectionOf(call.run(cliqOn(fetch)))).toHaveProperty('outcome');
    }
  });
});
