import { describe, expect, it } from 'vitest';
import { expandVariants, placeholders } from '../src/expand-variants.ts';
import type { Document, Operation } from '../src/openapi.ts';
import { operationsOf, resolve } from '../src/openapi.ts';
import { published } from './documents.ts';

interface Expanded {
  document: Document;
  template: string;
  operation: Operation;
}

const expanded = new Map<string, Expanded>(
  published.flatMap(({ document }) => {
    const result = expandVariants(document);
    return operationsOf(result).map(({ path, operation }): [string, Expanded] => [
      operation.operationId,
      { document: result, template: path, operation },
    ]);
  }),
);

function operation(id: string): Expanded {
  const found = expanded.get(id);
  if (!found) throw new Error(`${id} is not among the expanded operations.`);
  return found;
}

const schemaOf = (reference: string | undefined): string | undefined => reference?.split('/').pop();
const bodyOf = (id: string) =>
  schemaOf(operation(id).operation.requestBody?.content['application/json']?.schema?.$ref);
const replyOf = (id: string) => {
  const {
    document,
    operation: { responses },
  } = operation(id);
  return schemaOf(resolve(document, responses['200'] ?? {}).content?.['application/json']?.schema?.$ref);
};
const parametersOf = (id: string) =>
  (operation(id).operation.parameters ?? []).map((entry) => {
    const { in: place, name } = resolve(operation(id).document, entry);
    return `${place} ${name}`;
  });

describe('expandVariants', () => {
  it.each([
    ['updatePinCategory', '/pin-categories/{CATEGORY_ID}', 'UpdateFolderDetailsRequest'],
    ['reorderChatInCategory', '/pin-categories/{CATEGORY_ID1}', 'ReorderChatRequest'],
    ['reorderCategory', '/pin-categories/{CATEGORY_ID2}', 'ReorderFolderRequest'],
    ['bulkUpdateChatsInCategory', '/pin-categories/{CATEGORY_ID3}', 'ReplaceChatsRequest'],
    ['createThreadMessageByChatId', '/chats/{CHAT_ID}/messages', 'StartThreadRequest'],
    ['sendMessageToThread', '/chats/{THREAD_CHAT_ID}/messages', 'ThreadReplyRequest'],
  ])('gives %s the template %s and the body %s', (id, template, body) => {
    expect(operation(id).template).toBe(template);
    expect(bodyOf(id)).toBe(body);
    expect(parametersOf(id)).toEqual(
      expect.arrayContaining(placeholders(template).map((name) => `path ${name}`)),
    );
  });

  it('gives the list of pins and the primary pin a template, a reply and a query each', () => {
    expect(operation('getPinnedMessages').template).toBe('/chats/{CHAT_ID}/pin-messages');
    expect(replyOf('getPinnedMessages')).toBe('PinnedMessagesReply');
    expect(parametersOf('getPinnedMessages')).toEqual([
      'path CHAT_ID',
      'query limit',
      'query next_token',
      'query sync_token',
    ]);
    expect(operation('getPrimaryPinnedMessage').template).toBe('/chats/{CHAT_ID}/pin-messages?primary=true');
    expect(replyOf('getPrimaryPinnedMessage')).toBe('PinnedMessageReply');
    expect(parametersOf('getPrimaryPinnedMessage')).toEqual(['path CHAT_ID']);
  });

  it('leaves the methods that share a real path with variants where they are', () => {
    expect(operation('deletePinCategory').template).toBe('/pin-categories/{CATEGORY_ID}');
    expect(operation('deletePinnedMessages').template).toBe('/chats/{CHAT_ID}/pin-messages');
  });

  it('names every placeholder of a template as a path parameter, and no other', () => {
    for (const [id, { template }] of expanded) {
      const names = parametersOf(id).filter((entry) => entry.startsWith('path '));
      expect(names, id).toEqual(placeholders(template).map((name) => `path ${name}`));
    }
  });

  it('has an operation of its own for each of the 32, and none that only carries variants', () => {
    expect(expanded.size).toBe(32);
    for (const id of ['readPinnedMessages', 'writePinCategory', 'postMessage'])
      expect(expanded.has(id)).toBe(false);
  });

  it('does not change the document it is given', () => {
    for (const { document } of published) {
      const before = structuredClone(document);
      expandVariants(document);
      expect(document).toEqual(before);
    }
  });
});
