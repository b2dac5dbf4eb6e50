import type { ApiCall, BatchResult, CallOptions, Client, Clock, ModuleClient } from '@cliqkit/core';
import { apiCall, InputError, keepCopy, List, normalizeMessageId, reorder, runBatch } from '@cliqkit/core';
import type {
  AddPinRequest,
  GetPinnedMessagesQuery,
  PinnedMessage,
  PinnedMessagesReply,
  ReorderPinRequest,
} from '@cliqkit/types/pins';
import { operations } from '@cliqkit/types/pins';
import type { RemoveOptions } from './verify-removal.ts';
import { verifyRemoval } from './verify-removal.ts';

/** Which pin to move, and where to; and when the pins were read, if you have read them. */
export interface PinMove extends Partial<ReorderPinRequest> {
  message_id: ReorderPinRequest['message_id'];
}

/**
 * The pinned messages of chats. A pin is for everybody in the chat; one of them is the primary pin and stands on top.
 * @see https://www.zoho.com/cliq/help/restapi/v2/
 */
export class Pins {
  readonly #call: ModuleClient<typeof operations>;
  readonly #clock: Clock;

  constructor(client: Client) {
    this.#call = client.module(operations);
    this.#clock = client.clock;
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
    const path = { CHAT_ID: chatId };
    const given = keepCopy(query, 'getPinnedMessages');
    const read = async (next_token: string | undefined) => {
      const page = { ...given(), ...(next_token && { next_token }) };
      return this.#call('getPinnedMessages', { path, query: page }, options).withResponse();
    };
    return new List({
      operation: operations.getPinnedMessages,
      read: (next_token) => apiCall(read(next_token)),
      itemsOf: ({ data }) => data,
      nextTokenOf: ({ next_token }) => next_token,
      keyOf: ({ id }) => plainId(id),
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
   * Moves a pin above another one, or to the end when `pin_above` is left out. The pins are read first, and if somebody
   * changes them in between, read and moved again. With a `last_sync_time` of your own (the `syncTime` of a page that you
   * read) the move is made once, and throws ConflictError if the pins changed since.
   *
   * @remarks reorderPinnedMessages: `PUT /chats/{CHAT_ID}/pin-messages`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.UPDATE; guarded by last_sync_time; codes client_not_synced, operation_failed, operation_not_allowed.
   * @example
   * await pins.reorder(chatId, { message_id: messageId, pin_above: otherId });
   */
  reorder(chatId: string, body: PinMove, options?: CallOptions): ApiCall<undefined> {
    const path = { CHAT_ID: chatId };
    return reorder({
      operation: operations.reorderPinnedMessages,
      path,
      move: body,
      send: (move) => this.#call('reorderPinnedMessages', { path, body: move }, options),
      order: () => this.list(chatId, {}, options).pages(),
      keyOf: ({ id }) => plainId(id),
      moved: ({ message_id }) => normalizeMessageId(message_id),
      above: ({ pin_above }) => pin_above && normalizeMessageId(pin_above),
      clock: this.#clock,
      signal: options?.signal,
    });
  }

  /**
   * Removes the pins of these messages, in as many calls as it takes, and says what became of each. An empty list is
   * refused with InputError: the service would remove every pin. Use `clear` for that.
   *
   * Beware of a proxy that strips the body of a DELETE request: the service takes that, too, for every pin, and answers
   * with a success. If you cannot rule one out, pass `verify: true`: that reads the pins before and after, and throws
   * VerificationError, with what is lost, if others than these are gone.
   *
   * @remarks deletePinnedMessages: `DELETE /chats/{CHAT_ID}/pin-messages`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.DELETE; may be repeated: the state is the same after it; at most 25 message_ids in one call; codes operation_not_allowed, operation_failed.
   * @example
   * assertComplete(await pins.remove(chatId, [messageId]));
   */
  async remove(chatId: string, messageIds: readonly string[], options?: RemoveOptions): Promise<BatchResult> {
    if (!Array.isArray(messageIds) || messageIds.length === 0) {
      throw new InputError(
        'pins.remove needs a list of at least one message id; with none the service removes every pin. To do that, call pins.clear(chatId).',
      );
    }
    const path = { CHAT_ID: chatId };
    // One id comes in three forms. What is no id is refused where it would be sent.
    const ids = [...new Map(messageIds.map((id) => [plainId(id) ?? id, id])).values()];
    const remove = (): Promise<BatchResult> =>
      runBatch(
        operations.deletePinnedMessages,
        ids,
        (message_ids) => this.#call('deletePinnedMessages', { path, body: { message_ids } }, options),
        options,
      );
    return options?.verify ? verifyRemoval(this.list(chatId, {}, options), ids, remove) : remove();
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

/** The service has been seen to leave things out: a pin without an id is like no other. */
function plainId(id: unknown): string | undefined {
  return typeof id === 'string' ? normalizeMessageId(id) : undefined;
}
