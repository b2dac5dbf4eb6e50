import { demo } from '../../src/index.ts';
import type { Session } from '../session.ts';
import type { Carried } from './carry.ts';
import { assume, carry } from './carry.ts';
import { callSample, sampleCalls } from './sample-calls.ts';

const { channels, direct, group } = demo;
const foreign = { id: channels.payroll.chatId };
const unknownFolder = { id: '4999999999999' };
const serviceFailed = 'Documented with no other cause than that the service failed.';

/** Changes the folders after the moment from which the sample calls know them. */
async function changeFolders(session: Session): Promise<void> {
  session.advance(60_000);
  await callSample(session, 'updatePinCategory');
}

/** Ids that look like those of chats. */
function manyChats(count: number): readonly string[] {
  return Array.from({ length: count }, (_none, index) => `14882886130435${String(index).padStart(5, '0')}`);
}

export const folders: readonly Carried[] = [
  carry('getPinCategories', '200', (session) => callSample(session, 'getPinCategories')),
  carry('getPinCategories', 'input_pattern_mismatch', (session) =>
    callSample(session, 'getPinCategories', { query: 'include_fields=chats,color' }),
  ),
  assume('getPinCategories', 'operation_failed', serviceFailed),

  carry('createPinCategory', '200', (session) => callSample(session, 'createPinCategory')),
  carry('createPinCategory', 'operation_not_allowed', (session) =>
    callSample(session, 'createPinCategory', { body: { title: 'Release', chat_ids: [foreign.id] } }),
  ),
  // Ana has two folders beside the default one.
  carry('createPinCategory', 'max_folders_error', (session) => callSample(session, 'createPinCategory'), {
    quirks: { maxFolders: 2 },
  }),
  carry(
    'createPinCategory',
    'max_pins_error',
    (session) =>
      callSample(session, 'createPinCategory', {
        body: { title: 'Release', chat_ids: [direct.ben, direct.dev] },
      }),
    { quirks: { maxPinsPerFolder: 1 } },
  ),
  assume(
    'createPinCategory',
    'operation_failed',
    'An unknown chat is `operation_not_allowed`, and so is a foreign one; no other cause is documented.',
  ),

  carry('removeChatsAcrossCategories', '204', (session) =>
    callSample(session, 'removeChatsAcrossCategories'),
  ),
  carry('removeChatsAcrossCategories', 'param_missing', (session) =>
    callSample(session, 'removeChatsAcrossCategories', { query: '' }),
  ),
  // One chat more than a call takes.
  carry('removeChatsAcrossCategories', 'input_pattern_mismatch', (session) =>
    callSample(session, 'removeChatsAcrossCategories', { query: `chat_ids=${manyChats(26).join(',')}` }),
  ),
  assume('removeChatsAcrossCategories', 'operation_failed', serviceFailed),

  carry('updatePinCategory', '204', (session) => callSample(session, 'updatePinCategory')),
  carry('updatePinCategory', 'invalid_inputs', (session) =>
    callSample(session, 'updatePinCategory', {
      body: { ...sampleCalls.updatePinCategory.body, ...sampleCalls.bulkUpdateChatsInCategory.body },
    }),
  ),
  carry('updatePinCategory', 'operation_failed', (session) =>
    callSample(session, 'updatePinCategory', unknownFolder),
  ),
  assume(
    'updatePinCategory',
    'client_not_synced',
    'Documented for the URL, but this one of its operations takes no `last_sync_time`.',
  ),

  carry('deletePinCategory', '204', (session) => callSample(session, 'deletePinCategory')),
  carry('deletePinCategory', 'operation_not_allowed', (session) =>
    callSample(session, 'deletePinCategory', { id: 'default' }),
  ),
  carry('deletePinCategory', 'operation_failed', (session) =>
    callSample(session, 'deletePinCategory', unknownFolder),
  ),
  carry('deletePinCategory', 'input_pattern_mismatch', (session) =>
    callSample(session, 'deletePinCategory', { query: 'unpin_all=perhaps' }),
  ),

  carry('reorderChatInCategory', '204', (session) => callSample(session, 'reorderChatInCategory')),
  carry('reorderChatInCategory', 'client_not_synced', async (session) => {
    await changeFolders(session);
    return await callSample(session, 'reorderChatInCategory');
  }),
  carry('reorderChatInCategory', 'invalid_inputs', (session) =>
    callSample(session, 'reorderChatInCategory', {
      body: { ...sampleCalls.reorderChatInCategory.body, chat_ids: [direct.chloe] },
    }),
  ),
  // A chat of another folder.
  carry('reorderChatInCategory', 'operation_failed', (session) =>
    callSample(session, 'reorderChatInCategory', { id: demo.folders.launch }),
  ),

  carry('reorderCategory', '204', (session) => callSample(session, 'reorderCategory')),
  carry('reorderCategory', 'client_not_synced', async (session) => {
    await changeFolders(session);
    return await callSample(session, 'reorderCategory');
  }),
  carry('reorderCategory', 'invalid_inputs', (session) =>
    callSample(session, 'reorderCategory', {
      body: { ...sampleCalls.reorderCategory.body, title: 'First of all' },
    }),
  ),
  carry('reorderCategory', 'operation_failed', (session) =>
    callSample(session, 'reorderCategory', unknownFolder),
  ),

  carry('bulkUpdateChatsInCategory', '204', (session) => callSample(session, 'bulkUpdateChatsInCategory')),
  carry('bulkUpdateChatsInCategory', 'client_not_synced', async (session) => {
    await changeFolders(session);
    return await callSample(session, 'bulkUpdateChatsInCategory');
  }),
  carry('bulkUpdateChatsInCategory', 'invalid_inputs', (session) =>
    callSample(session, 'bulkUpdateChatsInCategory', {
      body: { ...sampleCalls.bulkUpdateChatsInCategory.body, state: 'collapsed' },
    }),
  ),
  carry('bulkUpdateChatsInCategory', 'operation_failed', (session) =>
    callSample(session, 'bulkUpdateChatsInCategory', {
      body: { ...sampleCalls.bulkUpdateChatsInCategory.body, chat_ids: [foreign.id] },
    }),
  ),
  carry(
    'bulkUpdateChatsInCategory',
    'max_pins_error',
    (session) => callSample(session, 'bulkUpdateChatsInCategory'),
    { quirks: { maxPinsPerFolder: 1 } },
  ),

  carry('pinChat', '200', (session) => callSample(session, 'pinChat')),
  // The default folder of Ana has one chat.
  carry('pinChat', 'max_pins_error', (session) => callSample(session, 'pinChat'), {
    quirks: { maxPinsPerFolder: 1 },
  }),
  carry('pinChat', 'chat_access_denied', (session) => callSample(session, 'pinChat', foreign)),
  carry('pinChat', 'operation_not_allowed', (session) =>
    callSample(session, 'pinChat', { id: group.offsite, body: { category_id: unknownFolder.id } }),
  ),
  assume('pinChat', 'chat_operation_failed', serviceFailed),

  carry('unpinChat', '200', (session) => callSample(session, 'unpinChat')),
  carry('unpinChat', 'chat_access_denied', (session) => callSample(session, 'unpinChat', foreign)),
  assume('unpinChat', 'chat_operation_failed', serviceFailed),
];
