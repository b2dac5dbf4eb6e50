import { operations } from '@cliqkit/types';
import { expect, test } from 'vitest';
import { refuse } from '../src/replies/refuse.ts';

test('a refusal has the status that the descriptor lists for its code', () => {
  const { reply } = refuse(operations.getThreadDetailsV3, 'operation_failed', 'Broken.');
  expect([reply.status, JSON.parse(reply.body ?? '')]).toEqual([
    500,
    { code: 'operation_failed', message: 'Broken.' },
  ]);
});

test.each(['max_pins_error', 'constructor', ''])(
  'a code that the operation does not list is a fault: %s',
  (code) => {
    expect(() => refuse(operations.getThreadDetailsV3, code, '')).toThrow('getThreadDetailsV3 does not list');
  },
);
