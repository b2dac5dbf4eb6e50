import { inspect } from 'node:util';
import type { Fault } from '@cliqkit/emulator';
import { expect } from 'vitest';
import { everyClass } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const faults: Fault[] = [
  'refuse-connect',
  'commit-then-reset',
  'stall',
  'html',
  'redirect',
  'throttle',
  { kind: 'status', status: 400, code: 'operation_failed' },
  { kind: 'status', status: 500 },
];

/** Everything that a person or a program can make of a value. */
function tellings(value: unknown): string[] {
  const error = value instanceof Error ? value : undefined;
  return [
    String(value),
    error?.stack ?? '',
    inspect(value, { showHidden: true, depth: 12 }),
    JSON.stringify(value) ?? '',
    JSON.stringify(value, Object.getOwnPropertyNames(Object(value))) ?? '',
  ];
}

export const noSecret: Invariant = {
  id: 'INV-25',
  says: 'no error, hook or log line has a token or a secret in it',
  async check(makeClient) {
    for (const call of everyClass) {
      for (const fault of faults) {
        const { clock, emulator, setup } = await bench();
        const told: unknown[] = [];
        const tell = (what: unknown): void => void told.push(what);
        const secrets: string[] = [setup.account.clientSecret, setup.account.refreshToken];
        const fetch: typeof globalThis.fetch = (input, init) => {
          const sent = new Request(input, init).headers.get('authorization')?.split(' ')[1];
          if (sent !== undefined) secrets.push(sent);
          return setup.fetch(input, init);
        };
        const hooks = { onAttempt: tell, onRetry: tell, onWait: tell, onRefresh: tell };
        const logger = { debug: tell, info: tell, warn: tell };
        emulator.faults.plan(call.operation, fault);
        const cliq = cliqOf(makeClient({ ...setup, fetch, hooks, logger }));
        await clock.run(() => call.run(cliq, { deadline: 100_000 }).catch(tell));
        emulator.faults.assertConsumed();
        expect(secrets.length).toBeGreaterThan(2 - Number(fault === 'refuse-connect'));
        const all = told.flatMap(tellings).join('\n');
        const forms = secrets.flatMap((secret) => [
          secret,
          encodeURIComponent(secret),
          btoa(secret),
          Buffer.from(secret).toString('hex'),
        ]);
        expect(forms.filter((form) => all.includes(form))).toEqual([]);
      }
    }
  },
};
