import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { locate } from '../../../src/upstream/diff/locate.ts';
import { SpecFiles } from '../../../src/upstream/diff/spec-files.ts';
import type { Difference } from '../../../src/upstream/facts/facts.ts';
import { standIn } from '../stand-in.ts';

const files = new SpecFiles(standIn);

/** File, text of the line, and what stands there. */
function edit(module: string, difference: Partial<Difference> & { place: string; fact: string }) {
  const { file, line, what } = locate(files, module, { upstream: undefined, ours: undefined, ...difference });
  const text = readFileSync(`${standIn}/${file}`, 'utf8').split('\n')[line - 1]?.trim();
  return [file, text, what];
}

const of = (operation: string, place: string, fact: string, rest: Partial<Difference> = {}) => ({
  operation,
  place,
  fact,
  ...rest,
});

describe('where to edit', () => {
  it.each([
    ['folders', of('updatePinCategory', 'body.title', 'maxLength'), 'specs/folders.yaml', /^maxLength: 255$/],
    [
      'folders',
      of('updatePinCategory', 'body.title', 'pattern'),
      'specs/folders.yaml',
      /^(FolderTitle:|type: string)$/,
    ],
    [
      'folders',
      of('reorderCategory', 'body.last_sync_time', 'required'),
      'specs/folders.yaml',
      /^required: \[last_sync_time\]$/,
    ],
    [
      'folders',
      of('bulkUpdateChatsInCategory', 'body.chat_ids', 'maxItems'),
      'specs/folders.yaml',
      /^maxItems: 100$/,
    ],
    [
      'folders',
      of('bulkUpdateChatsInCategory', 'body.chat_ids[]', 'minLength'),
      'specs/common.yaml',
      /^minLength: 1$/,
    ],
    [
      'folders',
      of('getPinCategories', 'query include_fields[]', 'enum'),
      'specs/folders.yaml',
      /^enum: \[chats, recipients_summary/,
    ],
    [
      'folders',
      of('deletePinCategory', 'query unpin_all', 'default'),
      'specs/folders.yaml',
      /^schema: { type: boolean, default: false }$/,
    ],
    ['folders', of('pinChat', 'operation', 'scopes'), 'specs/folders.yaml', /^security: .*Chats.UPDATE/],
    ['folders', of('pinChat', 'operation', 'lock'), 'specs/folders.yaml', /^x-rate-limit: { requests: 50/],
    [
      'folders',
      of('pinChat', 'operation', 'errors', { ours: 'max_pins_error' }),
      'specs/folders.yaml',
      /^- { code: max_pins_error/,
    ],
    [
      'folders',
      of('pinChat', 'operation', 'errors', { upstream: 'new_code' }),
      'specs/folders.yaml',
      /^x-error-codes:$/,
    ],
    [
      'folders',
      of('reorderCategory', 'path CATEGORY_ID2', 'minLength'),
      'specs/common.yaml',
      /^minLength: 1$/,
    ],
    ['folders', of('pinChat', 'body', 'required'), 'specs/folders.yaml', /^required: false$/],
    [
      'pins',
      of('getPinnedMessages', 'operation', 'key'),
      'specs/pins.yaml',
      /^template: \/chats\/{CHAT_ID}\/pin-messages$/,
    ],
    [
      'pins',
      of('getPrimaryPinnedMessage', 'operation', 'errors', { ours: 'operation_failed' }),
      'specs/pins.yaml',
      /has no primary pin/,
    ],
    [
      'pins',
      of('getPinnedMessages', 'reply 200.data[].pin_information.creator.id', 'type'),
      'specs/common.yaml',
      /^type: string$/,
    ],
    [
      'pins',
      of('getPinnedMessages', 'reply 200.data[].mentions', 'required'),
      'specs/pins.yaml',
      /^required: \[id, type, content/,
    ],
    [
      'pins',
      of('getPinnedMessages', 'query limit', 'minimum'),
      'specs/pins.yaml',
      /^schema: { type: integer, minimum: 1/,
    ],
    ['pins', of('getPinnedMessages', 'reply 404', 'present'), 'specs/pins.yaml', /^'404': /],
    ['pins', of('getPinnedMessages', 'reply 400.code', 'type'), 'specs/common.yaml', /^code: { type: string/],
    [
      'pins',
      of('addPinnedMessage', 'body.expiry_time', 'minimum'),
      'specs/common.yaml',
      /^- { type: integer, format: int64, minimum: -1 }$/,
    ],
    [
      'threads',
      of('createThreadMessageByChannelId', 'reply 200.message_id', 'type'),
      'specs/common.yaml',
      /^type: string$/,
    ],
    [
      'threads',
      of('followThread', 'operation', 'upstreamId'),
      'specs/threads.yaml',
      /^x-upstream-id: Join-follow a thread$/,
    ],
    ['pins', { place: 'document', fact: 'version' }, 'specs/pins.yaml', /^version: 3.0.0$/],
    ['pins', { place: 'document', fact: 'servers' }, 'specs/common.yaml', /^x-data-centers:$/],
    ['pins', { place: 'document', fact: 'scopes' }, 'specs/common.yaml', /^ZohoOAuth:$/],
  ])('%s %j stands in %s', (module, difference, file, text) => {
    const [found, line] = edit(module, difference);
    expect([found, line]).toEqual([file, expect.stringMatching(text)]);
  });

  it.each([
    ['folders', of('pinChat', 'body.position', 'present'), 'properties:', '`position`, which is new here'],
    [
      'folders',
      of('pinChat', 'query limit', 'present'),
      'post:',
      'query parameter `limit`, which is new here',
    ],
    ['folders', of('pinChat', 'reply 202', 'present'), 'responses:', 'reply `202` of the operation'],
    ['folders', of('pinChat', 'operation', 'deprecated'), 'post:', '`pinChat`, which has no `deprecated`'],
    [
      'folders',
      of('newOne', 'operation', 'present', { upstream: { key: 'GET /new' } }),
      'paths:',
      'a new path with its operation',
    ],
    [
      'folders',
      of('newOne', 'operation', 'present', {
        upstream: { key: 'PUT /pin-categories/{X9}', realPath: '/pin-categories/{ID}' },
      }),
      '/pin-categories/{CATEGORY_ID}:',
      'a new operation of this URL: a method of its own, or one more of its `x-variants`',
    ],
  ])(
    'what is new in %s (%j) belongs in the nearest thing that is there',
    (module, difference, text, what) => {
      expect(edit(module, difference)).toEqual([`specs/${module}.yaml`, text, what]);
    },
  );
});
