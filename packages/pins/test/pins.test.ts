import type { BatchResult } from '@cliqkit/core';
import type { CallRow } from '../../cliqkit/test/support/describe-calls.ts';
import { dataOf, describeCalls } from '../../cliqkit/test/support/describe-calls.ts';
import type { Pins } from '../src/index.ts';
import { createPins } from '../src/index.ts';

const id = '1488288613043522033';
const path = `/chats/${id}/pin-messages`;
const messageId = '1773894772896_12958180473';
const otherId = '1773895219462_47318365091';
const nothing = (): undefined => undefined;

const rows: CallRow<Pins>[] = [
  {
    name: 'list',
    operation: 'getPinnedMessages',
    id,
    call: (pins, chat, options) => pins.list(chat, {}, options).toArray(),
    sends: { method: 'GET', path },
    resolves: dataOf,
  },
  {
    name: 'list, with a page size and a sync token',
    operation: 'getPinnedMessages',
    id,
    call: (pins, chat, options) => pins.list(chat, { limit: 5, sync_token: 'NTB8+/=' }, options).toArray(),
    sends: { method: 'GET', path: `${path}?limit=5&sync_token=NTB8%2B%2F%3D` },
    resolves: dataOf,
  },
  {
    name: 'getPrimary',
    operation: 'getPrimaryPinnedMessage',
    id,
    call: (pins, chat, options) => pins.getPrimary(chat, options),
    sends: { method: 'GET', path: `${path}?primary=true` },
    resolves: dataOf,
  },
  {
    name: 'add',
    operation: 'addPinnedMessage',
    id,
    call: (pins, chat, options) =>
      pins.add(
        chat,
        { message_id: messageId, expiry_time: '2026-04-19T19:09:44+05:30', notify: false },
        options,
      ),
    sends: {
      method: 'POST',
      path,
      body: { message_id: messageId, expiry_time: '2026-04-19T19:09:44+05:30', notify: false },
    },
    resolves: dataOf,
  },
  {
    name: 'add, on top and for ever',
    operation: 'addPinnedMessage',
    id,
    call: (pins, chat, options) =>
      pins.add(chat, { message_id: messageId, expiry_time: -1, notify: true, primary: true }, options),
    sends: {
      method: 'POST',
      path,
      body: { message_id: messageId, expiry_time: -1, notify: true, primary: true },
    },
    resolves: dataOf,
  },
  {
    name: 'reorder, above another pin',
    operation: 'reorderPinnedMessages',
    id,
    call: (pins, chat, options) =>
      pins.reorder(
        chat,
        { message_id: messageId, pin_above: otherId, last_sync_time: 1773927512706 },
        options,
      ),
    sends: {
      method: 'PUT',
      path,
      body: { message_id: messageId, pin_above: otherId, last_sync_time: 1773927512706 },
    },
    resolves: nothing,
  },
  {
    name: 'reorder, to the end',
    operation: 'reorderPinnedMessages',
    id,
    call: (pins, chat, options) =>
      pins.reorder(chat, { message_id: messageId, last_sync_time: '2026-03-19T19:08:32+05:30' }, options),
    sends: {
      method: 'PUT',
      path,
      body: { message_id: messageId, last_sync_time: '2026-03-19T19:08:32+05:30' },
    },
    resolves: nothing,
  },
  {
    name: 'remove',
    operation: 'deletePinnedMessages',
    id,
    call: (pins, chat, options) => pins.remove(chat, [messageId, otherId], options),
    sends: { method: 'DELETE', path, body: { message_ids: [messageId, otherId] } },
    resolves: (): BatchResult => ({
      ok: true,
      succeeded: [messageId, otherId],
      failed: [],
      unknown: [],
      notAttempted: [],
    }),
  },
  {
    name: 'clear, which has no body',
    operation: 'deletePinnedMessages',
    id,
    call: (pins, chat, options) => pins.clear(chat, options),
    sends: { method: 'DELETE', path },
    resolves: nothing,
  },
];

describeCalls(createPins, rows);
