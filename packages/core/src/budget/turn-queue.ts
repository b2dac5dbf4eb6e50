/** How many are looked at again, at least. */
const nearby = 128;

/** One who stands in a queue. */
export interface Queued {
  readonly turn: number;
  /** Whether it has left. */
  gone: boolean;
}

/** Some in the order of their turns. To join at the end and to leave from anywhere cost the same however long it is. */
export interface TurnQueue<Member extends Queued> {
  readonly size: number;
  /** Gives whether it is the last one now. */
  add(member: Member): boolean;
  /** One that has left must not leave again. */
  remove(member: Member): void;
  /** The first ones, so many at most; or all. */
  front(most?: number): Member[];
  /**
   * Those to look at again because others have left: the first ones always, one further back each time that about an eighth
   * of those before it has left, so that each who leaves costs little more in a long queue.
   */
  movedUp(): Member[];
}

export function turnQueue<Member extends Queued>(): TurnQueue<Member> {
  /** Those that have left are cleared away when they are the greater part. */
  let members: Member[] = [];
  /** All before it have left. */
  let start = 0;
  let gone = 0;
  let left = 0;
  let leftBefore = 0;

  const front = (most = members.length): Member[] => {
    while (members[start]?.gone) start += 1;
    const found: Member[] = [];
    for (let at = start; at < members.length && found.length < most; at += 1) {
      const member = members[at];
      if (member?.gone === false) found.push(member);
    }
    return found;
  };

  return {
    get size() {
      return members.length - gone;
    },
    add(member) {
      for (; members.at(-1)?.gone; gone -= 1) members.pop();
      const at = members.findLastIndex(({ turn }) => turn < member.turn) + 1;
      members.splice(at, 0, member);
      start = Math.min(start, at);
      return at === members.length - 1;
    },
    remove(member) {
      member.gone = true;
      gone += 1;
      left += 1;
      if (gone * 2 <= members.length) return;
      members = members.filter((each) => !each.gone);
      start = 0;
      gone = 0;
    },
    front,
    movedUp() {
      const passed = 32 - Math.clz32(left ^ leftBefore); // The greatest power of two that the count has passed.
      leftBefore = left;
      return front(Math.max(nearby, 8 * 2 ** passed));
    },
  };
}
