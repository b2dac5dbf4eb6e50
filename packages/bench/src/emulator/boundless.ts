import type { EmulatorOptions } from '@cliqkit/emulator';

/** More calls than any load generator makes, counted within a millisecond so that the count itself stays short. */
const endless = { limit: 1_000_000_000, windowMs: 1, lockMs: 0 };

/** Options of an emulator that lets a load generator call the operations of the benchmarks without end. */
export const boundless: EmulatorOptions = {
  limits: { getPinCategories: endless, addPinnedMessage: endless },
  journalSize: 1000,
};
