import { describe, expect, it } from 'vitest';
import type { Schema } from '../src/openapi.ts';
import { resolve } from '../src/openapi.ts';
import { descriptors, published } from './documents.ts';

const byId = new Map(descriptors.map((descriptor) => [descriptor.id, descriptor]));
const count = (values: string[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(values)].map((value) => [value, values.filter((other) => other === value).length]),
  );

describe('the descriptors', () => {
  it('are 32: 5 of pins, 10 of folders, 17 of threads', () => {
    expect(byId.size).toBe(32);
    expect(count(descriptors.map(({ module }) => module))).toEqual({ pins: 5, folders: 10, threads: 17 });
  });

  it('have the retry classes that the operations need', () => {
    expect(count(descriptors.map(({ retry }) => retry))).toEqual({
      safe: 8,
      'state-setting': 14,
      conditional: 4,
      never: 6,
    });
  });

  it('repeat no operation that makes something new', () => {
    expect(descriptors.filter(({ retry }) => retry === 'never').map(({ id }) => id)).toEqual([
      'addPinnedMessage',
      'createPinCategory',
      'createThreadMessageByChannelId',
      'createThreadMessageByChannelUniqueName',
      'createThreadMessageByChatId',
      'sendMessageToThread',
    ]);
  });

  it('guard by last_sync_time exactly the operations that are conditional', () => {
    for (const { id, retry, body } of descriptors)
      expect(body?.required.includes('last_sync_time') ?? false, id).toBe(retry === 'conditional');
  });

  it('call safe exactly the reads', () => {
    for (const { id, method, retry } of descriptors) expect(method === 'GET', id).toBe(retry === 'safe');
  });

  it('share a bucket exactly where they share a method and a real URL', () => {
    const urls = descriptors.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(urls).size).toBe(27);
    expect(new Set(descriptors.map(({ bucket, path }) => `${bucket} of ${path}`)).size).toBe(27);
    expect(new Set(descriptors.map(({ bucket }) => bucket)).size).toBe(27);
    const shared = count(descriptors.map(({ bucket }) => bucket));
    expect(Object.entries(shared).filter(([, operations]) => operations > 1)).toEqual([
      ['GET /chats/{}/pin-messages', 2],
      ['PUT /pin-categories/{}', 4],
      ['POST /chats/{}/messages', 2],
    ]);
  });

  it('agree on the limit of a bucket', () => {
    for (const { bucket } of descriptors) {
      const limits = descriptors
        .filter((other) => other.bucket === bucket)
        .map(({ limit, windowMs, lockMs }) => `${limit} ${windowMs} ${lockMs}`);
      expect(new Set(limits).size, bucket).toBe(1);
    }
  });

  it('assume a limit only where none is documented', () => {
    const assumed = descriptors.filter(({ limitSource }) => limitSource === 'assumed');
    expect(assumed.map(({ id, limit, lockMs }) => [id, limit, lockMs])).toEqual([
      ['getThreadFollowers', 20, 600_000],
    ]);
  });

  it('need exactly one scope each', () => {
    for (const { id, scopes } of descriptors) expect(scopes, id).toHaveLength(1);
  });

  it('limit a batch by the maxItems of the list in the spec', () => {
    const batches = descriptors.flatMap(({ id, batch }) => (batch ? [[id, batch]] : []));
    expect(Object.fromEntries(batches)).toEqual({
      deletePinnedMessages: { in: 'body', field: 'message_ids', maximum: 25 },
      removeChatsAcrossCategories: { in: 'query', field: 'chat_ids', maximum: 25 },
      createPinCategory: { in: 'body', field: 'chat_ids', maximum: 100 },
      bulkUpdateChatsInCategory: { in: 'body', field: 'chat_ids', maximum: 100 },
    });
    const lists: Schema[] = published.flatMap(({ document }) => [
      ...Object.values(document.components.schemas).flatMap(({ properties }) =>
        Object.values(properties ?? {}),
      ),
      ...Object.values(document.paths).flatMap((item) =>
        (item.delete?.parameters ?? []).map((parameter) => resolve(document, parameter).schema),
      ),
    ]);
    expect(lists.flatMap(({ maxItems }) => maxItems ?? []).sort((a, b) => a - b)).toEqual([25, 25, 100, 100]);
  });

  it('tell the primary pin by a query value that no other operation takes', () => {
    expect(byId.get('getPrimaryPinnedMessage')?.select).toEqual({ query: { primary: 'true' } });
    expect(descriptors.filter(({ select }) => select)).toHaveLength(1);
    expect(descriptors.filter(({ query }) => 'primary' in query.keys)).toEqual([]);
  });

  it('say when a replay could lose what is there', () => {
    const careful = descriptors.flatMap(({ id, neverRetryWhen }) =>
      neverRetryWhen ? [[id, neverRetryWhen]] : [],
    );
    expect(careful).toEqual([['deletePinCategory', { query: { unpin_all: 'true' } }]]);
  });

  it('say which bodies may be left out', () => {
    expect(descriptors.filter(({ body }) => body?.optional).map(({ id }) => id)).toEqual([
      'deletePinnedMessages',
      'pinChat',
    ]);
  });

  it('answer with JSON, with nothing, or with JSON when asked', () => {
    expect(count(descriptors.map(({ reply }) => reply))).toEqual({ json: 12, none: 16, optional: 4 });
    for (const { id, retry, reply } of descriptors) if (reply === 'optional') expect(retry, id).toBe('never');
  });

  it('carry the bounds of the keys of a body', () => {
    expect(byId.get('createPinCategory')?.body).toEqual({
      optional: false,
      required: ['title'],
      keys: {
        title: { minLength: 1, maxLength: 255 },
        symbol: { maxLength: 50 },
        chat_ids: { maxItems: 100 },
      },
    });
    expect(byId.get('updatePinCategory')?.body?.minKeys).toBe(1);
    expect(byId.get('updateThreadState')?.body?.keys).toEqual({
      action: { enum: ['close', 'reopen', 'follow', 'unfollow'] },
    });
  });

  it('say in words what they say in figures', () => {
    for (const { id, facts, method, path, limit, lockMs, scopes } of descriptors) {
      expect(facts, id).toContain(`\`${method} ${path}\`; ${limit} calls per user in 60 s`);
      expect(facts, id).toContain(`locked for ${lockMs / 60_000} min`);
      expect(facts, id).toContain(`scope ${scopes.join(', ')}`);
    }
  });
});
