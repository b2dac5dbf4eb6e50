import type { AdminClient } from '../admin/admin-client.ts';
import { adminPath, RefusedError } from '../admin/admin-client.ts';
import type {
  Chat,
  Clock,
  Credentials,
  FaultAccount,
  Gauge,
  Info,
  Part,
  Quirks,
  Scenario,
  Token,
  Violation,
  Workspace,
} from '../admin/admin-types.ts';
import { readingOf } from '../clock/emulator-time.ts';
import type { Page } from './page.ts';

/** What the page asks the emulator for as a whole, and again when it has changed. */
export type Topic = Exclude<Part, 'journal'> | 'info' | 'violations' | 'scenarios';

type Load = (admin: AdminClient, page: Page) => Promise<Partial<Page>>;

/** A chat that is gone since, or that another user does not see, is no chat to show. */
async function chatOf(admin: AdminClient, id: string | undefined, page: Page): Promise<Chat | undefined> {
  if (id === undefined) return undefined;
  const { userId, network } = page;
  const path = adminPath(`/chats/${encodeURIComponent(id)}`, { user: userId, network });
  return await admin.call<Chat>('GET', path).catch((error) => {
    if (error instanceof RefusedError && error.status === 404) return undefined;
    throw error;
  });
}

async function loadState(admin: AdminClient, page: Page): Promise<Partial<Page>> {
  const { userId, network } = page;
  const workspace = await admin.call<Workspace>('GET', adminPath('/workspace', { user: userId, network }));
  const shown = [...workspace.folders.flatMap(({ chats }) => chats), ...workspace.pins, ...workspace.chats];
  const chatId = page.chatId ?? shown[0]?.id;
  const [chat, thread] = await Promise.all([chatOf(admin, chatId, page), chatOf(admin, page.threadId, page)]);
  return { workspace, chatId, chat, thread };
}

/** How each topic is loaded, and what of the page it changes. */
export const loads: Readonly<Record<Topic, Load>> = {
  state: loadState,
  info: async (admin) => {
    const info = await admin.call<Info>('GET', '/info');
    return { info, clock: readingOf(info.clock) };
  },
  clock: async (admin) => ({ clock: readingOf(await admin.call<Clock>('GET', '/clock')) }),
  limits: async (admin, { userId }) => ({
    limits: await admin.call<Gauge[]>('GET', adminPath('/limits', { user: userId })),
  }),
  faults: async (admin) => ({ faults: await admin.call<FaultAccount>('GET', '/faults') }),
  violations: async (admin) => ({ violations: await admin.call<Violation[]>('GET', '/violations') }),
  tokens: async (admin, { userId }) => {
    const [tokens, credentials] = await Promise.all([
      admin.call<Token[]>('GET', '/tokens'),
      admin.call<Credentials>('GET', adminPath('/credentials', { user: userId })),
    ]);
    return { tokens, credentials };
  },
  quirks: async (admin) => ({ quirks: await admin.call<Quirks>('GET', '/quirks') }),
  scenarios: async (admin) => ({ scenarios: await admin.call<Scenario[]>('GET', '/scenarios') }),
};
