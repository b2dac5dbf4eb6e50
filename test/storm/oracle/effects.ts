import type { Emulator } from '@cliqkit/emulator';
import { demo } from '@cliqkit/emulator';
import { textOf } from '../calls/storm-call.ts';
import type { Arrival, StormRecord } from '../record.ts';
import { arrivalsByCall } from '../record.ts';

const { channels, messages } = demo;

/**
 * The workspace, read at the end, has what was carried out and nothing else: each new folder once, unless it was deleted,
 * and the pins that are left of all that were added and removed.
 */
export async function effects(record: StormRecord): Promise<string[]> {
  const committed = [...arrivalsByCall(record)]
    .flatMap(([number, arrivals]) => arrivals.map((arrival) => ({ number, ...arrival })))
    .filter(({ entry }) => entry?.committed)
    .sort((one, other) => (one.entry?.number ?? 0) - (other.entry?.number ?? 0));
  return [
    ...differences('folders', foldersAfter(record, committed), await titlesIn(record.emulator)),
    ...differences('pins', pinsAfter(committed), await pinsIn(record.emulator)),
  ];
}

type Committed = Arrival & { readonly number: number };

function foldersAfter({ calls }: StormRecord, committed: readonly Committed[]): string[] {
  const idOf = new Map(
    calls.flatMap(({ number, outcome }): [number, string][] => {
      const { category_id } = (outcome.kind === 'ok' ? (outcome.value ?? {}) : {}) as {
        category_id?: string;
      };
      return category_id === undefined ? [] : [[number, category_id]];
    }),
  );
  const deleted = committed
    .filter(({ entry }) => entry?.operation === 'deletePinCategory')
    .map(({ entry }) => entry?.path.split('/').at(-1));
  return committed
    .filter(({ entry }) => entry?.operation === 'createPinCategory')
    .filter(({ number }) => !deleted.includes(idOf.get(number) ?? 'unknown'))
    .map(({ number }) => textOf(number));
}

function pinsAfter(committed: readonly Committed[]): string[] {
  const pins = new Set<string>([messages.checklist, messages.rollback]);
  for (const { entry, sent } of committed) {
    const body = (sent.body === '' ? {} : JSON.parse(sent.body)) as {
      message_id?: string;
      message_ids?: string[];
    };
    if (entry?.operation === 'addPinnedMessage') pins.add(body.message_id ?? '');
    if (entry?.operation !== 'deletePinnedMessages') continue;
    for (const id of body.message_ids ?? [...pins]) pins.delete(id);
  }
  return [...pins];
}

async function titlesIn(emulator: Emulator): Promise<string[]> {
  const folders = await dataOf<{ title?: string }>(emulator, '/pin-categories');
  return folders.flatMap(({ title = '' }) => (title.startsWith(textOf(0).slice(0, -1)) ? [title] : []));
}

async function pinsIn(emulator: Emulator): Promise<string[]> {
  const pins = await dataOf<{ id: string }>(
    emulator,
    `/chats/${channels.launch.chatId}/pin-messages?limit=100`,
  );
  return pins.map(({ id }) => id);
}

async function dataOf<T>(emulator: Emulator, path: string): Promise<T[]> {
  const headers = { authorization: `Zoho-oauthtoken ${emulator.issueToken()}` };
  const reply = await emulator.fetch(`${emulator.url}${path}`, { headers });
  const { data } = (await reply.json()) as { data: T[] };
  return data;
}

function differences(what: string, expected: string[], found: string[]): string[] {
  const [should, is] = [expected.sort().join(), found.sort().join()];
  return should === is ? [] : [`${what}: ${should || 'none'} should be there; ${is || 'none'} are`];
}
