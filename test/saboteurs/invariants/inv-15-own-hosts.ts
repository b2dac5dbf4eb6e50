import { expect } from 'vitest';
import { everyClass } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const locations = [
  'https://evil.test/steal',
  '//evil.test/steal',
  'https://www.zohoapis.com/api/v3/pins',
  '/login',
  'file:///etc/passwd',
];

export const ownHosts: Invariant = {
  id: 'INV-15',
  says: 'what a reply says sends nothing anywhere else: no redirect is followed, no host of a token reply used',
  async check(makeClient) {
    for (const call of everyClass) {
      for (const location of locations) {
        for (const status of [302, 307, 308]) {
          const { clock, emulator, setup, arrived } = await bench();
          const urls: string[] = [];
          const fetch: typeof globalThis.fetch = (input, init) => {
            urls.push(input instanceof Request ? input.url : String(input));
            return setup.fetch(input, init);
          };
          emulator.faults.plan(call.operation, { kind: 'redirect', status, location });
          emulator.faults.plan('token', { kind: 'redirect', status, location });
          const cliq = cliqOf(makeClient({ ...setup, fetch }));
          await clock.run(() => call.run(cliq, { deadline: 300_000 }).catch(() => undefined));
          emulator.faults.assertConsumed();
          const own = [setup.dataCenter.api, `${setup.dataCenter.accounts}/oauth/`];
          expect(urls.filter((url) => !own.some((base) => url.startsWith(base)))).toEqual([]);
          expect(emulator.journal.entries().filter(({ operation }) => operation === undefined)).toEqual([]);
          expect(arrived(call.operation)).toHaveLength(1);
        }
      }
    }
  },
};
