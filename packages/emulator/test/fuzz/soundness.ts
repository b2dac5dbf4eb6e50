import { expect } from 'vitest';
import { read, valueAt } from '../session.ts';
import type { Place } from './fuzz-seed.ts';
import { fuzzSeed, places } from './fuzz-seed.ts';
import type { Player } from './play.ts';

/*
 * What must hold of the state, whatever was called: read through the API alone.
 */

const { users, chats, threads } = fuzzSeed;
const longerThanAnyLock = 3_600_000;

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function all(values: readonly unknown[], ...keys: readonly string[]): readonly unknown[] {
  return values.map((value) => valueAt(value, keys));
}

function expectUnique(values: readonly unknown[], what: string): void {
  expect(new Set(values).size, what).toBe(values.length);
}

type Ask = (userId: string, path: string) => Promise<unknown>;

function asker({ emulator, clock }: Player, place: Place): Ask {
  clock.advance(longerThanAnyLock);
  const tokens = new Map(users.map(({ id }) => [id, emulator.issueToken({ userId: id, expiresInMs: 1e12 })]));
  return async (userId, path) => {
    // So that no limit is reached.
    clock.advance(10_000);
    const headers = { authorization: `Bearer ${tokens.get(userId) ?? ''}` };
    const reply = await read(
      await emulator.fetch(`${emulator.accountsUrl}${place}/api/v3${path}`, { headers }),
    );
    expect([200, 204, 400], `${path}: ${reply.text}`).toContain(reply.status);
    return reply.status === 200 ? reply.body : undefined;
  };
}

/** A chat is in one folder at most; the default folder comes first; folders have ids of their own. */
async function foldersAreSound(ask: Ask): Promise<void> {
  const ids: unknown[] = [];
  for (const { id: userId } of users) {
    const data = list(valueAt(await ask(userId, '/pin-categories?include_fields=chats'), ['data']));
    expect(valueAt(data[0], ['category_id'])).toBe('default');
    ids.push(...all(data.slice(1), 'category_id'));
    const inFolders = data.flatMap((folder) => all(list(valueAt(folder, ['chats'])), 'chat_id'));
    expectUnique(inFolders, `chats in the folders of ${userId}`);
  }
  expect(ids).not.toContain('default');
  expectUnique(ids, 'ids of folders');
}

/** Every pin is listed once, over all pages; one is primary at most; none has ended; ranks and times make sense. */
async function pinsAreSound(ask: Ask, now: () => number): Promise<void> {
  const places = [
    ...chats.map(({ id, members }) => ({ id, member: members[0] })),
    ...threads.map(({ id, parentChatId }) => ({
      id,
      member: chats.find((chat) => chat.id === parentChatId)?.members[0],
    })),
  ];
  for (const { id, member = '' } of places) {
    const path = `/chats/${id}/pin-messages`;
    const pins: unknown[] = [];
    for (let query = '?limit=1'; query !== ''; ) {
      const page = await ask(member, path + query);
      pins.push(...list(valueAt(page, ['data'])));
      const next = valueAt(page, ['next_token']);
      query = typeof next === 'string' ? `?next_token=${next}` : '';
    }
    expectUnique(all(pins, 'id'), `pins of ${id}`);
    const whole = await ask(member, `${path}?limit=1000`);
    expect(all(list(valueAt(whole, ['data'])), 'id')).toEqual(all(pins, 'id'));
    const primary = pins.filter((pin) => valueAt(pin, ['pin_information', 'is_primary']) === true);
    expect(primary.length).toBeLessThanOrEqual(1);
    const asked = valueAt(await ask(member, `${path}?primary=true`), ['data', 'id']);
    expect(asked).toBe(valueAt(primary[0], ['id']));
    for (const pin of pins) {
      const ends = valueAt(pin, ['pin_information', 'expiry_time']);
      if (ends !== -1) expect(Date.parse(String(ends))).toBeGreaterThan(now() - 1000);
      const [created, modified] = ['created_time', 'last_modified_time'].map((key) =>
        Date.parse(String(valueAt(pin, ['pin_information', key]))),
      );
      expect(modified).toBeGreaterThanOrEqual(created ?? Number.NaN);
    }
  }
}

/** The counts of followers agree; nobody both follows and does not; followers take part. */
async function threadsAreSound(ask: Ask): Promise<void> {
  for (const { id, parentChatId } of threads) {
    const parent = chats.find((chat) => chat.id === parentChatId);
    const member = parent?.members[0] ?? '';
    const ids = async (what: string, key: string) =>
      all(list(valueAt(await ask(member, what), [key])), 'user_id');
    const followers = await ids(`/threads/${id}/followers`, 'data');
    const others = await ids(`/threads/${id}/nonfollowers`, 'data');
    const members = await ids(`/chats/${id}/members`, 'members');
    for (const group of [followers, others, members]) expectUnique(group, `people of ${id}`);
    expect(members).toEqual(expect.arrayContaining([...followers]));
    expect(followers.filter((one) => others.includes(one))).toEqual([]);
    expect([...followers, ...others]).toEqual(expect.arrayContaining([...(parent?.members ?? [])]));
    const main = await ask(member, `/threads/${id}/messages/main`);
    expect(valueAt(main, ['thread_information', 'follower_count'])).toBe(followers.length);
    if (parent?.external === true) continue;
    const details = valueAt(await ask(member, `/threads/${id}`), ['data']);
    expect(valueAt(details, ['follower_count'])).toBe(followers.length);
    expect(valueAt(details, ['is_follower'])).toBe(followers.includes(member));
    expect(valueAt(details, ['thread_state'])).toBe(
      valueAt(main, ['thread_state_information', 'thread_state']),
    );
  }
}

export async function expectSound(player: Player): Promise<void> {
  player.emulator.faults.clear();
  for (const place of places) {
    const ask = asker(player, place);
    await foldersAreSound(ask);
    await pinsAreSound(ask, player.clock.wall);
    await threadsAreSound(ask);
  }
}
