import type { SeedMessage } from '../seeds/seed.ts';
import type { PinBoard } from './pin-board.ts';
import type { SavedBoard, SavedPart, SavedWorkspace } from './saved-workspace.ts';
import type { Message, Workspace } from './workspace.ts';

/** JSON has no infinity, which is what a change that never was is dated with. */
function savedMoment(ms: number): number | null {
  return Number.isFinite(ms) ? ms : null;
}

function savedMessage({ id, sender, text, mentions }: Message): SeedMessage {
  const ids = mentions.map((user) => user.id);
  return { id, senderId: sender.id, text, ...(ids.length === 0 ? {} : { mentions: ids }) };
}

function savedBoard({ pins, primary, changes, modifiedAt }: PinBoard): SavedBoard {
  return {
    pins: pins.map(({ message, creatorId, createdAt, modifiedAt: changedAt, expiresAt, change }) => ({
      messageId: message.id,
      creatorId,
      createdAt,
      modifiedAt: changedAt,
      expiresAt,
      change,
    })),
    primary: primary?.message.id ?? null,
    changes,
    modifiedAt: savedMoment(modifiedAt),
  };
}

function savedPart({ chats, threads, shelves }: Workspace): SavedPart {
  return {
    chats: [...chats.values()].flatMap(
      ({ id, type, name, members, channel, bot, external, messages, board }) => {
        if (type === 'thread') return [];
        return [
          {
            id,
            type,
            ...(name === undefined ? {} : { name }),
            members: [...members],
            ...(channel === undefined ? {} : { channel }),
            ...(bot === undefined ? {} : { bot }),
            external,
            messages: messages.map(savedMessage),
            board: savedBoard(board),
          },
        ];
      },
    ),
    threads: [...threads.values()].map((thread) => ({
      id: thread.chat.id,
      parentChatId: thread.parent.id,
      messageId: thread.mainMessage.id,
      title: thread.title,
      state: thread.state,
      followers: [...thread.followers],
      participants: [...thread.participants],
      muted: [...thread.muted],
      messages: thread.chat.messages.map(savedMessage),
      board: savedBoard(thread.chat.board),
    })),
    shelves: [...shelves].map(
      ([
        userId,
        {
          folders: [first, ...others],
          modifiedAt,
        },
      ]) => ({
        userId,
        chatIds: [...first.chatIds],
        folders: others.map((folder) => ({ ...folder, chatIds: [...folder.chatIds] })),
        modifiedAt: savedMoment(modifiedAt),
      }),
    ),
  };
}

/** The workspace as plain JSON, from which `loadWorkspace` makes one that goes on as this one would. */
export function saveWorkspace(workspace: Workspace): SavedWorkspace {
  const { ids, users, bots, networks } = workspace;
  return {
    name: ids.name,
    ids: ids.position(),
    users: [...users.values()],
    bots: [...bots.values()],
    ...savedPart(workspace),
    networks: networks.map(({ id, name, workspace: inside }) => ({
      id,
      name,
      members: [...inside.users.keys()],
      ...savedPart(inside),
    })),
  };
}
