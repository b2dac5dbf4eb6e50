import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeMessageId, sameMessageId } from '../src/results/message-id.ts';

const id = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.bigInt({ min: 0n, max: 10n ** 19n }));
const form = fc.constantFrom('_', ' ', '%20');

describe('a message id', () => {
  it('is the same in each of its three forms', () => {
    fc.assert(
      fc.property(id, form, form, ([time, count], a, b) => {
        expect(sameMessageId(`${time}${a}${count}`, `${time}${b}${count}`)).toBe(true);
        expect(normalizeMessageId(`${time}${a}${count}`)).toBe(`${time}_${count}`);
      }),
    );
  });

  it('is not the same as another one, in any form', () => {
    fc.assert(
      fc.property(id, id, form, form, ([time, count], [otherTime, otherCount], a, b) => {
        fc.pre(time !== otherTime || count !== otherCount);
        expect(sameMessageId(`${time}${a}${count}`, `${otherTime}${b}${otherCount}`)).toBe(false);
      }),
    );
  });

  it('normalized twice is normalized once, and no other string changes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = normalizeMessageId(text);
        expect(normalizeMessageId(once)).toBe(once);
        if (!/^\d+( |%20)\d+$/.test(text)) expect(once).toBe(text);
      }),
    );
  });

  it.each(['1_2 ', ' 1_2', '1+2', '1%252', '1  2', 'a 2', '1 b', '1_2_3', ''])(
    '%j is left as it is',
    (text) => {
      expect(normalizeMessageId(text)).toBe(text);
    },
  );
});
