import type { ClientOptions } from '@cliqkit/core';
import { Agent, request } from 'undici';
import { describe, expectTypeOf, it } from 'vitest';
import type { UndiciOptions } from '../src/index.ts';
import { undiciFetch } from '../src/index.ts';

describe('undiciFetch', () => {
  it('takes request of undici as it is', () => {
    expectTypeOf(undiciFetch(request)).toEqualTypeOf<typeof globalThis.fetch>();
  });

  it('gives what a client takes', () => {
    expectTypeOf(undiciFetch(request)).toExtend<ClientOptions['fetch']>();
  });

  it('takes a function around it, which can give it a dispatcher', () => {
    undiciFetch((url, options) => {
      expectTypeOf(options).toEqualTypeOf<UndiciOptions>();
      return request(url, { ...options, dispatcher: new Agent() });
    });
  });

  it('takes no fetch', () => {
    // @ts-expect-error A fetch answers with a Response.
    undiciFetch(globalThis.fetch);
  });
});
