import type { AdminClient } from '../admin/admin-client.ts';
import type {
  Chat,
  Credentials,
  Exchange,
  FaultAccount,
  Gauge,
  Info,
  JournalEntry,
  Quirks,
  Scenario,
  Token,
  Violation,
  Workspace,
} from '../admin/admin-types.ts';
import type { Line } from '../admin/follow-events.ts';
import type { ClockReading } from '../clock/emulator-time.ts';
import type { FaultDraft } from '../faults/fault-draft.ts';
import { emptyFaultDraft } from '../faults/fault-draft.ts';
import type { RequestFilter } from '../requests/request-filter.ts';
import { noFilter } from '../requests/request-filter.ts';

export const panelNames = ['workspace', 'requests', 'limits', 'faults', 'tokens', 'setup'] as const;
export type PanelName = (typeof panelNames)[number];

export type Theme = 'auto' | 'light' | 'dark';

/** A question before something that cannot be undone. */
interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly onYes: () => void;
}

/** A word on what was done, or could not be. */
interface Notice {
  readonly id: number;
  readonly text: string;
  readonly failed: boolean;
}

/** The list of requests, and how it is looked at. */
export interface RequestsView {
  /** Oldest first; grows in place, which `version` tells. */
  readonly entries: JournalEntry[];
  readonly version: number;
  readonly filter: RequestFilter;
  /** Number of the last entry that is shown; `undefined` while the list runs. */
  readonly pausedAt: number | undefined;
  /** Whether the user has paused the list, and not merely scrolled away from its top. */
  readonly pauseAsked: boolean;
  readonly selected: number | undefined;
  readonly exchange: Exchange | undefined;
  readonly scrollTop: number;
  readonly height: number;
}

/** The form that makes an access token, and what it made. */
interface TokenDraft {
  readonly userId: string;
  readonly lifeMs: number;
  readonly made: string | undefined;
}

/** Everything that the page shows follows from this. */
export interface Page {
  readonly admin: AdminClient | undefined;
  /** Why the page asks for the token; `undefined` while it has one. */
  readonly asksForToken: string | undefined;
  readonly tokenField: string;
  readonly line: Line;
  readonly theme: Theme;
  readonly panel: PanelName;
  readonly helpOpen: boolean;
  readonly question: Question | undefined;
  readonly notices: readonly Notice[];
  readonly info: Info | undefined;
  readonly clock: ClockReading | undefined;
  readonly userId: string;
  readonly network: string;
  readonly workspace: Workspace | undefined;
  readonly chatId: string | undefined;
  readonly chat: Chat | undefined;
  readonly threadId: string | undefined;
  readonly thread: Chat | undefined;
  /** On a narrow page: whether the chat lies over the side bar. */
  readonly chatInFront: boolean;
  /** Folders that stand otherwise than the user left them, here alone. */
  readonly turnedFolders: ReadonlySet<string>;
  readonly requests: RequestsView;
  readonly violations: readonly Violation[];
  readonly limits: readonly Gauge[] | undefined;
  readonly faults: FaultAccount | undefined;
  readonly faultDraft: FaultDraft;
  readonly tokens: readonly Token[] | undefined;
  readonly credentials: Credentials | undefined;
  readonly tokenDraft: TokenDraft;
  readonly quirks: Quirks | undefined;
  readonly scenarios: readonly Scenario[] | undefined;
}

export function emptyRequests(): RequestsView {
  return {
    entries: [],
    version: 0,
    filter: noFilter,
    pausedAt: undefined,
    pauseAsked: false,
    selected: undefined,
    exchange: undefined,
    scrollTop: 0,
    height: 0,
  };
}

export function emptyPage(): Page {
  return {
    admin: undefined,
    asksForToken: undefined,
    tokenField: '',
    line: 'connecting',
    theme: 'auto',
    panel: 'workspace',
    helpOpen: false,
    question: undefined,
    notices: [],
    info: undefined,
    clock: undefined,
    userId: '',
    network: '',
    workspace: undefined,
    chatId: undefined,
    chat: undefined,
    threadId: undefined,
    thread: undefined,
    chatInFront: false,
    turnedFolders: new Set(),
    requests: emptyRequests(),
    violations: [],
    limits: undefined,
    faults: undefined,
    faultDraft: emptyFaultDraft,
    tokens: undefined,
    credentials: undefined,
    tokenDraft: { userId: '', lifeMs: 3_600_000, made: undefined },
    quirks: undefined,
    scenarios: undefined,
  };
}
