import { describe, expect, test } from 'vitest';
import type { Seed } from '../../src/index.ts';
import { defaultQuirks, demo, demoSeed, emptySeed } from '../../src/index.ts';
import { buildWorkspace } from '../../src/state/build-workspace.ts';
import { describeChat } from '../../src/state/describe-chat.ts';
import { describeWorkspace } from '../../src/state/describe-workspace.ts';
import type { Workspace } from '../../src/state/workspace.ts';
import { start } from '../session.ts';

const { ana, ben, emi, farid } = demo.users;
const launch = demo.channels.launch.chatId;
const namesOf = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);

function chatOf(
  workspace: Workspace,
  userId: string,
  chatId: string,
  now = start,
  primaryRemoved: 'none' | 'promote' = 'none',
) {
  const view = describeChat(workspace, userId, chatId, now, { ...defaultQuirks, primaryRemoved });
  if (view === undefined) throw new Error(`${userId} does not see ${chatId}`);
  return view;
}

describe('the side bar', () => {
  const workspace = buildWorkspace(demoSeed);

  test('shows the pins, the folders in their order with their chats, and the chats that are in none', () => {
    const { user, pins, folders, chats } = describeWorkspace(workspace, ana);
    expect(user).toEqual({ id: ana, name: 'Ana Duarte' });
    expect(pins).toEqual([{ id: demo.group.offsite, name: 'Offsite in May', type: 'group_chat' }]);
    expect(folders.map(({ chats: inside, ...folder }) => [folder, namesOf(inside)])).toEqual([
      [
        { id: demo.folders.launch, title: 'Launch', symbol: ':rocket:', state: 'expanded' },
        ['#launch', 'Release Bot'],
      ],
      [
        { id: demo.folders.people, title: 'People', symbol: '', state: 'collapsed' },
        ['Ben Okafor', 'Chloe Lindqvist'],
      ],
    ]);
    expect(namesOf(chats)).toEqual(['#announcements', '#partners', 'Dev Raman']);
  });

  test('shows each user their own', () => {
    expect(namesOf(describeWorkspace(workspace, ben).pins)).toEqual(['Ana Duarte']);
    expect(describeWorkspace(workspace, farid)).toMatchObject({ pins: [], folders: [] });
    expect(namesOf(describeWorkspace(workspace, farid).chats)).toEqual(['#announcements', '#payroll']);
    expect(describeWorkspace(workspace, 'nobody')).toEqual({
      user: { id: 'nobody', name: '' },
      pins: [],
      folders: [],
      chats: [],
    });
  });

  test('shows a pinned thread, and no other', () => {
    const shelves = [{ userId: emi, chatIds: [demo.threads.contract], folders: [] }];
    const { pins, chats } = describeWorkspace(buildWorkspace({ ...demoSeed, shelves }), emi);
    expect(pins).toEqual([{ id: demo.threads.contract, name: 'Reseller contract', type: 'thread' }]);
    expect(chats.some(({ type }) => type === 'thread')).toBe(false);
  });

  test('shows 500 chats in no folder at most', () => {
    const chats: Seed['chats'] = Array.from({ length: 501 }, (_, index) => ({
      id: `c${index}`,
      type: 'group_chat',
      members: [ana],
      messages: [],
    }));
    const view = describeWorkspace(buildWorkspace({ ...emptySeed, users: demoSeed.users, chats }), ana);
    expect(view.chats).toHaveLength(500);
    expect(view.chats[0]?.name).toBe('');
  });

  test('leaves the workspace as it is', () => {
    describeWorkspace(workspace, farid);
    expect([...workspace.shelves.keys()]).toEqual([ana, ben]);
  });
});

describe('a chat', () => {
  test('shows its members, messages, threads, and its pins with the primary one on top', () => {
    const workspace = buildWorkspace(demoSeed);
    const board = workspace.chats.get(launch)?.board;
    if (board === undefined) throw new Error('no board');
    board.primary = board.pins[1];
    const { members, pins, messages, threads, ...rest } = chatOf(workspace, ana, launch);
    expect(rest).toEqual({ id: launch, name: '#launch', type: 'channel' });
    expect(members).toEqual(['Ana Duarte', 'Ben Okafor', 'Chloe Lindqvist', 'Dev Raman']);
    expect(pins).toEqual([
      {
        message: {
          id: demo.messages.rollback,
          sender: { id: ana, name: 'Ana Duarte' },
          text: 'Roll-back steps are in the runbook, {@855727962} knows the rest.',
          time: 1_791_011_220_250,
        },
        primary: true,
        expiresAt: null,
        creator: 'Ben Okafor',
      },
      expect.objectContaining({ primary: false, creator: 'Ana Duarte' }),
    ]);
    expect(messages).toHaveLength(7);
    expect(messages[6]?.sender).toEqual({ id: demo.bot.id, name: 'Release Bot' });
    expect(threads).toEqual([
      {
        id: demo.threads.rollback,
        title: 'Roll-back steps',
        state: 'open',
        followers: ['Ana Duarte', 'Ben Okafor'],
        messageCount: 2,
        lastMessage: expect.objectContaining({ text: 'Updated the runbook.' }),
      },
    ]);
  });

  test('that is a thread shows its parent, its state and who follows it, bots as well', () => {
    const workspace = buildWorkspace(demoSeed);
    workspace.threads.get(demo.threads.rollback)?.followers.add(demo.bot.id);
    const view = chatOf(workspace, ben, demo.threads.rollback);
    expect(view).toMatchObject({
      type: 'thread',
      name: 'Roll-back steps',
      parent: { id: launch, name: '#launch', type: 'channel' },
      state: 'open',
      followers: ['Ana Duarte', 'Ben Okafor', 'Release Bot'],
      threads: [],
    });
  });

  test('does not show pins that have ended, nor remove them', () => {
    const workspace = buildWorkspace(demoSeed);
    const board = workspace.chats.get(launch)?.board;
    const [first] = board?.pins ?? [];
    if (board === undefined || first === undefined) throw new Error('no pin');
    first.expiresAt = start;
    expect(chatOf(workspace, ana, launch, start - 1).pins.map(({ expiresAt }) => expiresAt)).toEqual([
      start,
      null,
    ]);
    expect(chatOf(workspace, ana, launch, start).pins.map(({ primary }) => primary)).toEqual([false]);
    expect(chatOf(workspace, ana, launch, start, 'promote').pins.map(({ primary }) => primary)).toEqual([
      true,
    ]);
    expect(board.pins).toHaveLength(2);
    expect(board.primary).toBe(first);
  });

  test('is not there for those who are not in it', () => {
    const workspace = buildWorkspace(demoSeed);
    expect(describeChat(workspace, ana, demo.channels.payroll.chatId, start, defaultQuirks)).toBeUndefined();
    expect(describeChat(workspace, ana, 'nothing', start, defaultQuirks)).toBeUndefined();
  });

  test('shows the latest 50 messages, and 200 members', () => {
    const users = Array.from({ length: 201 }, (_, index) => ({
      id: String(index + 1),
      name: `U${index}`,
      email: 'a@b',
    }));
    const messages = Array.from({ length: 51 }, (_, index) => ({
      id: `${index}_1`,
      senderId: '1',
      text: '',
    }));
    const chats: Seed['chats'] = [
      { id: 'c', type: 'group_chat', members: users.map(({ id }) => id), messages },
    ];
    const view = chatOf(
      buildWorkspace({ name: 'x', users, bots: [], chats, threads: [], shelves: [] }),
      '1',
      'c',
    );
    expect([view.messages.length, view.messages[0]?.id, view.members.length]).toEqual([50, '1_1', 200]);
    expect(view.name).toBe('U1');
  });
});
