import { expectTypeOf, test } from 'vitest';
import type {
  Cliq,
  ErrorCode,
  Folder,
  Folders,
  OperationId,
  PinnedMessage,
  Pins,
  Threads,
} from '../src/index.ts';
import { createCliq, isApiError, isCliqError, operations } from '../src/index.ts';

declare const cliq: Cliq;
declare const pins: Pins;
declare const error: unknown;
declare const id: OperationId;
const credentials = { accessToken: 't' };

test('createCliq', () => {
  expectTypeOf(createCliq).returns.toEqualTypeOf<Cliq>();
  expectTypeOf(createCliq).toBeCallableWith({ dataCenter: 'eu', credentials });
  expectTypeOf(createCliq).toBeCallableWith({
    dataCenter: { api: 'http://localhost:1/api/v3', accounts: 'http://localhost:1' },
    credentials: { accessToken: async () => 't' },
    deadline: 60_000,
  });
  expectTypeOf(cliq).toEqualTypeOf<{
    readonly pins: Pins;
    readonly folders: Folders;
    readonly threads: Threads;
    close(): void;
  }>();
  // @ts-expect-error there is no such data centre
  createCliq({ dataCenter: 'fr', credentials });
  // @ts-expect-error the data centre is missing
  createCliq({ credentials });
  // @ts-expect-error credentials are missing
  createCliq({ dataCenter: 'eu' });
  // @ts-expect-error a token is text
  createCliq({ dataCenter: 'eu', credentials: { accessToken: 1 } });
  // @ts-expect-error hosts need the accounts server
  createCliq({ dataCenter: { api: 'http://localhost:1/api/v3' }, credentials });
  // @ts-expect-error no such option
  createCliq({ dataCenter: 'eu', credentials, timeout: 1 });
});

test('the modules of the result', () => {
  expectTypeOf(cliq.pins.getPrimary('1')).resolves.toEqualTypeOf<PinnedMessage>();
  expectTypeOf(cliq.folders.list().toArray()).resolves.toEqualTypeOf<Folder[]>();
  // @ts-expect-error no such module
  cliq.channels;
  // @ts-expect-error a module is not replaced
  cliq.pins = pins;
  // @ts-expect-error the client itself is not handed out
  cliq.client;
  // @ts-expect-error there is nothing to wait for
  cliq.close().then();
  // @ts-expect-error all calls are ended, whatever the reason
  cliq.close('done');
});

test('errors and descriptors', () => {
  expectTypeOf(operations[id].limit).toExtend<number>();
  // @ts-expect-error no such operation
  operations['deletePin'];
  // @ts-expect-error no such operation
  isApiError(error, 'deletePin');
  if (isCliqError(error)) expectTypeOf(error.outcome).toEqualTypeOf<'notApplied' | 'unknown'>();
  if (isApiError(error)) expectTypeOf(error.code).toEqualTypeOf<ErrorCode | undefined>();
  // @ts-expect-error no operation knows this code
  if (isApiError(error) && error.code === 'no_such_code') throw error;
  // @ts-expect-error not known to be one of ours
  error.outcome;
});
