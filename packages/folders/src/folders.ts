import type { ApiCall, BatchResult, CallOptions, Client, Clock, ModuleClient } from '@cliqkit/core';
import { apiCall, copyOf, InputError, keepCopy, List, reorder, runBatch } from '@cliqkit/core';
import type {
  CreateFolderRequest,
  DeletePinCategoryQuery,
  Folder,
  FoldersReply,
  GetPinCategoriesQuery,
  PinChatReply,
  PinChatRequest,
  PinnedChat,
  ReplaceChatsRequest,
  UnpinChatReply,
} from '@cliqkit/types/folders';
import { operations } from '@cliqkit/types/folders';
import type { ChatsChange } from './edit-chats.ts';
import { editChats } from './edit-chats.ts';
import type { FolderDetails, FolderUpdate } from './folder-update.ts';
import { requireOneMeaning } from './folder-update.ts';
import { pinRest, splitChats } from './many-chats.ts';
import type { ChatMove, FolderMove } from './moves.ts';
import { chatPages } from './read-chats.ts';

/**
 * The chat folders of the signed-in user, and the chats pinned in them. The service calls a folder a pin category; the
 * folder `default` is always there.
 * @see https://www.zoho.com/cliq/help/restapi/v2/
 */
export class Folders {
  readonly #call: ModuleClient<typeof operations>;
  readonly #clock: Clock;

  constructor(client: Client) {
    this.#call = client.module(operations);
    this.#clock = client.clock;
  }

  /**
   * Lists the folders in the order of the side bar. Chats come only with `include_fields: ['chats']`.
   *
   * @remarks getPinCategories: `GET /pin-categories`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.READ; reads only; codes operation_failed.
   * @example
   * for await (const folder of folders.list({ include_fields: ['chats'] })) console.log(folder.title, folder.chats?.length);
   */
  list(query: GetPinCategoriesQuery = {}, options?: CallOptions): List<Folder, FoldersReply> {
    const given = keepCopy(query, 'getPinCategories');
    const read = async () => this.#call('getPinCategories', { query: given() }, options).withResponse();
    return new List({
      operation: operations.getPinCategories,
      read: () => apiCall(read()),
      itemsOf: ({ data }) => data,
    });
  }

  /**
   * Creates a folder and pins chats in it, in this order. For more chats than one call takes, see `createWithChats`.
   *
   * @remarks createPinCategory: `POST /pin-categories`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.CREATE; never repeated after an unclear failure; at most 100 chat_ids in one call; codes param_missing, operation_not_allowed, max_folders_error, operation_failed, max_pins_error.
   */
  create(body: CreateFolderRequest, options?: CallOptions): ApiCall<Folder> {
    return apiCall(this.#call('createPinCategory', { body }, options).withResponse(), ({ data }) => data);
  }

  /**
   * Creates a folder with any number of chats: as many as one call takes at creation, the others pinned one by one.
   * Throws when the folder cannot be created; `chats` says what became of each chat.
   *
   * @remarks createPinCategory: `POST /pin-categories`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.CREATE; never repeated after an unclear failure; at most 100 chat_ids in one call; codes param_missing, operation_not_allowed, max_folders_error, operation_failed, max_pins_error.
   */
  async createWithChats(
    body: CreateFolderRequest & { chat_ids: string[] },
    options?: CallOptions,
  ): Promise<{ folder: Folder; chats: BatchResult }> {
    const given = copyOf(body, 'createPinCategory');
    const chats = splitChats(given.chat_ids, operations.createPinCategory.batch.maximum);
    const folder = await this.create({ ...given, chat_ids: chats[0] }, options);
    return { folder, chats: await pinRest(this, folder.category_id, chats, options) };
  }

  /**
   * Changes a folder in exactly one of four ways, told by the keys of the body: its title, symbol or state; the place
   * of a chat in it; its own place; or its chats. A body with keys of two is refused before anything is sent.
   * `updateDetails`, `reorderChat` and `reorder` are the same by name; `replaceChats` takes more chats than one call
   * does.
   *
   * @remarks updatePinCategory: `PUT /pin-categories/{CATEGORY_ID}`; 50 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes client_not_synced, invalid_inputs, operation_failed.
   */
  update(folderId: string, body: FolderUpdate, options?: CallOptions): ApiCall<undefined> {
    return apiCall(this.#update(folderId, body, options));
  }

  /**
   * Changes the title, symbol or state of a folder; at least one. What is left out stays.
   *
   * @remarks updatePinCategory: `PUT /pin-categories/{CATEGORY_ID}`; 50 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes client_not_synced, invalid_inputs, operation_failed.
   */
  updateDetails(folderId: string, body: FolderDetails, options?: CallOptions): ApiCall<undefined> {
    return this.#call('updatePinCategory', { path: { CATEGORY_ID: folderId }, body }, options);
  }

  /**
   * Moves a chat of the folder above another one, or to the end when `pin_above` is left out. The folder is read first,
   * and if somebody changes the folders in between, read and changed again. With a `last_sync_time` of your own (the
   * `syncTime` of a page that you read) the move is made once, and throws ConflictError if they changed since.
   *
   * @remarks reorderChatInCategory: `PUT /pin-categories/{CATEGORY_ID}`; 50 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; guarded by last_sync_time; codes client_not_synced, invalid_inputs, operation_failed.
   */
  reorderChat(folderId: string, body: ChatMove, options?: CallOptions): ApiCall<undefined> {
    const path = { CATEGORY_ID1: folderId };
    return reorder({
      operation: operations.reorderChatInCategory,
      path,
      move: body,
      send: (move) => this.#call('reorderChatInCategory', { path, body: move }, options),
      order: () => chatPages(this.list({ include_fields: ['chats'] }, options), folderId),
      keyOf: ({ chat_id }: PinnedChat) => chat_id,
      moved: ({ chat_id }) => chat_id,
      above: ({ pin_above }) => pin_above,
      clock: this.#clock,
      signal: options?.signal,
    });
  }

  /**
   * Moves a folder above another one, or to the end when `pin_above` is left out. The folders are read first, and if
   * somebody changes them in between, read and moved again. With a `last_sync_time` of your own (the `syncTime` of a page
   * that you read) the move is made once, and throws ConflictError if they changed since.
   *
   * @remarks reorderCategory: `PUT /pin-categories/{CATEGORY_ID}`; 50 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; guarded by last_sync_time; codes client_not_synced, invalid_inputs, operation_failed.
   * @example
   * await folders.reorder(folderId, { pin_above: otherFolderId });
   */
  reorder(folderId: string, body: FolderMove = {}, options?: CallOptions): ApiCall<undefined> {
    const path = { CATEGORY_ID2: folderId };
    return reorder({
      operation: operations.reorderCategory,
      path,
      move: body,
      send: (move) => this.#call('reorderCategory', { path, body: move }, options),
      order: () => this.list({}, options).pages(),
      keyOf: ({ category_id }: Folder) => category_id,
      moved: () => folderId,
      above: ({ pin_above }) => pin_above,
      clock: this.#clock,
      signal: options?.signal,
    });
  }

  /**
   * Changes which chats a folder holds, and their order: `change` gets the chats as they are, and answers with the chats
   * or ids as they are to be. If somebody changes the folders in between, they are read again and `change` is called
   * again, up to three times; so it should do nothing else. Sends nothing when nothing is different.
   *
   * Throws InputError when the user has no such folder, ConflictError when it changes faster than that, and what
   * `replaceChats` throws. A lost reply is settled by reading back; only what that leaves open has `outcome` `unknown`.
   *
   * @remarks bulkUpdateChatsInCategory: `PUT /pin-categories/{CATEGORY_ID}`; 50 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; guarded by last_sync_time; at most 100 chat_ids in one call; codes client_not_synced, invalid_inputs, operation_failed, max_pins_error.
   * @example
   * await folders.edit(folderId, (chats) => [...chats].sort((a, b) => a.name.localeCompare(b.name)));
   */
  edit(folderId: string, change: ChatsChange, options?: CallOptions): Promise<BatchResult> {
    return editChats(this, { folderId, change, options, clock: this.#clock });
  }

  /**
   * Makes these the chats of the folder, in this order; the others leave it. Chats beyond what one call takes are
   * pinned one by one after it, which nothing guards: a change that somebody makes in between stays. Throws
   * ConflictError if the folders changed after `last_sync_time`; nothing is changed then.
   *
   * @remarks bulkUpdateChatsInCategory: `PUT /pin-categories/{CATEGORY_ID}`; 50 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; guarded by last_sync_time; at most 100 chat_ids in one call; codes client_not_synced, invalid_inputs, operation_failed, max_pins_error.
   */
  async replaceChats(
    folderId: string,
    body: ReplaceChatsRequest,
    options?: CallOptions,
  ): Promise<BatchResult> {
    const given = copyOf(body, 'bulkUpdateChatsInCategory');
    const chats = splitChats(given.chat_ids, operations.bulkUpdateChatsInCategory.batch.maximum);
    const path = { CATEGORY_ID3: folderId };
    await this.#call('bulkUpdateChatsInCategory', { path, body: { ...given, chat_ids: chats[0] } }, options);
    return pinRest(this, folderId, chats, options);
  }

  /**
   * Deletes a folder. Its chats move to the default folder, or are unpinned with `unpin_all: true`. The default folder
   * cannot be deleted.
   *
   * @remarks deletePinCategory: `DELETE /pin-categories/{CATEGORY_ID}`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.DELETE; may be repeated: the state is the same after it; codes operation_not_allowed, operation_failed.
   */
  delete(folderId: string, query: DeletePinCategoryQuery = {}, options?: CallOptions): ApiCall<undefined> {
    return this.#call('deletePinCategory', { path: { CATEGORY_ID: folderId }, query }, options);
  }

  /**
   * Pins a chat in a folder, or in the default one when `category_id` is left out.
   *
   * @remarks pinChat: `POST /chats/{CHAT_ID}/pins`; 50 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes max_pins_error, chat_access_denied, operation_not_allowed, chat_operation_failed.
   */
  pinChat(chatId: string, body: PinChatRequest = {}, options?: CallOptions): ApiCall<PinChatReply['data']> {
    return apiCall(
      this.#call('pinChat', { path: { CHAT_ID: chatId }, body }, options).withResponse(),
      ({ data }) => data,
    );
  }

  /**
   * Unpins a chat, in whichever folder it is.
   *
   * @remarks unpinChat: `DELETE /chats/{CHAT_ID}/pins`; 50 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes chat_access_denied, chat_operation_failed.
   */
  unpinChat(chatId: string, options?: CallOptions): ApiCall<UnpinChatReply['data']> {
    return apiCall(
      this.#call('unpinChat', { path: { CHAT_ID: chatId } }, options).withResponse(),
      ({ data }) => data,
    );
  }

  /**
   * Unpins chats, in whichever folders they are, in as many calls as it takes, and says what became of each.
   *
   * @remarks removeChatsAcrossCategories: `DELETE /pin-categories`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.DELETE; may be repeated: the state is the same after it; at most 25 chat_ids in one call; codes operation_failed.
   */
  async unpinChats(chatIds: readonly string[], options?: CallOptions): Promise<BatchResult> {
    if (!Array.isArray(chatIds) || chatIds.length === 0) {
      throw new InputError('folders.unpinChats needs a list of at least one chat id.');
    }
    return runBatch(
      operations.removeChatsAcrossCategories,
      chatIds,
      (chat_ids) => this.#call('removeChatsAcrossCategories', { query: { chat_ids } }, options),
      options,
    );
  }

  async #update(
    folderId: string,
    given: FolderUpdate,
    options?: CallOptions,
  ): Promise<{ data: undefined; response: Response }> {
    const body = copyOf(given, 'updatePinCategory');
    requireOneMeaning(body);
    if (body.chat_ids !== undefined) {
      const path = { CATEGORY_ID3: folderId };
      return this.#call('bulkUpdateChatsInCategory', { path, body }, options).withResponse();
    }
    if (body.chat_id !== undefined) return this.reorderChat(folderId, body, options).withResponse();
    if (body.last_sync_time !== undefined) return this.reorder(folderId, body, options).withResponse();
    return this.updateDetails(folderId, body, options).withResponse();
  }
}
