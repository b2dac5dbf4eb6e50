import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Session } from '../session.ts';
import { startSession } from '../session.ts';
import type { Carried } from './carry.ts';
import { cells, descriptors, keyOf } from './cells.ts';
import { pageFile, renderPage } from './page.ts';
import { scenarios } from './scenarios.ts';

const carried = [...scenarios.values()].flat();

/** Status and code that the spec gives a cell. */
function expectedOutcome({ operation, kind }: Carried): string {
  if (kind === 'limit') return '429';
  const { errors } = descriptors[operation];
  const code = kind === 'scope' ? 'oauthtoken_scope_invalid' : kind;
  return errors[code] === undefined ? kind : `${errors[code]} ${code}`;
}

/** What the journal says of the last call. */
function lastCall({ emulator }: Session) {
  const entry = emulator.journal.entries().at(-1);
  if (entry?.operation === undefined || entry.operation === 'token')
    throw new Error('No operation was called.');
  return { ...entry, operation: entry.operation, descriptor: descriptors[entry.operation] };
}

describe.each([...scenarios])('%s', (_file, rows) => {
  test.each(rows.map((row) => ({ ...row, name: keyOf(row) })))('$name', async (cell) => {
    const session = await startSession(cell.options);
    const reply = await cell.play(session);
    expect(reply.outcome).toBe(expectedOutcome(cell));

    const call = lastCall(session);
    // A body that is refused may be meant for another operation of the URL.
    expect(call.descriptor.bucket).toBe(descriptors[cell.operation].bucket);
    if (reply.status < 300) expect(call.operation).toBe(cell.operation);
    expect(call.committed).toBe(reply.status < 300 && call.method !== 'GET');
    expect(call.locked).toBe(cell.kind === 'limit');
    expect(call.overLimit).toBe(['request_limit_exceeded', 'rate_limit_exceeded'].includes(cell.kind));
    expect(call.fault).toBe(cell.assumed === undefined ? undefined : 'status');
    session.emulator.faults.assertConsumed();
  });
});

describe('the table', () => {
  test('has a scenario for every cell, and one only', () => {
    expect(carried.map(keyOf).sort()).toEqual(cells.map(keyOf).sort());
  });

  test('says of few cells that only a fault plays them', () => {
    expect(carried.filter(({ assumed }) => assumed !== undefined).map(keyOf)).toEqual([
      'getPinCategories: operation_failed',
      'createPinCategory: operation_failed',
      'removeChatsAcrossCategories: operation_failed',
      'updatePinCategory: client_not_synced',
      'pinChat: chat_operation_failed',
      'unpinChat: chat_operation_failed',
      'getThreadDetailsV3: operation_failed',
    ]);
  });

  test('in the documentation is the one that the scenarios give', () => {
    expect(readFileSync(pageFile, 'utf8'), 'run `pnpm coverage-table`').toBe(renderPage());
  });
});
