import { describe, expect } from 'vitest';
import type { Answer } from '../../../packages/core/test/fake-fetch.ts';
import { fakeFetch, json, text } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { everyClass, post, read, repeatable } from '../support/calls.ts';
import { canary } from '../support/canary.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const pages: [what: string, page: string][] = [
  ['of a hotel', '<!doctype html><title>Sign in to Wi-Fi</title><form action="https://wifi.test"></form>'],
  ['of a firewall', `<html>\r\n\t\u0007<b>Blocked</b> Authorization: Zoho-oauthtoken ${canary}\u202e</html>`],
  [
    'that quotes the request',
    `GET /api/v3 token=${encodeURIComponent(canary)}&b64=${Buffer.from(canary).toString('base64')}`,
  ],
  ['without an end', `<html>${'x'.repeat(100_000)}`],
  ['of text', 'OK'],
];

describe('a success that is a page', () => {
  carries.each('H03', pages, '%s is typed, with its status and a short clean snippet', async ([, page]) => {
    for (const call of everyClass) {
      const { fetch, sent } = fakeFetch(text(page));
      const error = await failureOf(call.run(cliqOn(fetch)));
      expect(error).toMatchObject({
        name: 'ResponseError',
        status: 200,
        operation: call.operation,
        attempts: 1,
      });
      const { snippet } = error as { snippet?: unknown };
      expect(String(snippet).length).toBeLessThanOrEqual(201); // With the ellipsis.
      expect(snippet).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(sent).toHaveLength(1);
    }
  });
});

const gateway = (status: number): Answer =>
  text(`<html><head><title>${status}</title></head><body>nginx {"code":"operation_failed"}</body></html>`, {
    status,
  });
const statuses = [502, 503, 504] as const;

describe('a page of a gateway', () => {
  carries.each('H04', statuses, 'with %s passes: the next attempt brings the data', async (status) => {
    for (const call of repeatable) {
      const { fetch, sent } = fakeFetch(gateway(status), gateway(status), json(call.reply));
      await call.run(cliqOn(fetch));
      expect(sent).toHaveLength(3);
    }
  });

  carries.each(
    'H04',
    statuses,
    'with %s has no code, and leaves a message unknown after one attempt',
    async (status) => {
      const { fetch, sent } = fakeFetch(gateway(status), json(post.reply));
      const error = await failureOf(post.run(cliqOn(fetch)));
      expect(error).toMatchObject({
        name: 'ApiError',
        status,
        code: undefined,
        outcome: 'unknown',
        retryable: false,
      });
      expect(sent).toHaveLength(1);
    },
  );

  carries.each('H04', statuses, 'with %s for ever ends after four attempts', async (status) => {
    const { fetch, sent } = fakeFetch(gateway(status));
    const error = await failureOf(read.run(cliqOn(fetch)));
    expect(error).toMatchObject({
      name: 'ApiError',
      status,
      code: undefined,
      outcome: 'notApplied',
      attempts: 4,
    });
    expect(sent).toHaveLength(4);
  });
});

const utf16 = (littleEndian: boolean): Answer => {
  const bytes = Buffer.from('\ufeff{"data":[]}', 'utf16le');
  return () => new Response(littleEndian ? bytes : bytes.swap16());
};
const typed =
  (type: string | undefined): Answer =>
  () => {
    const response = new Response('{"data":[]}');
    response.headers.delete('content-type');
    if (type !== undefined) response.headers.set('content-type', type);
    return response;
  };

describe('JSON that does not look like it', () => {
  carries.each(
    'H07',
    [undefined, '', 'text/html', 'text/plain; charset=iso-8859-1', 'application/octet-stream', 'x'] as const,
    '(of type %s) is read',
    async (type) => {
      expect(await read.run(cliqOn(fakeFetch(typed(type)).fetch))).toEqual([]);
    },
  );

  carries('H07', 'because of a byte order mark is read', async () => {
    const { fetch } = fakeFetch(() => new Response(Buffer.from('\ufeff{"data":[]}')));
    expect(await read.run(cliqOn(fetch))).toEqual([]);
  });

  carries.each(
    'H07',
    [true, false],
    'because it is UTF-16 (little-endian: %s) is one typed error',
    async (littleEndian) => {
      for (const call of everyClass) {
        const error = await failureOf(call.run(cliqOn(fakeFetch(utf16(littleEndian)).fetch)));
        expect(error).toMatchObject({ name: 'ResponseError', status: 200, operation: call.operation });
      }
    },
  );
});
