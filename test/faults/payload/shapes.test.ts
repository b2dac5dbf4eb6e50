import { demo } from '@cliqkit/emulator';
import type { Cliq, OperationId } from 'cliqkit';
import { describe, expect } from 'vitest';
import { exampleReply } from '../../../packages/cliqkit/test/support/example-reply.ts';
import { fakeFetch, json } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { emulated } from '../support/emulated.ts';
import { failureOf } from '../support/failure-of.ts';

const { chatId } = demo.channels.launch;
const thread = demo.threads.rollback;

/** Every method whose data has fields to lose. */
const methods: [operation: OperationId, run: (cliq: Cliq) => Promise<unknown>][] = [
  ['getPinnedMessages', ({ pins }) => pins.list(chatId).toArray()],
  ['getPrimaryPinnedMessage', ({ pins }) => pins.getPrimary(chatId)],
  ['addPinnedMessage', ({ pins }) => pins.add(chatId, { message_id: '1_2', expiry_time: -1, notify: false })],
  ['getPinCategories', ({ folders }) => folders.list().toArray()],
  ['createPinCategory', ({ folders }) => folders.create({ title: 'Work' })],
  ['pinChat', ({ folders }) => folders.pinChat(chatId)],
  ['unpinChat', ({ folders }) => folders.unpinChat(chatId)],
  ['getThreadDetailsV3', ({ threads }) => threads.get(thread)],
  ['getThreadMainMessage', ({ threads }) => threads.getMainMessage(thread)],
  ['getThreadFollowers', ({ threads }) => threads.followers(thread).toArray()],
  ['getThreadNonFollowers', ({ threads }) => threads.nonFollowers(thread).toArray()],
  ['getThreadMembers', ({ threads }) => threads.members(thread).toArray()],
  ['sendMessageToThread', ({ threads }) => threads.reply(thread, { text: 'a', sync_message: true })],
];

/** What can be at the place of a field. */
const odd: readonly unknown[] = [null, 'brand_new', '', 0, -1, true, [], {}, [null], [[]], { data: null }];

/** A reply again and again, each time with one field changed, missing, or with one more beside it. */
function* mutations(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  for (const key of keys) {
    const field: unknown = Reflect.get(value, key);
    const others = Object.entries(value).filter(([other]) => other !== key);
    const withField = (changed: unknown): unknown =>
      Array.isArray(value)
        ? value.map((item, index) => (String(index) === key ? changed : item))
        : Object.fromEntries([...others, [key, changed]]);
    for (const changed of [...odd, ...mutations(field)]) yield withField(changed);
    if (!Array.isArray(value)) yield Object.fromEntries(others);
  }
  if (!Array.isArray(value)) yield { ...value, brand_new_field: { deep: [1] } };
}

describe('a reply with a field that is null, missing, new, or of another kind', () => {
  carries.each(
    'P07',
    methods,
    'of %s is tolerated or typed, never a bare error',
    async ([operation, run]) => {
      const example = exampleReply(operation);
      let count = 0;
      for (const body of mutations(example.json)) {
        count += 1;
        const failure = await run(cliqOn(fakeFetch(json(body)).fetch)).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (failure === undefined) continue;
        const error = await failureOf(Promise.reject(failure)).catch((bare: unknown) => {
          throw new Error(`${JSON.stringify(body)}: ${String(bare)}`);
        });
        expect(error).toMatchObject({ operation });
      }
      expect(count).toBeGreaterThan(odd.length);
    },
  );

  carries('P07', 'is handed out as it came', async () => {
    const folder = { category_id: '1', title: null, symbol: 7, state: 'floating', brand_new: [1] };
    const { fetch } = fakeFetch(json({ data: [folder] }));
    expect(await cliqOn(fetch).folders.list().toArray()).toEqual([folder]);
  });
});

const expiries: readonly (string | number)[] = [
  -1,
  '2027-01-31T10:00:00+05:30',
  '2027-01-31T04:30:00.000Z',
  1_801_369_800_000,
];

describe('the time at which a pin ends', () => {
  carries.each(
    'P08',
    expiries,
    '(%s) goes out as it was given, and comes back as it was told',
    async (expiry_time) => {
      const told = { data: { id: '1_2', expiry_time } };
      const { fetch, sent } = fakeFetch(json(told));
      const pin = await cliqOn(fetch).pins.add(chatId, { message_id: '1_2', expiry_time, notify: false });
      expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ message_id: '1_2', expiry_time, notify: false });
      expect(pin).toEqual(told.data);
    },
  );

  carries.each('P08', expiries, '(%s) means the same to the service', async (expiry_time) => {
    const { cliq } = await emulated();
    const pin = await cliq.pins.add(chatId, { message_id: demo.messages.freeze, expiry_time, notify: false });
    const [listed] = await cliq.pins.list(chatId).toArray();
    expect(listed).toEqual(pin);
    const ends = pin.pin_information?.expiry_time;
    if (expiry_time === -1) expect(ends).toBe(-1);
    else expect(new Date(ends ?? Number.NaN).getTime()).toBe(new Date(expiry_time).getTime());
  });
});
