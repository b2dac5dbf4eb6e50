import { demo } from '@cliqkit/emulator';
import type { Cliq, FolderMove, PinMove } from 'cliqkit';
import { InputError } from 'cliqkit';
import { describe, expect, test } from 'vitest';
import { rejectionOf } from '../faults/support/failure-of.ts';
import { virtualWorld } from './virtual-world.ts';

const { folders, messages } = demo;
const { chatId } = demo.channels.launch;

describe('a move that cannot be right', () => {
  const wrong: [string, unknown][] = [
    ['nothing', null],
    ['a list', [messages.rollback]],
    ['text', messages.rollback],
    ['a number as the place', { message_id: '1_1', chat_id: '1', pin_above: 2 }],
    ['an empty place', { message_id: '1_1', chat_id: '1', pin_above: '' }],
    ['a cycle', Object.assign({}, { message_id: '1_1' }, cycle())],
    [
      'a getter that throws',
      {
        get pin_above(): string {
          throw new Error('mine');
        },
      },
    ],
    ['a sync time that is null', { message_id: '1_1', chat_id: '1', last_sync_time: null, pin_above: 3 }],
  ];
  const methods: [string, (cliq: Cliq, move: never) => Promise<unknown>][] = [
    ['pins.reorder', (cliq, move) => cliq.pins.reorder(chatId, move)],
    ['folders.reorderChat', (cliq, move) => cliq.folders.reorderChat(folders.people, move)],
    ['folders.reorder', (cliq, move) => cliq.folders.reorder(folders.people, move)],
  ];

  test.each(
    methods.flatMap(([name, call]) => wrong.map(([what, move]) => [name, what, call, move] as const)),
  )('%s refuses %s by the promise, and sends nothing, not even a read', async (_name, _what, call, move) => {
    const { cliq, emulator, run } = await virtualWorld();
    emulator.journal.clear();
    // Plain JavaScript can pass what the types refuse.
    expect(await run(() => rejectionOf(call(cliq, move as never)))).toBeInstanceOf(InputError);
    expect(emulator.journal.entries()).toEqual([]);
  });

  test.each<[string, (cliq: Cliq) => Promise<unknown>]>([
    ['pins.reorder without a message', ({ pins }) => pins.reorder(chatId, {} as PinMove)],
    ['folders.reorderChat without a chat', (cliq) => cliq.folders.reorderChat('1', {} as never)],
    ['folders.reorder of another URL', (cliq) => cliq.folders.reorder('..')],
    ['folders.reorder of no folder', (cliq) => cliq.folders.reorder('', {} as FolderMove)],
    ['folders.reorder of a number', (cliq) => cliq.folders.reorder(4 as never)],
    ['folders.reorderChat of another URL', (cliq) => cliq.folders.reorderChat('..', { chat_id: '1' })],
    ['pins.reorder of another URL', ({ pins }) => pins.reorder('..', { message_id: '1_1' })],
  ])('%s sends nothing', async (_name, call) => {
    const { cliq, emulator, run } = await virtualWorld();
    emulator.journal.clear();
    expect(await run(() => rejectionOf(call(cliq)))).toBeInstanceOf(InputError);
    expect(emulator.journal.entries()).toEqual([]);
  });
});

function cycle(): object {
  const ring: Record<string, unknown> = {};
  ring['self'] = ring;
  return ring;
}
