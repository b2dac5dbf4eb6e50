import type { StormRecord } from '../record.ts';

/** A millionth of a millisecond: sums of fractions differ by less. */
const tiny = 1e-6;

/** No call outlasts its deadline, and nothing of any call is left behind. */
export function ends({ calls, clock }: StormRecord): string[] {
  const overdue = calls.filter(
    ({ call, deadline, startedAt, endedAt }) =>
      !call.reads && deadline !== undefined && endedAt - startedAt > deadline + tiny,
  );
  return [
    ...overdue.map(({ number }) => `call ${number} has outlasted its deadline`),
    ...(clock.timers > 0 ? [`${clock.timers} timers are left after all calls have ended`] : []),
  ];
}
