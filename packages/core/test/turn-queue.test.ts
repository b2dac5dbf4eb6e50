import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Queued } from '../src/budget/turn-queue.ts';
import { turnQueue } from '../src/budget/turn-queue.ts';
import { many } from './paced-client.ts';

const queued = (turn: number): Queued => ({ turn, gone: false });

describe('a queue by turns', () => {
  it('has those who have joined and not left, by their turns, whoever joins and leaves when', () => {
    const step = fc.oneof(
      fc.record({ joins: fc.nat(40) }),
      fc.record({ leaves: fc.nat(60) }),
      fc.record({ first: fc.nat(9) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = turnQueue<Queued>();
        let present: Queued[] = [];
        for (const next of steps) {
          if ('joins' in next) {
            const member = queued(next.joins);
            const behind = present.filter(({ turn }) => turn < member.turn);
            const isLast = behind.length === present.length;
            present = [...behind, member, ...present.slice(behind.length)];
            expect(queue.add(member)).toBe(isLast);
          } else if ('leaves' in next) {
            const member = present[next.leaves];
            present = present.filter((each) => each !== member);
            if (member) queue.remove(member);
          } else expect(queue.front(next.first)).toEqual(present.slice(0, next.first));
          expect(queue.size).toBe(present.length);
          expect(queue.front()).toEqual(present);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('looks at each again before it has moved up by an eighth, and at no more than some hundred for each that leaves', () => {
    const queue = turnQueue<Queued>();
    const members = many(4096, queued);
    for (const member of members) queue.add(member);
    const placeSeen = new Map(members.map((member, place) => [member, place]));
    let looks = 0;
    for (const leaver of members) {
      queue.remove(leaver);
      for (const [place, member] of queue.movedUp().entries()) {
        placeSeen.set(member, place);
        looks += 1;
      }
      if (leaver.turn % 64 > 0) continue;
      for (const [place, member] of queue.front().entries()) {
        expect(placeSeen.get(member)).toBeLessThanOrEqual(place * 1.125 + 1);
      }
    }
    expect(looks / members.length).toBeLessThan(400);
  });
});
