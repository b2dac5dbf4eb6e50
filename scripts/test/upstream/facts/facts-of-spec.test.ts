import { describe, expect, it } from 'vitest';
import { publishedSpec } from '../../../src/upstream/diff/our-spec.ts';
import { factsOfSpec } from '../../../src/upstream/facts/facts-of-spec.ts';
import { standIn } from '../stand-in.ts';

const facts = new Map(
  await Promise.all(
    ['pins', 'folders', 'threads'].map(
      async (name) => [name, factsOfSpec(await publishedSpec(standIn, name))] as const,
    ),
  ),
);

function operation(module: string, id: string) {
  const found = facts.get(module)?.operations.find((each) => each.id === id);
  if (!found) throw new Error(`${module} has no ${id}.`);
  return found;
}

describe('the facts of our specs', () => {
  it('are there for each of the 32 operations, the variants of a URL included', () => {
    expect([...facts.values()].flatMap(({ operations }) => operations)).toHaveLength(32);
  });

  it('name an operation as upstream does, by id and by path, and where it is sent', () => {
    expect(operation('threads', 'sendMessageToThread')).toMatchObject({
      upstreamId: 'Send a message to an existing thread',
      key: 'POST /chats/{THREAD_CHAT_ID}/messages',
      realPath: '/chats/{CHAT_ID}/messages',
    });
    expect(operation('pins', 'getPrimaryPinnedMessage')).toMatchObject({
      key: 'GET /chats/{CHAT_ID}/pin-messages?primary=true',
      realPath: '/chats/{CHAT_ID}/pin-messages',
    });
  });

  it('have limit, lock and codes from the extensions, those of every operation included', () => {
    const { places } = operation('folders', 'bulkUpdateChatsInCategory');
    expect(places.get('operation')).toMatchObject({
      limit: '50/60s',
      lock: 300,
      scopes: ['ZohoCliq.Chats.UPDATE'],
    });
    expect(places.get('operation')?.['errors']).toEqual(
      expect.arrayContaining(['max_pins_error', 'oauthtoken_invalid']),
    );
  });

  it('give a variant its own body, reply and query', () => {
    expect(
      [...operation('folders', 'reorderCategory').places.keys()].filter((place) => place.startsWith('body')),
    ).toEqual(['body', 'body.last_sync_time', 'body.pin_above']);
    expect(operation('pins', 'getPrimaryPinnedMessage').places.get('reply 200.data')).toMatchObject({
      type: 'object',
    });
    expect(operation('pins', 'getPrimaryPinnedMessage').places.has('query limit')).toBe(false);
  });
});
