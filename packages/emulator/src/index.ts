export type { ClientCredentials } from './accounts/clients.ts';
export type { Credentials } from './accounts/token-store.ts';
export type { AdminClient, AdminClientOptions } from './admin/admin-client.ts';
export { AdminError, createAdminClient } from './admin/admin-client.ts';
export type { AdminEvent } from './admin/read-events.ts';
export type { Clock } from './clock/clock.ts';
export { createClock } from './clock/create-clock.ts';
export type { ClockOptions, VirtualClock } from './clock/virtual-clock.ts';
export { createEmulator } from './emulator.ts';
export type {
  ConsentOptions,
  Emulator,
  EmulatorOptions,
  IssueCodeOptions,
  IssueTokenOptions,
} from './emulator-types.ts';
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
  FaultOrder,
  Faults,
  FaultTarget,
  PendingFault,
  RandomFaultOptions,
  WaitingFault,
} from './faults/faults.ts';
export type { Journal, JournalEntry } from './journal/journal.ts';
export type { Violation } from './journal/violations.ts';
export type { Bounds, LimitOverrides } from './limits/bounds.ts';
export type { Check, Quirks } from './quirks.ts';
export { defaultQuirks } from './quirks.ts';
export { demo, demoSeed } from './seeds/demo.ts';
export { emptySeed } from './seeds/empty.ts';
export { readSeed } from './seeds/read-seed.ts';
export type { Scenario, ScenarioName } from './seeds/scenarios.ts';
export { scenarioNames, scenarios } from './seeds/scenarios.ts';
export type {
  Seed,
  SeedBot,
  SeedChannel,
  SeedChat,
  SeedClient,
  SeedFolder,
  SeedLock,
  SeedMessage,
  SeedNetwork,
  SeedShelf,
  SeedThread,
  SeedToken,
  SeedUser,
} from './seeds/seed.ts';
export type { Snapshot } from './snapshot.ts';
export type { ResetPart } from './world.ts';
