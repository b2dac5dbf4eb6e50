import { operations } from '@cliqkit/types';
import { readSingleTarget, readTarget } from '../faults/fault-target.ts';
import { descriptors } from '../spec/documents.ts';
import { requireOperationId } from '../spec/operation-id.ts';
import type { World } from '../world.ts';
import type { AdminContext } from './admin-context.ts';
import { refusing, requireUser } from './admin-context.ts';
import type { AdminOperation } from './admin-operation.ts';
import { adminOperation } from './admin-operation.ts';
import { AdminRefusal } from './admin-refusal.ts';
import type { components } from './generated/admin-api.ts';
import { readClock } from './read-clock.ts';

type Gauge = components['schemas']['Gauge'];

/** As many struck faults as anybody reads. */
const maxStruck = 200;

/** One operation for each URL and method. */
const buckets = new Map(descriptors.map((descriptor) => [descriptor.bucket, descriptor]));

function gauges(world: World, userId: string): Gauge[] {
  const now = world.clock.wall();
  return [...buckets].map(([bucket, descriptor]) => {
    const { used, lockedUntil, freeAt } = world.meter.level(userId, descriptor, now);
    return {
      bucket,
      operations: descriptors.filter((other) => other.bucket === bucket).map(({ id }) => id),
      used,
      ...world.bounds.of(descriptor),
      lockedUntil: lockedUntil ?? null,
      ...(freeAt === undefined ? {} : { freeAt }),
    };
  });
}

function turn(world: World, change: components['schemas']['ClockTurn']): void {
  const { turnable } = world;
  if (turnable === undefined) {
    throw new AdminRefusal(
      409,
      'This clock cannot be turned: the program that started the emulator brought it.',
    );
  }
  if ('rate' in change) turnable.setRate(change.rate);
  else turnable.advance(change.advanceMs);
}

/** Clock, quirks, faults and limits. */
export function benchOperations({ world }: AdminContext): readonly AdminOperation[] {
  const { faults, quirks, bounds, meter, hub } = world;
  return [
    adminOperation('getClock', () => readClock(world)),
    adminOperation('turnClock', (_, change) => {
      turn(world, change);
      return readClock(world);
    }),
    adminOperation('getQuirks', () => ({ ...quirks.current })),
    adminOperation('setQuirks', (_, changes) => {
      refusing(() => quirks.set(changes));
      hub.changed('quirks', 'state', 'limits');
      return { ...quirks.current };
    }),
    adminOperation('getFaults', () => ({
      waiting: [...faults.waiting()],
      struck: faults.account().consumed.slice(-maxStruck),
      random: faults.randomRate,
    })),
    adminOperation('addFault', (_, { target, fault, times, forMs }) =>
      refusing(() => faults.set({ target: readTarget(target), fault, times, forMs })),
    ),
    adminOperation('clearFaults', () => {
      faults.clear();
    }),
    adminOperation('removeFault', ({ faultId }) => {
      if (!faults.remove(faultId)) throw new AdminRefusal(404, 'There is no such fault.');
    }),
    adminOperation('setRandomFaults', (_, { seed, rate, faults: kinds, operations: targets }) => {
      refusing(() =>
        faults.random({
          seed,
          rate,
          ...(kinds === undefined ? {} : { faults: kinds }),
          ...(targets === undefined ? {} : { operations: targets.map(readSingleTarget) }),
        }),
      );
    }),
    adminOperation('getLimits', ({ user }) => gauges(world, requireUser(world, user))),
    adminOperation('setLimits', (_, overrides) => {
      refusing(() => bounds.set(overrides));
      hub.changed('limits');
    }),
    adminOperation('lock', (_, { operation, userId, lockMs }) => {
      const descriptor = refusing(() => operations[requireOperationId(operation)]);
      meter.lock(requireUser(world, userId), descriptor, world.clock.wall(), lockMs);
      hub.changed('limits');
    }),
  ];
}
