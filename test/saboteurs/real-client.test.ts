import { describe, it } from 'vitest';
import { invariants } from './invariants.ts';
import { clientWith } from './replaceable-client.ts';
import type { MakeClient } from './setup.ts';
import { realClient } from './setup.ts';

const slowMs = 60_000;

const clients: [what: string, make: MakeClient][] = [
  ['the real client', realClient],
  // So that a saboteur is caught for what it does, and not for how it is put together.
  ['the client that saboteurs are made of, with no part replaced', (setup) => clientWith(setup, {})],
];

describe.each(clients)('%s', (_what, makeClient) => {
  for (const [index, { id, says, check }] of invariants.entries()) {
    it(`keeps ${id} (${index + 1} of ${invariants.length}): ${says}`, () => check(makeClient), slowMs);
  }
});
