import type { BatchResult, CallOptions } from '@cliqkit/core';
import { InputError, runBatch } from '@cliqkit/core';
import { operations } from '@cliqkit/types/folders';
import type { Folders } from './folders.ts';

/** Chats that go with one call, and those that are pinned one by one after it. */
export type SplitChats = readonly [first: string[], rest: string[]];

/** Splits chats after as many as one call takes; each stands once. Throws InputError for what is no list. */
export function splitChats(ids: readonly string[] | undefined, maximum: number): SplitChats {
  // Left out, they would read as none: replaceChats would empty the folder.
  if (!Array.isArray(ids)) throw new InputError('chat_ids must be a list of chat ids.');
  const unique: string[] = [...new Set(ids)];
  return [unique.slice(0, maximum), unique.slice(maximum)];
}

/** Pins the rest one by one, and says what became of all. */
export async function pinRest(
  folders: Folders,
  category_id: string,
  [first, rest]: SplitChats,
  options: CallOptions | undefined,
): Promise<BatchResult> {
  const result = await runBatch(
    operations.pinChat,
    rest,
    ([chatId = '']) => folders.pinChat(chatId, { category_id }, options),
    options,
  );
  return { ...result, succeeded: [...first, ...result.succeeded] };
}
