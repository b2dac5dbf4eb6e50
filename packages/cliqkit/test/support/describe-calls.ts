import type { ApiCall, BatchResult, CallOptions, ClientOptions, Clock } from '@cliqkit/core';
import { InputError, TimeoutError } from '@cliqkit/core';
import type { OperationId } from '@cliqkit/types';
import { describe, expect, test } from 'vitest';
import { accessToken } from './connect.ts';
import { exampleReply } from './example-reply.ts';
import { failureOf } from './failure-of.ts';
import type { Reply } from './recording-fetch.ts';
import { recordingFetch } from './recording-fetch.ts';

/** What a wrapper method must do with one call. */
export interface CallRow<Module> {
  name: string;
  operation: OperationId;
  /** The id in the path, when there is one. */
  id?: string;
  call(
    module: Module,
    id: string,
    options?: CallOptions,
  ): ApiCall<unknown> | Promise<BatchResult> | Promise<unknown[]>;
  /** `path` follows the base URL of the data centre. */
  sends: { method: string; path: string; body?: unknown };
  /** @default the example of the published document */
  reply?: Reply;
  /** What the call resolves to, given the JSON of the reply. */
  resolves(json: unknown): unknown;
}

const api = 'https://cliq.zoho.eu/api/v3';

/** A reply's `data`, which most calls resolve to. */
export function dataOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'data' in json ? json.data : undefined;
}

/** Tests that hold for every call: what is sent, what comes back, ids, signal and deadline. */
export function describeCalls<Module>(
  create: (options: ClientOptions) => Module,
  rows: readonly CallRow<Module>[],
): void {
  describe.each(rows)('$name', ({ operation, id = '', call, sends, reply, resolves }) => {
    const answer: Reply = { ...(reply ?? exampleReply(operation)), headers: { 'x-request-id': 'r-1' } };
    const start = (options: Partial<ClientOptions>): Module =>
      create({ dataCenter: 'eu', credentials: { accessToken }, ...options });

    test('sends one exact request and resolves to what the service answered', async () => {
      const { fetch, sent } = recordingFetch(answer);
      expect(await call(start({ fetch }), id)).toEqual(resolves(answer.json));
      expect(sent).toEqual([
        {
          method: sends.method,
          url: `${api}${sends.path}`,
          body: sends.body,
          authorization: `Zoho-oauthtoken ${accessToken}`,
          contentType: sends.body === undefined ? null : 'application/json',
        },
      ]);
    });

    test('hands out the response too, where it is one call', async () => {
      const { fetch } = recordingFetch(answer);
      const started = call(start({ fetch }), id);
      if (!('withResponse' in started)) return expect(await started).toEqual(resolves(answer.json));
      const { data, response } = await started.withResponse();
      expect(data).toEqual(resolves(answer.json));
      expect(response.status).toBe(answer.status);
      expect(response.headers.get('x-request-id')).toBe('r-1');
    });

    test('ends with the reason of its signal', async () => {
      const controller = new AbortController();
      const reason = new Error('changed my mind');
      const fetch = () => {
        controller.abort(reason);
        return new Promise<Response>(() => undefined);
      };
      expect(await failureOf(call(start({ fetch }), id, { signal: controller.signal }))).toBe(reason);
    });

    test('ends at its own deadline', async () => {
      const fetch = () => new Promise<Response>(() => undefined);
      const failure = await failureOf(call(start({ fetch, clock: endOf(1234) }), id, { deadline: 1234 }));
      expect(failure).toBeInstanceOf(TimeoutError);
      expect(failure).toMatchObject({ operation, timeoutMs: 1234 });
    });

    if (id === '') return;

    test('writes its id as one segment, encoded once', async () => {
      const { fetch, sent } = recordingFetch(answer);
      await call(start({ fetch }), 'a/b?c#d%20e f_é');
      expect(sent.map(({ url }) => url)).toEqual([
        `${api}${sends.path.replace(id, 'a%2Fb%3Fc%23d%2520e%20f_%C3%A9')}`,
      ]);
    });

    test.each(['', '.', '..'])('refuses the id "%s" and sends nothing', async (wrong) => {
      const { fetch, sent } = recordingFetch(answer);
      expect(await failureOf(call(start({ fetch }), wrong))).toBeInstanceOf(InputError);
      expect(sent).toEqual([]);
    });
  });
}

/** A clock on which timers of this length have run out, and all others never do. */
function endOf(endedMs: number): Clock {
  return {
    wall: () => 0,
    mono: () => 0,
    timer: (ms, fire) => {
      if (ms === endedMs) queueMicrotask(fire);
      return () => undefined;
    },
  };
}
