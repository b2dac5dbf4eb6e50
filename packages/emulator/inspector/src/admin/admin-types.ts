// As `.js`: the compiler would have to rewrite `.ts`, and refuses to where it leads into another project.
import type { components } from '../../../src/admin/generated/admin-api.js';

type Schemas = components['schemas'];

export type Body = Schemas['Body'];
export type Chat = Schemas['Chat'];
export type ChatName = Schemas['ChatName'];
export type ChatPin = Schemas['ChatPin'];
export type ChatThread = Schemas['ChatThread'];
export type CheckResult = Schemas['CheckResult'];
export type Clock = Schemas['Clock'];
export type ClockTurn = Schemas['ClockTurn'];
export type Credentials = Schemas['Credentials'];
export type Exchange = Schemas['Exchange'];
export type FaultAccount = Schemas['FaultAccount'];
export type FaultKind = Schemas['Fault']['kind'];
export type FaultOrder = Schemas['FaultOrder'];
export type Gauge = Schemas['Gauge'];
export type Header = Schemas['Header'];
export type Hello = Schemas['Hello'];
export type Info = Schemas['Info'];
export type JournalEntry = Schemas['JournalEntry'];
export type Message = Schemas['Message'];
/** What can change in the emulator, as the event `changed` names it. */
export type Part = 'state' | 'tokens' | 'limits' | 'faults' | 'journal' | 'clock' | 'quirks';
export type QuirkChoice = Schemas['QuirkChoice'];
export type Quirks = Schemas['Quirks'];
export type Scenario = Schemas['Scenario'];
export type SideBarFolder = Schemas['SideBarFolder'];
export type Token = Schemas['Token'];
export type Violation = Schemas['Violation'];
export type WaitingFault = Schemas['WaitingFault'];
export type Workspace = Schemas['Workspace'];
