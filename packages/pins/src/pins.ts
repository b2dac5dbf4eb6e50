import type { ApiCall, BatchResult, CallOptions, Client, ModuleClient } from '@cliqkit/core';
import { apiCall, InputError, List, normalizeMessageId, runBatch } from '@cliqkit/core';
import type {
  AddPinRequest,
  GetPinnedMessagesQuery,
  PinnedMessage,
  PinnedMessagesReply,
  ReorderPinRequest,
} from '@cliqkit/types/pins';
import { operations } from '@cliqkit/types/pins';

/**
 * The pinned messages of chats. A pin is for everybody in the chat; one of them is the primary pin and stands on top.
 * @see https://www.zoho.com/cliq/help/restapi/v2/
 */
export class Pins {
  readonly #call: ModuleClient<typeof operations>;

  constructor(client: Client) {
    this.#call = client.module(operations);
  }

  /**
   * Lists the pins of a chat, newest first. With `sync_token` only those that changed since that token was handed out.
   *
   * @remarks getPinnedMessages: `GET /chats/{CHAT_ID}/pin-messages`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.READ; reads only; codes operation_not_allowed, operation_failed.
   * @example
   * for await (const pin of pins.list(chatId)) console.log(pin.id, pin.content.text);
   */
  list(
    chatId: string,
    query: GetPinnedMessagesQuery = {},
    options?: CallOptions,
  ): List<PinnedMessage, PinnedMessagesReply> {
    return new List({
      read: (next_token) =>
        this.#call(
          'getPinnedMessages',
          { path: { CHAT_ID: chatId }, query: { ...query, ...(next_token && { next_token }) } },
          options,
        ),
      itemsOf: ({ data }) => data,
      nextTokenOf: ({ next_token }) => next_token,
      keyOf: ({ id }) => normalizeMessageId(id),
    });
  }

  /**
   * Gets the primary pin. A chat without one answers `operation_failed`.
   *
   * @remarks getPrimaryPinnedMessage: `GET /chats/{CHAT_ID}/pin-messages`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.READ; reads only; codes operation_not_allowed, operation_failed.
   */
  getPrimary(chatId: string, options?: CallOptions): ApiCall<PinnedMessage> {
    return apiCall(
      this.#call('getPrimaryPinnedMessage', { path: { CHAT_ID: chatId } }, options).withResponse(),
      ({ data }) => data,
    );
  }

  /**
   * Pins a message of the chat. `expiry_time` is ISO 8601, epoch milliseconds, or -1 for ever. The first pin of a chat
   * becomes the primary one.
   *
   * @remarks addPinnedMessage: `POST /chats/{CHAT_ID}/pin-messages`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.CREATE; never repeated after an unclear failure; codes operation_failed, operation_not_allowed, pinned_message_limit_reached.
   * @example
   * await pins.add(chatId, { message_id: messageId, expiry_time: -1, notify: false, primary: true });
   */
  add(chatId: string, body: AddPinRequest, options?: CallOptions): ApiCall<PinnedMessage> {
    return apiCall(
      this.#call('addPinnedMessage', { path: { CHAT_ID: chatId }, body }, options).withResponse(),
      ({ data }) => data,
    );
  }

  /**
   * Moves a pin above another one, or to the end. `last_sync_time` is the `syncTime` of the page you read; if the pins
   * changed since, it throws ConflictError.
   *
   * @remarks reorderPinnedMessages: `PUT /chats/{CHAT_ID}/pin-messages`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; guarded by last_sync_time; codes client_not_synced, operation_failed, operation_not_allowed.
   */
  reorder(chatId: string, body: ReorderPinRequest, options?: CallOptions): ApiCall<undefined> {
    return this.#call('reorderPinnedMessages', { path: { CHAT_ID: chatId }, body }, options);
  }

  /**
   * Removes the pins of these messages, in as many calls as it takes, and says what became of each. An empty list is
   * refused with InputError: the service would remove every pin. Use `clear` for that.
   *
   * @remarks deletePinnedMessages: `DELETE /chats/{CHAT_ID}/pin-messages`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.DELETE; may be repeated: the state is the same after it; at most 25 message_ids in one call; codes operation_not_allowed, operation_failed.
   * @example
   * assertComplete(await pins.remove(chatId, [messageId]));
   */
  async remove(chatId: string, messageIds: readonly string[], options?: CallOptions): Promise<BatchResult> {
    if (!Array.isArray(messageIds) || messageIds.length === 0) {
      throw new InputError(
        'pins.remove needs a list of at least one message id; with none the service removes every pin. To do that, call pins.clear(chatId).',
      );
    }
    const path = { CHAT_ID: chatId };
    return runBatch(
      operations.deletePinnedMessages,
      messageIds,
      (message_ids) => this.#call('deletePinnedMessages', { path, body: { message_ids } }, options),
      options,
    );
  }

  /**
   * Removes every pin of the chat.
   *
   * @remarks deletePinnedMessages: `DELETE /chats/{CHAT_ID}/pin-messages`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.DELETE; may be repeated: the state is the same after it; at most 25 message_ids in one call; codes operation_not_allowed, operation_failed.
   */
  clear(chatId: string, options?: CallOptions): ApiCall<undefined> {
    return this.#call('deletePinnedMessages', { path: { CHAT_ID: chatId } }, options);
  }
}
