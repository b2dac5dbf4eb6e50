export type { Credentials } from './accounts/token-store.ts';
export type { Emulator, EmulatorOptions, IssueTokenOptions } from './emulator.ts';
export { createEmulator } from './emulator.ts';
export type { FailureReply } from './faults/planned-failures.ts';
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
