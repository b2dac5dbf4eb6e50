import { describe, expectTypeOf, test } from 'vitest';
import type {
  AttemptEvent,
  ClientOptions,
  Clock,
  Hooks,
  Logger,
  Middleware,
  memoryBudgets,
  OperationId,
  RefreshEvent,
  RetryClasses,
  RetryEvent,
  WaitEvent,
} from '../src/index.ts';
import { createCliq, systemClock } from '../src/index.ts';

declare const middleware: Middleware;
declare const store: ReturnType<typeof memoryBudgets>;
const needed = { dataCenter: 'eu', credentials: { accessToken: 't' } } as const;

test('everything but the data centre and the credentials can be left out', () => {
  expectTypeOf(createCliq).parameter(0).toEqualTypeOf<ClientOptions>();
  expectTypeOf(createCliq).toBeCallableWith(needed);
  expectTypeOf(createCliq).toBeCallableWith({
    ...needed,
    deadline: 60_000,
    retry: { maxAttempts: 2, classes: { createPinCategory: 'never', pinChat: 'state-setting' } },
    pace: { store, user: '855727961' },
    attemptTimeout: 10_000,
    maxResponseBytes: 1_000_000,
    hooks: { onAttempt() {}, onRetry() {}, onWait() {}, onRefresh() {} },
    logger: console,
    middleware: [middleware],
    fetch: globalThis.fetch,
    clock: systemClock,
    random: () => 0.5,
  });
  expectTypeOf(createCliq).toBeCallableWith({ ...needed, retry: false, pace: false });
  // What is read from an environment may be undefined.
  expectTypeOf(createCliq).toBeCallableWith({
    ...needed,
    retry: undefined,
    pace: undefined,
    hooks: undefined,
  });
});

describe('retry', () => {
  test('misuses', () => {
    // @ts-expect-error retries are on; what could true mean?
    createCliq({ ...needed, retry: true });
    // @ts-expect-error how many is maxAttempts
    createCliq({ ...needed, retry: 3 });
    // @ts-expect-error attempts are counted, not retries
    createCliq({ ...needed, retry: { retries: 3 } });
    // @ts-expect-error a number
    createCliq({ ...needed, retry: { maxAttempts: '3' } });
    // @ts-expect-error the clock is the client's
    createCliq({ ...needed, retry: { clock: systemClock } });
  });

  test('misuses of the classes', () => {
    expectTypeOf<keyof RetryClasses>().toEqualTypeOf<OperationId>();
    // @ts-expect-error no such operation
    createCliq({ ...needed, retry: { classes: { createFolder: 'never' } } });
    // @ts-expect-error a method is not an operation
    createCliq({ ...needed, retry: { classes: { 'folders.create': 'never' } } });
    // @ts-expect-error no such class
    createCliq({ ...needed, retry: { classes: { createPinCategory: 'always' } } });
    // @ts-expect-error a class, not a switch
    createCliq({ ...needed, retry: { classes: { createPinCategory: false } } });
    // @ts-expect-error for each operation its own
    createCliq({ ...needed, retry: { classes: 'never' } });
  });
});

describe('pace', () => {
  test('misuses', () => {
    // @ts-expect-error pacing is on; what could true mean?
    createCliq({ ...needed, pace: true });
    // @ts-expect-error the limits are those of the specs
    createCliq({ ...needed, pace: { limit: 20 } });
    // @ts-expect-error who calls is text
    createCliq({ ...needed, pace: { store, user: 855727961 } });
    // @ts-expect-error a store is an object
    createCliq({ ...needed, pace: { store: 'memory', user: 'ana' } });
    // @ts-expect-error a Map is no store
    createCliq({ ...needed, pace: { store: new Map(), user: 'ana' } });
    // @ts-expect-error the time of an attempt is the client's
    createCliq({ ...needed, pace: { attemptTimeout: 1 } });
  });
});

describe('hooks', () => {
  test('get events', () => {
    expectTypeOf<NonNullable<Hooks['onAttempt']>>().parameter(0).toEqualTypeOf<AttemptEvent>();
    expectTypeOf<NonNullable<Hooks['onRetry']>>().parameter(0).toEqualTypeOf<RetryEvent>();
    expectTypeOf<NonNullable<Hooks['onWait']>>().parameter(0).toEqualTypeOf<WaitEvent>();
    expectTypeOf<NonNullable<Hooks['onRefresh']>>().parameter(0).toEqualTypeOf<RefreshEvent>();
    expectTypeOf<RetryEvent['reason']>().toEqualTypeOf<'token' | 'throttled' | 'failure'>();
    expectTypeOf<WaitEvent['reason']>().toEqualTypeOf<'limit' | 'lock' | 'backoff' | 'store'>();
    expectTypeOf<AttemptEvent['operation']>().toEqualTypeOf<OperationId | undefined>();
    expectTypeOf<WaitEvent['until']>().toEqualTypeOf<Date>();
    // One that takes time is not waited for.
    expectTypeOf(createCliq).toBeCallableWith({ ...needed, hooks: { onWait: async () => undefined } });
  });

  test('misuses', () => {
    // @ts-expect-error no such hook
    createCliq({ ...needed, hooks: { onError() {} } });
    // @ts-expect-error a hook is a function
    createCliq({ ...needed, hooks: { onRetry: true } });
    // @ts-expect-error hooks get one event
    createCliq({ ...needed, hooks: { onRetry: (_event, _attempt) => undefined } });
    // @ts-expect-error the attempt that failed is `attempt`
    createCliq({ ...needed, hooks: { onRetry: ({ attempts }) => attempts } });
    // @ts-expect-error an error may quote a reply: what failed is a summary
    createCliq({ ...needed, hooks: { onAttempt: ({ error }) => error } });
    // @ts-expect-error neither the request nor its headers are told
    createCliq({ ...needed, hooks: { onAttempt: ({ request }) => request } });
    // @ts-expect-error an attempt that passed has no failure
    createCliq({ ...needed, hooks: { onAttempt: ({ failure }) => failure.name } });
    // @ts-expect-error no token is told
    createCliq({ ...needed, hooks: { onRefresh: ({ accessToken }) => accessToken } });
    // @ts-expect-error a backoff has no place in a line
    createCliq({ ...needed, hooks: { onWait: ({ position }) => position.toFixed() } });
    // @ts-expect-error until is a Date, and not milliseconds
    createCliq({ ...needed, hooks: { onWait: ({ until }) => until * 2 } });
    createCliq({
      ...needed,
      // @ts-expect-error no such reason
      hooks: { onWait: ({ reason }) => reason === 'throttled' },
    });
    createCliq({
      ...needed,
      // @ts-expect-error no such operation
      hooks: { onAttempt: ({ operation }) => operation === 'deletePin' },
    });
  });
});

describe('logger', () => {
  test('calls', () => {
    expectTypeOf<Console>().toExtend<Logger>();
    expectTypeOf(createCliq).toBeCallableWith({ ...needed, logger: { warn: (message: string) => message } });
  });
  test('misuses', () => {
    // @ts-expect-error a logger has a method for each level
    createCliq({ ...needed, logger: (message: string) => message });
    // @ts-expect-error messages are text
    createCliq({ ...needed, logger: { warn: (entry: { text: string }) => entry.text } });
    // @ts-expect-error errors are thrown, not logged
    createCliq({ ...needed, logger: { error() {} } });
    // @ts-expect-error no level is set here
    createCliq({ ...needed, logger: 'debug' });
  });
});

describe('clock, dice and middleware', () => {
  test('misuses', () => {
    // @ts-expect-error a clock has two times and timers
    createCliq({ ...needed, clock: Date });
    // @ts-expect-error its timers can be cancelled
    createCliq({ ...needed, clock: { ...systemClock, timer: () => undefined } });
    // @ts-expect-error a time is milliseconds
    createCliq({ ...needed, clock: { ...systemClock, wall: () => new Date() } });
    // @ts-expect-error dice are a function
    createCliq({ ...needed, random: 0.5 });
    // @ts-expect-error one middleware is a list of one
    createCliq({ ...needed, middleware });
    // @ts-expect-error a middleware of another kind
    createCliq({ ...needed, middleware: [{ onRequest() {} }] });
    // @ts-expect-error a middleware answers with the reply
    createCliq({ ...needed, middleware: [async () => undefined] });
    expectTypeOf<Clock>().toHaveProperty('mono');
  });
});
