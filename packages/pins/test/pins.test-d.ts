import type { ApiCall, ApiError, BatchResult, CliqError, List, Page } from '@cliqkit/core';
import { isApiError } from '@cliqkit/core';
import { describe, expectTypeOf, test } from 'vitest';
import type {
  LostPin,
  PinMove,
  PinnedMessage,
  PinnedMessagesReply,
  Pins,
  RemoveOptions,
} from '../src/index.ts';
import { createPins, VerificationError } from '../src/index.ts';

declare const pins: Pins;
declare const error: unknown;
declare const options: { signal: AbortSignal; deadline: number };
const chat = '1488288613043522033';
const message = '1773894772896_12958180473';

/** The codes that every operation with a query or a body knows beside its own. */
type CommonCode =
  | 'oauthtoken_invalid'
  | 'oauthtoken_scope_invalid'
  | 'request_limit_exceeded'
  | 'rate_limit_exceeded'
  | 'extra_param_found'
  | 'input_pattern_mismatch';
/** And those whose body has keys that must be there. */
type RequiredCode = CommonCode | 'param_missing';

test('createPins', () => {
  expectTypeOf(createPins).returns.toEqualTypeOf<Pins>();
  expectTypeOf(createPins).toBeCallableWith({ dataCenter: 'eu', credentials: { accessToken: 't' } });
  // @ts-expect-error there is no such data centre
  createPins({ dataCenter: 'fr', credentials: { accessToken: 't' } });
  // @ts-expect-error credentials are missing
  createPins({ dataCenter: 'eu' });
});

describe('getPinnedMessages', () => {
  test('calls', () => {
    expectTypeOf(pins.list(chat)).toEqualTypeOf<List<PinnedMessage, PinnedMessagesReply>>();
    expectTypeOf(pins.list).toBeCallableWith(chat, { limit: 20, next_token: 'n', sync_token: 's' }, options);
    expectTypeOf(pins.list(chat).toArray()).resolves.toEqualTypeOf<PinnedMessage[]>();
    expectTypeOf(pins.list(chat).pages()).toEqualTypeOf<
      AsyncGenerator<Page<PinnedMessage, PinnedMessagesReply>, void, undefined>
    >();
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    pins.list(1488288);
    // @ts-expect-error a chat is missing
    pins.list();
    // @ts-expect-error limit is a number
    pins.list(chat, { limit: '20' });
    // @ts-expect-error primary is getPrimary's
    pins.list(chat, { primary: true });
    // @ts-expect-error a deadline is milliseconds
    pins.list(chat, {}, { deadline: '5s' });
    // @ts-expect-error a list has no length before it is read
    pins.list(chat).length;
    for await (const pin of pins.list(chat)) {
      expectTypeOf(pin).toEqualTypeOf<PinnedMessage>();
      // @ts-expect-error a pin has no expiry of its own: it is in pin_information
      pin.expiry_time;
    }
  });
  test('error codes', () => {
    if (isApiError(error, 'getPinnedMessages')) {
      expectTypeOf(error.code).toEqualTypeOf<
        'operation_not_allowed' | 'operation_failed' | CommonCode | undefined
      >();
    }
    // @ts-expect-error a read has no conflict
    if (isApiError(error, 'getPinnedMessages') && error.code === 'client_not_synced') throw error;
  });
});

describe('getPrimaryPinnedMessage', () => {
  test('calls', () => {
    expectTypeOf(pins.getPrimary(chat)).toEqualTypeOf<ApiCall<PinnedMessage>>();
    expectTypeOf(pins.getPrimary(chat, options)).resolves.toEqualTypeOf<PinnedMessage>();
    expectTypeOf(pins.getPrimary(chat).withResponse()).resolves.toEqualTypeOf<{
      data: PinnedMessage;
      response: Response;
    }>();
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    pins.getPrimary(1);
    // @ts-expect-error it takes no query
    pins.getPrimary(chat, { limit: 1 });
    // @ts-expect-error one pin, not a page of them
    (await pins.getPrimary(chat)).data;
  });
  test('error codes', () => {
    if (isApiError(error, 'getPrimaryPinnedMessage')) {
      expectTypeOf(error.code).toEqualTypeOf<
        'operation_not_allowed' | 'operation_failed' | CommonCode | undefined
      >();
    }
    // @ts-expect-error nothing is pinned here
    if (isApiError(error, 'getPrimaryPinnedMessage') && error.code === 'pinned_message_limit_reached')
      throw 0;
  });
});

describe('addPinnedMessage', () => {
  test('calls', () => {
    const minimal = pins.add(chat, { message_id: message, expiry_time: -1, notify: false });
    expectTypeOf(minimal).toEqualTypeOf<ApiCall<PinnedMessage>>();
    expectTypeOf(minimal).resolves.toEqualTypeOf<PinnedMessage>();
    expectTypeOf(pins.add).toBeCallableWith(
      chat,
      { message_id: message, expiry_time: '2026-04-19T19:09:44+05:30', notify: true, primary: true },
      options,
    );
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    pins.add(1, { message_id: message, expiry_time: -1, notify: false });
    // @ts-expect-error a message id is a string
    pins.add(chat, { message_id: 1773894772896, expiry_time: -1, notify: false });
    // @ts-expect-error notify has no default
    pins.add(chat, { message_id: message, expiry_time: -1 });
    // @ts-expect-error neither has expiry_time
    pins.add(chat, { message_id: message, notify: false });
    // @ts-expect-error nor the message
    pins.add(chat, { expiry_time: -1, notify: false });
    // @ts-expect-error notify is a boolean
    pins.add(chat, { message_id: message, expiry_time: -1, notify: 'no' });
    // @ts-expect-error a Date is not one of the forms of a moment
    pins.add(chat, { message_id: message, expiry_time: new Date(), notify: false });
    // @ts-expect-error no such key
    pins.add(chat, { message_id: message, expiry_time: -1, notify: false, silent: true });
    // @ts-expect-error a body is missing
    pins.add(chat);
    // @ts-expect-error is_primary is in pin_information
    (await pins.add(chat, { message_id: message, expiry_time: -1, notify: false })).is_primary;
  });
  test('error codes', () => {
    if (isApiError(error, 'addPinnedMessage')) {
      expectTypeOf(error.code).toEqualTypeOf<
        | 'operation_failed'
        | 'operation_not_allowed'
        | 'pinned_message_limit_reached'
        | 'extra_key_found'
        | RequiredCode
        | undefined
      >();
      if (error.code === 'pinned_message_limit_reached') expectTypeOf(error).toExtend<ApiError>();
    }
    // @ts-expect-error adding knows no last_sync_time
    if (isApiError(error, 'addPinnedMessage') && error.code === 'client_not_synced') throw error;
  });
});

describe('reorderPinnedMessages', () => {
  test('calls', () => {
    expectTypeOf(pins.reorder(chat, { message_id: message })).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(pins.reorder).toBeCallableWith(chat, { message_id: message, pin_above: '1_1' }, options);
    expectTypeOf(pins.reorder).toBeCallableWith(chat, { message_id: message, last_sync_time: 1773927512706 });
    expectTypeOf(pins.reorder).parameter(1).toEqualTypeOf<PinMove>();
    expectTypeOf(pins.reorder).toBeCallableWith(
      chat,
      { message_id: message, pin_above: '1_1', last_sync_time: '2026-03-19T19:08:32+05:30' },
      options,
    );
  });
  test('misuses', () => {
    // @ts-expect-error an id is a string
    pins.reorder(1, { message_id: message });
    // @ts-expect-error which pin is missing
    pins.reorder(chat, {});
    // @ts-expect-error a body is missing
    pins.reorder(chat);
    // @ts-expect-error something has to move
    pins.reorder(chat, { last_sync_time: 1 });
    // @ts-expect-error an id is a string
    pins.reorder(chat, { message_id: 1773894772896 });
    // @ts-expect-error a Date is not one of the forms of a moment
    pins.reorder(chat, { message_id: message, last_sync_time: new Date() });
    // @ts-expect-error no such key, with no sync time either
    pins.reorder(chat, { message_id: message, above: '1_1' });
    // @ts-expect-error the place is in the body
    pins.reorder(chat, message, '1_1');
    // @ts-expect-error a page without a Date header has no sync time: decide what to do then
    pins.reorder(chat, { message_id: message, last_sync_time: undefined });
    // @ts-expect-error an id is a string
    pins.reorder(chat, { message_id: message, pin_above: 2, last_sync_time: 1 });
    // @ts-expect-error no such key
    pins.reorder(chat, { message_id: message, pin_below: '1_1', last_sync_time: 1 });
  });
  test('error codes', () => {
    if (isApiError(error, 'reorderPinnedMessages')) {
      expectTypeOf(error.code).toEqualTypeOf<
        | 'client_not_synced'
        | 'operation_failed'
        | 'operation_not_allowed'
        | 'extra_key_found'
        | RequiredCode
        | undefined
      >();
    }
    // @ts-expect-error a reorder pins nothing
    if (isApiError(error, 'reorderPinnedMessages') && error.code === 'pinned_message_limit_reached') throw 0;
  });
});

describe('deletePinnedMessages', () => {
  test('calls', () => {
    expectTypeOf(pins.remove(chat, [message])).toEqualTypeOf<Promise<BatchResult>>();
    expectTypeOf(pins.remove).toBeCallableWith(chat, [message] as const, options);
    expectTypeOf(pins.remove).toBeCallableWith(chat, [message], { ...options, verify: true });
    expectTypeOf(pins.remove).parameter(2).toEqualTypeOf<RemoveOptions | undefined>();
    expectTypeOf(pins.clear(chat)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(pins.clear).toBeCallableWith(chat, options);
  });
  test('misuses', async () => {
    // @ts-expect-error what to remove is missing: to remove all is clear
    pins.remove(chat);
    // @ts-expect-error one id is a list of one
    pins.remove(chat, message);
    // @ts-expect-error an id is a string
    pins.remove(chat, [1773894772896]);
    // @ts-expect-error an id is a string
    pins.remove(1, [message]);
    // @ts-expect-error a batch is several calls, with no one response
    pins.remove(chat, [message]).withResponse();
    // @ts-expect-error a result has lists, not a count
    (await pins.remove(chat, [message])).count;
    // @ts-expect-error verify is a boolean
    pins.remove(chat, [message], { verify: 'after' });
    // @ts-expect-error no such option
    pins.remove(chat, [message], { dryRun: true });
    // @ts-expect-error that every pin goes is what clear is for
    pins.clear(chat, { verify: true });
    // @ts-expect-error clear takes no list
    pins.clear(chat, [message]);
    // @ts-expect-error an id is a string
    pins.clear(1);
  });
  test('error codes', () => {
    if (isApiError(error, 'deletePinnedMessages')) {
      expectTypeOf(error.code).toEqualTypeOf<
        'operation_not_allowed' | 'operation_failed' | 'extra_key_found' | CommonCode | undefined
      >();
    }
    // @ts-expect-error a removal has no conflict
    if (isApiError(error, 'deletePinnedMessages') && error.code === 'client_not_synced') throw error;
    // @ts-expect-error no such operation
    isApiError(error, 'removePinnedMessages');
  });
  test('a verification that fails', () => {
    if (!(error instanceof VerificationError)) return;
    expectTypeOf(error).toExtend<CliqError>();
    expectTypeOf(error.result).toEqualTypeOf<BatchResult>();
    expectTypeOf(error.lost).toEqualTypeOf<readonly LostPin[] | undefined>();
    // @ts-expect-error nothing is lost as far as is known, when nobody could look
    error.lost.length;
    // @ts-expect-error what is lost is told, not changed
    error.lost?.push();
    // @ts-expect-error the texts of a chat do not belong in an error
    error.lost?.[0]?.content;
    // @ts-expect-error it is no refusal of the service
    error.status;
  });
});
