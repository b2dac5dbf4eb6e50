import type { Quirks } from '@cliqkit/emulator';
import { createClock, demo } from '@cliqkit/emulator';
import type { Cliq, OperationId } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { emulated } from '../support/emulated.ts';
import { failureOf } from '../support/failure-of.ts';
import { chatId, messageIds, pinnedChat } from './pinned-chat.ts';

const { channels, direct, folders, group, messages } = demo;
const launch = channels.launch.chatId;
const lost = ['commit-then-reset', 'commit-then-stall', 'commit-then-truncate'] as const;
const forEver = { expiry_time: -1, notify: false } as const;

describe('a delete that is repeated, and fails because the first one worked', () => {
  carries.each('B06', lost, '(%s) may have been made, and says so', async (fault) => {
    const clock = createClock();
    const { emulator, cliq, arrived, commits } = await emulated({ clock });
    emulator.faults.plan('deletePinCategory', fault);
    const error = await clock.run(() => failureOf(cliq.folders.delete(folders.people)));
    expect(error).toMatchObject({ status: 400, outcome: 'unknown', attempts: 2, retryable: false });
    expect(error.message).toContain('may have');
    emulator.faults.assertConsumed();
    expect([arrived('deletePinCategory').length, commits('deletePinCategory')]).toEqual([2, 1]);
  });

  carries.each(
    'B06',
    lost,
    '(%s) puts its items among the unknown ones of a batch, not among the failed',
    async (fault) => {
      const { clock, emulator, cliq, commits, pinned } = await pinnedChat(60);
      emulator.faults.plan('deletePinnedMessages', fault);
      const ids = messageIds(60);
      const result = await clock.run(() => cliq.pins.remove(chatId, ids));
      expect(result.unknown.map(({ id }) => id)).toEqual(ids.slice(0, 25));
      expect(result.unknown[0]?.error).toMatchObject({
        code: 'operation_failed',
        outcome: 'unknown',
        attempts: 2,
      });
      expect([result.succeeded, result.failed, result.notAttempted]).toEqual([ids.slice(25), [], []]);
      emulator.faults.assertConsumed();
      expect([commits('deletePinnedMessages'), await pinned()]).toEqual([3, []]);
    },
  );

  carries('B06', 'and would unpin the chats of a folder as well, is not repeated at all', async () => {
    const { emulator, cliq, arrived } = await emulated();
    emulator.faults.plan('deletePinCategory', 'commit-then-reset');
    const error = await failureOf(cliq.folders.delete(folders.people, { unpin_all: true }));
    expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'unknown', attempts: 1 });
    emulator.faults.assertConsumed();
    expect(arrived('deletePinCategory')).toHaveLength(1);
  });
});

type Refusal = [
  code: string,
  operation: OperationId,
  run: (cliq: Cliq) => PromiseLike<unknown>,
  quirks?: Partial<Quirks>,
];

const refusals: Refusal[] = [
  [
    'max_folders_error',
    'createPinCategory',
    (cliq) => cliq.folders.create({ title: 'One more' }),
    { maxFolders: 2 },
  ],
  [
    'max_pins_error',
    'createPinCategory',
    (cliq) => cliq.folders.create({ title: 'Full', chat_ids: [direct.dev, group.offsite] }),
    { maxPinsPerFolder: 1 },
  ],
  [
    'max_pins_error',
    'pinChat',
    (cliq) => cliq.folders.pinChat(direct.dev, { category_id: folders.people }),
    { maxPinsPerFolder: 2 },
  ],
  [
    'pinned_message_limit_reached',
    'addPinnedMessage',
    (cliq) => cliq.pins.add(launch, { message_id: messages.freeze, ...forEver }),
    { maxPinnedMessages: 2 },
  ],
  ['chat_access_denied', 'pinChat', (cliq) => cliq.folders.pinChat(channels.payroll.chatId)],
  ['chat_access_denied', 'unpinChat', (cliq) => cliq.folders.unpinChat(channels.payroll.chatId)],
  [
    'operation_not_allowed',
    'createPinCategory',
    (cliq) => cliq.folders.create({ title: 'Pay', chat_ids: [channels.payroll.chatId] }),
  ],
  ['operation_not_allowed', 'getPinnedMessages', (cliq) => cliq.pins.list(channels.payroll.chatId).toArray()],
  [
    'operation_not_allowed',
    'addPinnedMessage',
    (cliq) => cliq.pins.add(channels.payroll.chatId, { message_id: messages.payslips, ...forEver }),
  ],
  ['operation_not_allowed', 'deletePinnedMessages', (cliq) => cliq.pins.clear(channels.payroll.chatId)],
];

describe('a refusal that no repetition cures', () => {
  carries.each(
    'B07',
    refusals,
    '(%s of %s) is met once, changes nothing, and says so',
    async ([code, operation, run, quirks]) => {
      const { cliq, arrived, commits } = await emulated({ quirks: quirks ?? {} });
      expect(await failureOf(run(cliq))).toMatchObject({
        code,
        operation,
        outcome: 'notApplied',
        retryable: false,
        attempts: 1,
      });
      expect([arrived(operation).length, commits(operation)]).toEqual([1, 0]);
    },
  );
});
