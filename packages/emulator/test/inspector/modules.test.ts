import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readServerEvents } from '../../inspector/src/admin/server-events.ts';
import { countdown, duration, moment, timeOfDay } from '../../inspector/src/clock/format-time.ts';
import { emptyFaultDraft, faultOrder } from '../../inspector/src/faults/fault-draft.ts';
import { requestFilter } from '../../inspector/src/requests/request-filter.ts';
import { rowWindow, scrollToRow } from '../../inspector/src/requests/row-window.ts';
import { toCurl } from '../../inspector/src/requests/to-curl.ts';

async function readAll(chunks: readonly Uint8Array[]): Promise<unknown[]> {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const events: unknown[] = [];
  for await (const event of readServerEvents(stream)) events.push(event);
  return events;
}

describe('server-sent events', () => {
  test('are the same however the bytes are cut', async () => {
    const text =
      ': hi\n\nevent: hello\ndata: {"a":"é 🚀"}\n\nevent: changed\r\ndata: 1\r\ndata: 2\r\n\r\ndata:x\n\nevent: cut\ndata: no';
    const bytes = new TextEncoder().encode(text);
    const expected = [
      { name: 'hello', data: '{"a":"é 🚀"}' },
      { name: 'changed', data: '1\n2' },
      { name: 'message', data: 'x' },
    ];
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 })), async (cuts) => {
        const edges = [0, ...cuts.toSorted((one, other) => one - other), bytes.length];
        const chunks = edges.slice(1).map((end, index) => bytes.slice(edges[index], end));
        expect(await readAll(chunks)).toEqual(expected);
      }),
    );
  });
});

describe('the rows in view', () => {
  test('cover what is seen, stay within the list, and are few', () => {
    const natural = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(natural(20_000), natural(700_000), natural(2_000), (count, scrollTop, height) => {
        const { first, end } = rowWindow(count, 34, scrollTop, height);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        expect(end - first).toBeLessThanOrEqual(height / 34 + 18);
        for (const y of [scrollTop, scrollTop + height - 1]) {
          const row = Math.floor(y / 34);
          if (height > 0 && row < count) expect(row >= first && row < end).toBe(true);
        }
      }),
    );
  });

  test('a row that is out of view is scrolled to its nearer edge', () => {
    expect([2, 10, 40].map((index) => scrollToRow(index, 34, 200, 340))).toEqual([68, 200, 1054]);
  });
});

describe('the filter', () => {
  const entry = {
    number: 7,
    at: 0,
    mono: 0,
    method: 'PUT',
    path: '/api/v3/pin-categories/9',
    query: '',
    operation: 'updatePinCategory',
    userId: '1',
    status: 400,
    code: 'client_not_synced',
    committed: false,
    locked: false,
    overLimit: false,
  };
  const none = { text: '', operation: '', status: '', userId: '', onlyViolations: false };
  test.each([
    [{}, true],
    [{ text: 'put SYNCED' }, true],
    [{ text: 'put delete' }, false],
    [{ text: '#7' }, true],
    [{ status: '4' }, true],
    [{ status: '5' }, false],
    [{ status: 'none' }, false],
    [{ operation: 'updatePinCategory', userId: '1' }, true],
    [{ userId: '2' }, false],
    [{ onlyViolations: true }, false],
  ])('%o fits: %s', (filter, fits) => {
    expect(requestFilter({ ...none, ...filter })(entry)).toBe(fits);
  });
});

describe('times', () => {
  test.each([
    [0, '0:00'],
    [1, '0:01'],
    [59_001, '1:00'],
    [245_000, '4:05'],
    [3_845_000, '1:04:05'],
    [183_600_000, '2 d 3 h'],
  ])('%s ms count down as %s', (ms, shown) => {
    expect(countdown(ms)).toBe(shown);
  });

  test('are in UTC, and carry the day when it is another', () => {
    const noon = Date.UTC(2026, 10, 22, 12);
    expect(timeOfDay(noon)).toBe('12:00:00');
    expect(moment(noon, noon + 1)).toBe('12:00');
    expect(moment(noon, noon + 86_400_000)).toBe('22 Nov, 12:00');
    expect([500, 60_000, 300_000, 7_200_000].map(duration)).toEqual(['500 ms', '60 s', '5 min', '2 h']);
  });
});

describe('a curl command', () => {
  test('gives a shell the same words, whatever is in them', () => {
    const word = fc
      .string({ unit: 'binary', maxLength: 40 })
      .map((text) => text.replaceAll('\0', '').replace(/\p{Cs}/gu, ''));
    fc.assert(
      fc.property(word, word, (header, body) => {
        const command = toCurl({
          entry: {
            number: 1,
            at: 0,
            mono: 0,
            method: 'POST',
            path: '/x',
            query: '',
            committed: false,
            locked: false,
            overLimit: false,
          },
          url: 'http://127.0.0.1/x',
          request: {
            headers: [
              { name: 'Authorization', value: 'masked' },
              { name: 'x-text', value: header },
            ],
            body: { text: body, bytes: 1, cut: false },
          },
          reply: { headers: [] },
          checks: [],
        });
        const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
        const words = String(execFileSync('sh', ['-c', script], { env: { TOKEN: 'T' } }))
          .split('\0')
          .slice(0, -1);
        const sent = body === '' ? [] : ['--data-raw', body];
        expect(words).toEqual([
          '-X',
          'POST',
          'http://127.0.0.1/x',
          '-H',
          'authorization: Zoho-oauthtoken T',
          '-H',
          `x-text: ${header}`,
          ...sent,
        ]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the form of a fault', () => {
  test('leaves out what is empty, and reads numbers, JSON and headers', () => {
    const fields = { status: '429', code: ' ', body: '{"a":1}', headers: 'x-a: 1\nx-b: c: d', bytes: '5' };
    expect(faultOrder({ ...emptyFaultDraft, fields, times: '', forMs: '30000' })).toEqual({
      target: 'any',
      fault: { kind: 'status', status: 429, body: { a: 1 }, headers: { 'x-a': '1', 'x-b': 'c: d' } },
      times: null,
      forMs: 30_000,
    });
    expect(faultOrder(emptyFaultDraft).fault).toEqual({ kind: 'status', status: 503 });
  });

  test.each([
    [{ body: '{' }, 'JSON body: this is not JSON.'],
    [{ status: 'many' }, 'Status: give a number.'],
    [{ headers: 'nothing' }, 'A header is a name, a colon and a value; this is not: nothing'],
  ])('%o is refused in words', (fields, message) => {
    expect(() => faultOrder({ ...emptyFaultDraft, fields })).toThrow(message);
  });
});
