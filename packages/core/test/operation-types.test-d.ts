import { operations as pinOperations } from '@cliqkit/types/pins';
import { describe, expectTypeOf, it } from 'vitest';
import type {
  AccessTokenSource,
  Call,
  CliqRequest,
  Middleware,
  OperationInput,
  OperationOutput,
  Outcome,
} from '../src/index.ts';
import { ApiError, compose, createClient, isApiError, isCliqError, receive } from '../src/index.ts';

declare const thrown: unknown;
const client = createClient({ dataCenter: 'eu', credentials: { accessToken: () => 'token' } });
const pins = client.module(pinOperations);
const path = { CHAT_ID: '1' };

describe('the input of an operation', () => {
  it('has its ids, its query and its body', () => {
    expectTypeOf<OperationInput<'getPinnedMessages'>['path']>().toEqualTypeOf<{ CHAT_ID: string }>();
    expectTypeOf<OperationInput<'reorderCategory'>['path']>().toEqualTypeOf<{ CATEGORY_ID2: string }>();
    expectTypeOf<OperationInput<'muteThread'>['body']>().toEqualTypeOf<never | undefined>();
    expectTypeOf<OperationInput<'sendMessageToThread'>['body']>()
      .toHaveProperty('text')
      .toEqualTypeOf<string>();
    expectTypeOf<OperationInput<'removeChatsAcrossCategories'>>().toHaveProperty('query');
  });

  it('must be whole', () => {
    pins('getPinnedMessages', { path });
    pins('getPinnedMessages', { path, query: { limit: 5 } }, { signal: AbortSignal.timeout(1), deadline: 5 });
    pins('deletePinnedMessages', { path });
    // @ts-expect-error No ids.
    pins('getPinnedMessages', {});
    // @ts-expect-error An id is a string.
    pins('getPinnedMessages', { path: { CHAT_ID: 1 } });
    // @ts-expect-error It has no such parameter.
    pins('getPinnedMessages', { path, query: { page: 1 } });
    // @ts-expect-error It has no body.
    pins('getPinnedMessages', { path, body: {} });
    // @ts-expect-error It has a body.
    pins('addPinnedMessage', { path });
    // @ts-expect-error Not all of its keys.
    pins('addPinnedMessage', { path, body: { message_id: '1' } });
    // @ts-expect-error It belongs to another module.
    pins('muteThread', { path: { THREAD_CHAT_ID: '1' } });
    // @ts-expect-error There is no such option.
    pins('getPinnedMessages', { path }, { timeout: 5 });
  });

  it('is that of the alias', () => {
    const body: OperationInput<'bulkUpdateChatsInCategory'>['body'] = { chat_ids: ['1'], last_sync_time: 1 };
    expectTypeOf(body.chat_ids).toEqualTypeOf<string[]>();
    const mixed: OperationInput<'bulkUpdateChatsInCategory'>['body'] = {
      // @ts-expect-error A title belongs to updatePinCategory.
      title: 'Work',
      chat_ids: ['1'],
      last_sync_time: 1,
    };
    expectTypeOf(mixed).not.toBeAny();
  });
});

describe('the output of an operation', () => {
  it('is its JSON, nothing, or either', () => {
    expectTypeOf<OperationOutput<'muteThread'>>().toEqualTypeOf<undefined>();
    expectTypeOf<OperationOutput<'getPinnedMessages'>['data']>().toBeArray();
    expectTypeOf<OperationOutput<'getPrimaryPinnedMessage'>['data']>().not.toBeArray();
    expectTypeOf<undefined>().toExtend<OperationOutput<'sendMessageToThread'>>();
    expectTypeOf<OperationOutput<'sendMessageToThread'>>().not.toEqualTypeOf<undefined>();
  });

  it('comes alone or with the response', () => {
    expectTypeOf(pins('getPinnedMessages', { path })).resolves.toEqualTypeOf<
      OperationOutput<'getPinnedMessages'>
    >();
    const call = pins('getPinnedMessages', { path });
    expectTypeOf(call.withResponse()).resolves.toEqualTypeOf<{
      data: OperationOutput<'getPinnedMessages'>;
      response: Response;
    }>();
  });
});

describe('an error', () => {
  it('is narrowed to its codes', () => {
    if (isApiError(thrown, 'addPinnedMessage')) {
      expectTypeOf(thrown.code).not.toEqualTypeOf<string | undefined>();
      expectTypeOf<'pinned_message_limit_reached'>().toExtend<typeof thrown.code>();
      expectTypeOf<'max_folders_error'>().not.toExtend<typeof thrown.code>();
      if (thrown.code === 'pinned_message_limit_reached') expectTypeOf(thrown.status).toBeNumber();
      // @ts-expect-error Not a code of this operation.
      if (thrown.code === 'max_folders_error') return;
    }
    if (isApiError(thrown)) expectTypeOf<'max_folders_error'>().toExtend<typeof thrown.code>();
    if (isCliqError(thrown)) expectTypeOf(thrown.outcome).toEqualTypeOf<Outcome>();
    expectTypeOf(new ApiError('a', { status: 400 }).code).toEqualTypeOf<string | undefined>();
    // @ts-expect-error There is no such operation.
    isApiError(thrown, 'pinMessage');
    // @ts-expect-error A refusal has a status.
    new ApiError('a', {});
  });
});

describe('a middleware', () => {
  it('gets a request, the call, and what comes next', () => {
    const pass: Middleware = (request, call, next) => {
      expectTypeOf(request).toEqualTypeOf<CliqRequest>();
      expectTypeOf(call).toEqualTypeOf<Call>();
      return next(request.withHeader('x-a', 'b'));
    };
    expectTypeOf(compose(fetch, pass, receive()))
      .parameter(0)
      .toEqualTypeOf<Request | CliqRequest>();
    // @ts-expect-error It has to answer.
    const none: Middleware = () => undefined;
    const change: Middleware = (request, _call, next) => {
      // @ts-expect-error A request cannot be changed in place.
      request.url = '';
      return next(request);
    };
    expectTypeOf([none, change]).toBeArray();
  });

  it('of a token takes a string or a function of one', () => {
    expectTypeOf<() => Promise<string>>().toExtend<AccessTokenSource>();
    // @ts-expect-error No token.
    createClient({ dataCenter: 'eu', credentials: {} });
    // @ts-expect-error No such data centre.
    createClient({ dataCenter: 'mars', credentials: { accessToken: 'a' } });
    // @ts-expect-error Hosts have two parts.
    createClient({ dataCenter: { api: 'https://cliq.test' }, credentials: { accessToken: 'a' } });
  });

  it('go to hosts that may say that they forward to Zoho', () => {
    const credentials = { accessToken: 'a' };
    const own = { api: 'http://localhost:1/api/v3', accounts: 'http://localhost:1' };
    expectTypeOf(createClient).toBeCallableWith({ dataCenter: own, credentials });
    expectTypeOf(createClient).toBeCallableWith({ dataCenter: { ...own, proxy: true }, credentials });
    expectTypeOf(createClient).toBeCallableWith({ dataCenter: { ...own, proxy: undefined }, credentials });
    // @ts-expect-error It is not the URL of a proxy.
    createClient({ dataCenter: { ...own, proxy: 'http://localhost' }, credentials });
    // @ts-expect-error A data centre is no proxy.
    createClient({ dataCenter: 'eu', proxy: true, credentials });
  });
});
