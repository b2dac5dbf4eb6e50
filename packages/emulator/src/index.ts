export type { Credentials } from './accounts/token-store.ts';
export type { Clock } from './clock/clock.ts';
export type { ClockOptions, VirtualClock } from './clock/virtual-clock.ts';
export { createClock } from './clock/virtual-clock.ts';
export { createEmulator } from './emulator.ts';
export type { Emulator, EmulatorOptions, IssueCodeOptions, IssueTokenOptions } from './emulator-types.ts';
export type {
  BareFault,
  DripFault,
  Fault,
  FaultKind,
  FaultSpec,
  HtmlFault,
  OversizeFault,
  RedirectFault,
  StatusFault,
  ThrottleFault,
} from './faults/fault.ts';
export type {
  ConsumedFault,
  FaultAccount,
  Faults,
  FaultTarget,
  PendingFault,
  RandomFaultOptions,
} from './faults/faults.ts';
export type { Journal, JournalEntry } from './journal/journal.ts';
export type { Violation } from './journal/violations.ts';
export type { Bounds, LimitOverrides } from './limits/bounds.ts';
export type { Check, Quirks } from './quirks.ts';
export { defaultQuirks } from './quirks.ts';
export { demo, demoSeed } from './seeds/demo.ts';
export { emptySeed } from './seeds/empty.ts';
export type {
  Seed,
  SeedBot,
  SeedChannel,
  SeedChat,
  SeedFolder,
  SeedMessage,
  SeedShelf,
  SeedThread,
  SeedUser,
} from './seeds/seed.ts';
