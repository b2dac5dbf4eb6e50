import type { OperationDescriptor } from '@cliqkit/types';
import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors/input-error.ts';
import { checkBody } from '../src/input/body.ts';
import { errorOf, thrownBy } from './failure-of.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { testClient, untyped } from './test-client.ts';

const withBody = Object.values<OperationDescriptor>(operations).filter(({ body }) => body !== undefined);

/** A body that its operation takes, made from the descriptor. */
function goodBody({ body }: OperationDescriptor): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body?.keys ?? {}).map(([key, { maxItems, minItems, enum: values }]) => [
      key,
      values?.[0] ?? (maxItems !== undefined || minItems !== undefined ? ['1'] : '1'),
    ]),
  );
}

const bounds = withBody.flatMap((operation) =>
  Object.entries(operation.body?.keys ?? {}).map(([key, rule]) => ({
    id: operation.id,
    operation,
    key,
    rule,
  })),
);

describe('a body', () => {
  it.each(withBody)('of $id that has all its keys is taken', (operation) => {
    checkBody(operation, goodBody(operation));
  });

  it.each(withBody)('of $id with a key that no spec knows is taken: the service may know it', (operation) => {
    const body = { ...goodBody(operation), brand_new: { any: 1 }, __proto__: null, constructor: 'x' };
    checkBody(operation, body);
  });

  it.each(withBody)('of $id that is no object is refused', (operation) => {
    for (const body of [null, 'text', 1, true, [], [{}]]) {
      expect(thrownBy(InputError, () => checkBody(operation, body)).message).toContain(
        `${operation.id}: the body must be an object`,
      );
    }
  });

  it.each(withBody)('of $id may be left out only where the spec says so', (operation) => {
    if (operation.body?.optional) checkBody(operation, undefined);
    else thrownBy(InputError, () => checkBody(operation, undefined));
  });

  it.each(
    withBody.flatMap((operation) =>
      (operation.body?.required ?? []).map((key) => ({ id: operation.id, operation, key })),
    ),
  )('of $id needs $key', ({ operation, key }) => {
    for (const value of [undefined, 'absent']) {
      const { [key]: _without, ...rest } = goodBody(operation);
      const body = value === undefined ? { ...rest, [key]: undefined } : rest;
      expect(thrownBy(InputError, () => checkBody(operation, body)).message).toContain(`needs ${key}`);
    }
  });

  it.each(bounds.filter(({ rule }) => rule.maxLength !== undefined))(
    'of $id has at most $rule.maxLength characters of $key, emoji being one each',
    ({ operation, key, rule }) => {
      const most = rule.maxLength ?? 0;
      for (const unit of ['a', '🎉']) {
        for (const length of [most - 1, most])
          checkBody(operation, { ...goodBody(operation), [key]: unit.repeat(length) });
        const { message } = thrownBy(InputError, () =>
          checkBody(operation, { ...goodBody(operation), [key]: unit.repeat(most + 1) }),
        );
        expect(message).toContain(`${key} has ${most + 1} characters; at most ${most}`);
      }
    },
  );

  it.each(bounds.filter(({ rule }) => rule.minLength !== undefined))(
    'of $id has no empty $key',
    ({ operation, key }) => {
      expect(
        thrownBy(InputError, () => checkBody(operation, { ...goodBody(operation), [key]: '' })).message,
      ).toContain(`${key} is empty`);
      checkBody(operation, { ...goodBody(operation), [key]: 'x' });
    },
  );

  it.each(bounds.filter(({ rule }) => rule.maxItems !== undefined))(
    'of $id has at most $rule.maxItems items of $key',
    ({ operation, key, rule }) => {
      const most = rule.maxItems ?? 0;
      const items = (count: number) => ({
        ...goodBody(operation),
        [key]: Array.from({ length: count }, (_none, index) => String(index)),
      });
      for (const count of [0, most - 1, most]) checkBody(operation, items(count));
      expect(thrownBy(InputError, () => checkBody(operation, items(most + 1))).message).toContain(
        `${key} has ${most + 1} items; at most ${most} in one call`,
      );
    },
  );

  it.each(bounds.filter(({ rule }) => rule.minItems !== undefined))(
    'of $id has at least one of $key',
    ({ operation, key }) => {
      expect(
        thrownBy(InputError, () => checkBody(operation, { ...goodBody(operation), [key]: [] })).message,
      ).toContain(`${key} is empty`);
    },
  );

  it.each(bounds.filter(({ rule }) => rule.maxItems !== undefined || rule.minItems !== undefined))(
    'of $id has ids in $key, which are strings',
    ({ operation, key }) => {
      for (const item of [1, null, '', {}, ['1']]) {
        expect(
          thrownBy(InputError, () => checkBody(operation, { ...goodBody(operation), [key]: ['1', item] }))
            .message,
        ).toContain('ids, which are strings');
      }
    },
  );

  it.each(bounds.filter(({ rule }) => rule.enum !== undefined))(
    'of $id takes one of the known values of $key',
    ({ operation, key, rule }) => {
      for (const value of rule.enum ?? []) checkBody(operation, { ...goodBody(operation), [key]: value });
      expect(
        thrownBy(InputError, () => checkBody(operation, { ...goodBody(operation), [key]: 'other' })).message,
      ).toContain(`${key} must be one of ${rule.enum?.join(', ')}`);
    },
  );

  it('that changes nothing is refused', () => {
    expect(thrownBy(InputError, () => checkBody(operations.updatePinCategory, {})).message).toContain(
      'at least one of title, symbol, state',
    );
    checkBody(operations.updatePinCategory, { title: 'Work' });
  });

  it('of an operation that has none is not looked at', () => {
    checkBody(operations.muteThread, 'anything');
  });
});

describe('a body on its way out', () => {
  const cyclic: Record<string, unknown> = { title: 'Work' };
  cyclic['self'] = cyclic;

  it.each<[string, unknown]>([
    ['a cycle', cyclic],
    ['a bigint', { title: 1n }],
    [
      'a getter that throws',
      {
        get title() {
          throw new Error('boom');
        },
      },
    ],
    [
      'a toJSON that throws',
      {
        toJSON: () => {
          throw new Error('boom');
        },
      },
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('boom');
          },
        },
      ),
    ],
  ])('with %s is refused unsent, without what it threw', async (_what, body) => {
    const { fetch, sent } = fakeFetch(empty());
    const error = await errorOf(
      InputError,
      testClient({ fetch }).folders('updatePinCategory', {
        path: { CATEGORY_ID: '1' },
        body: untyped<never>(body),
      }),
    );
    expect(error.message).toContain('updatePinCategory: the body cannot be written as JSON');
    expect(error.cause).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a function', () => undefined],
    ['a symbol', Symbol('body')],
    ['a toJSON that gives nothing', { message_ids: ['1_2'], toJSON: () => undefined }],
    ['a text', '{"message_ids":[]}'],
    ['null', null],
  ])('that is %s is refused: as no body it would delete every pin', async (_what, body) => {
    const { fetch, sent } = fakeFetch(empty());
    await errorOf(
      InputError,
      testClient({ fetch }).pins('deletePinnedMessages', {
        path: { CHAT_ID: '1' },
        body: untyped<never>(body),
      }),
    );
    expect(sent).toEqual([]);
  });

  it('is checked as it is sent, after toJSON', async () => {
    const { fetch, sent } = fakeFetch(empty());
    const { folders } = testClient({ fetch });
    const path = { CATEGORY_ID: '1' };
    await folders('updatePinCategory', {
      path,
      body: untyped<never>({ other: 1, toJSON: () => ({ title: 'Work' }) }),
    });
    expect(sent[0]?.body).toBe('{"title":"Work"}');
    await errorOf(
      InputError,
      folders('updatePinCategory', {
        path,
        body: untyped<never>({ title: 'Work', toJSON: () => ({ title: '' }) }),
      }),
    );
    expect(sent).toHaveLength(1);
  });

  it('is what it was when the call was made', async () => {
    const { fetch, sent } = fakeFetch(empty());
    const ids = ['1_2'];
    const body = { message_ids: ids };
    const path = { CHAT_ID: '1' };
    const input = { path, body };
    const call = testClient({ fetch }).pins('deletePinnedMessages', input);
    ids.length = 0;
    body.message_ids = [];
    path.CHAT_ID = '2';
    input.path = { CHAT_ID: '3' };
    await call;
    expect(sent).toMatchObject([
      { body: '{"message_ids":["1_2"]}', url: 'https://cliq.test/api/v3/chats/1/pin-messages' },
    ]);
  });

  it('leaves out what is undefined, and keeps what is null', async () => {
    const { fetch, sent } = fakeFetch(json({ data: {} }));
    await testClient({ fetch }).folders('createPinCategory', {
      body: untyped<never>({ title: 'Work', symbol: undefined, extra: null }),
    });
    expect(sent[0]?.body).toBe('{"title":"Work","extra":null}');
  });

  it.each([
    ['a string for a list', { title: 'Work', chat_ids: '123' }, 'chat_ids must be a list of ids'],
    ['a list for a string', { title: ['Work'] }, 'title must be a string'],
  ])('with %s is refused in the name of its operation', async (_what, body, problem) => {
    const { fetch, sent } = fakeFetch(empty());
    const call = testClient({ fetch }).folders('createPinCategory', { body: untyped<never>(body) });
    const error = await errorOf(InputError, call);
    expect(error.message).toContain(problem);
    expect(error.operation).toBe('createPinCategory');
    expect(sent).toEqual([]);
  });
});
