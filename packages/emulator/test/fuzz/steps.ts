import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { requireOperationId } from '../../src/spec/operation-id.ts';
import type { Place } from './fuzz-seed.ts';
import { hostileCalls, refreshes } from './hostile-calls.ts';
import { nearlyValidCalls } from './nearly-valid-calls.ts';
import type { Asked, Credential, PlannedFault, Step } from './step.ts';
import { drafts, written } from './valid-calls.ts';

const asked: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 60, arbitrary: drafts.map((draft) => written(draft)) },
  { weight: 25, arbitrary: nearlyValidCalls },
  { weight: 14, arbitrary: hostileCalls },
  { weight: 1, arbitrary: refreshes },
);

const others: readonly Credential[] = ['narrow', 'expired', 'foreign', 'none', 'garbled'];
const credential: fc.Arbitrary<Credential> = fc.oneof(
  { weight: 40, arbitrary: fc.constant('own') },
  { weight: 1, arbitrary: fc.constantFrom(...others) },
);

const waitMs = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 20_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 20_000, max: 700_000 }) },
);

const fault: fc.Arbitrary<PlannedFault> = fc.record({
  operation: fc.constantFrom(...Object.keys(operations).map(requireOperationId)),
  kind: fc.constantFrom('unavailable', 'failed', 'html', 'throttle', 'expire-token', 'strip-body'),
});

/** Mostly the first user, who is in most chats. */
const user = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 5 }) });

/** As often as passes any limit, now and then. */
const times = fc.oneof(
  { weight: 250, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 55 }) },
);

const place: fc.Arbitrary<Place> = fc.oneof(
  { weight: 7, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constant('/network/fuzz-network') },
);

export const steps: fc.Arbitrary<Step> = fc
  .record({
    what: asked,
    place,
    user,
    credential,
    waitMs,
    times,
    planned: fc.oneof({ weight: 99, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fault }),
  })
  .map(({ what, planned, ...rest }) => ({
    ...what,
    ...rest,
    ...(planned === undefined ? {} : { fault: planned }),
  }));
