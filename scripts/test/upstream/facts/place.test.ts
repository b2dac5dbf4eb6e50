import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  isInPlace,
  nameInPlace,
  nameOfPlace,
  parentPlace,
  parsePlace,
} from '../../../src/upstream/facts/place.ts';

it('a place is taken apart into head, name, form and steps', () => {
  expect(parsePlace('reply 200.data[].Response Code')).toEqual({
    head: 'reply',
    name: '200',
    media: undefined,
    steps: [{ property: 'data' }, '[]', { property: 'Response Code' }],
  });
  expect(parsePlace('body (multipart/form-data).file')).toMatchObject({
    media: 'multipart/form-data',
    steps: [{ property: 'file' }],
  });
  expect(parsePlace('query "a[b]"{}')).toMatchObject({ head: 'query', name: 'a[b]', steps: ['{}'] });
});

it('any name comes back from a place, and the place from its parent', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, key) => {
      const parameter = `query ${nameInPlace(name)}`;
      const place = `${parameter}.${nameInPlace(key)}[]`;
      expect(parsePlace(place)).toMatchObject({ name, steps: [{ property: key }, '[]'] });
      expect(nameOfPlace(parameter)).toBe(name);
      expect(parentPlace(parentPlace(place) ?? '')).toBe(parameter);
      expect(parentPlace(parameter)).toBeUndefined();
      expect(isInPlace(place, parameter)).toBe(true);
    }),
  );
});

it('a longer name is no place within', () => {
  expect(isInPlace('body.Response Code', 'body.Response')).toBe(false);
  expect(isInPlace('query limits', 'query limit')).toBe(false);
  expect(isInPlace('reply 401 (text/html)', 'reply 401')).toBe(true);
  expect(parentPlace('reply 401 (text/html)')).toBe('reply 401');
});
