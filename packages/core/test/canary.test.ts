import { describe, expect, it } from 'vitest';
import { canaries, leaksIn, leaksOf } from './canary.ts';

const secret = canaries.refreshToken;
const written: [encoding: string, text: string][] = [
  ['raw', secret],
  ['raw', secret.slice(10, 30)],
  ['URL-encoded', encodeURIComponent(secret)],
  ['URL-encoded', new URLSearchParams({ token: secret }).toString()],
  ['base64', Buffer.from(secret).toString('base64')],
  ['base64', Buffer.from(`x:${secret}:y`).toString('base64')],
  ['base64', Buffer.from(`xy:${secret}`).toString('base64url')],
  ['base64', btoa(`xyz:${secret}`)],
  ['hex', Buffer.from(secret).toString('hex')],
  ['hex', Buffer.from(secret.slice(8, 40)).toString('hex')],
  ['JSON-escaped', JSON.stringify({ secret })],
  ['JSON-escaped', JSON.stringify({ body: JSON.stringify({ secret }) })],
];

describe('the canary scanner', () => {
  it.each(written)('finds a secret that is %s: %s', (encoding, text) => {
    expect(leaksIn(`before ${text} after`)).toContain(`refreshToken, ${encoding}`);
  });

  it.each<[sink: string, value: unknown]>([
    ['message', new Error(secret)],
    ['stack', new Error(secret)],
    ['string of a cause', new Error('outer', { cause: new Error('inner', { cause: new Error(secret) }) })],
    ['inspect', Object.assign(new Error('outer'), { request: { headers: new Headers({ a: secret }) } })],
    ['inspect', Object.defineProperty(new Error('outer'), 'hidden', { value: { secret } })],
    ['inspect', new Map([[{}, new Set([secret])]])],
    ['inspect of a getter', Object.defineProperty({}, 'token', { enumerable: true, get: () => secret })],
    ['a log line', { token: secret }],
    ['own properties', { [Symbol('token')]: secret }],
    ['JSON.stringify', { toJSON: () => secret }],
    ['JSON of all properties', Object.defineProperty({}, 'hidden', { value: secret })],
    ['String', { toString: () => secret }],
    ['structuredClone', new Error('outer', { cause: { secret } })],
  ])('looks into what %s makes of a value', (sink, value) => {
    expect(leaksOf(value).filter((leak) => leak.endsWith(`in ${sink}`))).not.toEqual([]);
  });

  it.each<[what: string, value: unknown]>([
    ['an error without one', new Error('outer', { cause: new TypeError('fetch failed') })],
    ['an error that is its own cause', circular()],
    ['nothing', undefined],
    ['a value that nothing can be made of', unspeakable()],
  ])('finds nothing in %s', (_what, value) => {
    expect(leaksOf(value)).toEqual([]);
  });
});

function circular(): Error {
  const error = new Error('round');
  error.cause = error;
  return error;
}

function unspeakable(): unknown {
  const fail = (): never => {
    throw new Error('no');
  };
  return new Proxy({}, { get: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail });
}
