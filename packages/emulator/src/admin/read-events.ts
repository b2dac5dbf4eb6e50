import type { Part } from '../events/event-hub.ts';
import type { components } from './generated/admin-api.ts';

/** Something that happened in the emulator. */
export type AdminEvent =
  | { readonly event: 'hello'; readonly data: components['schemas']['Hello'] }
  | { readonly event: 'requests'; readonly data: readonly components['schemas']['JournalEntry'][] }
  | { readonly event: 'changed'; readonly data: readonly Part[] };

function isEvent(name: string): name is AdminEvent['event'] {
  return name === 'hello' || name === 'requests' || name === 'changed';
}

function readBlock(block: string): AdminEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const [name = '', ...rest] = line.split(': ');
      return [name, rest.join(': ')];
    }),
  );
  const event = fields.get('event') ?? '';
  return isEvent(event) ? { event, data: JSON.parse(fields.get('data') ?? 'null') } : undefined;
}

/** Reads server-sent events as the emulator writes them. Events that are not known are passed over. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<AdminEvent, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = readBlock(block);
      if (event !== undefined) yield event;
    }
  }
}
