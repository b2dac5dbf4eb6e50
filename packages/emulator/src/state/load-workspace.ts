import { checkReferences } from '../seeds/check-sound.ts';
import type { Problems } from '../seeds/problems.ts';
import { below, createProblems } from '../seeds/problems.ts';
import { addSchemaProblems } from '../seeds/schema-problems.ts';
import { buildUnchecked } from './build-workspace.ts';
import type { Pin } from './pin-board.ts';
import type { SavedBoard, SavedPart, SavedWorkspace } from './saved-workspace.ts';
import { savedWorkspaceValidator } from './saved-workspace-validator.ts';
import type { Chat, Workspace } from './workspace.ts';

function loadedMoment(ms: number | null): number {
  return ms ?? Number.NEGATIVE_INFINITY;
}

function loadBoard(
  { messages, board }: Chat,
  { pins, primary, changes, modifiedAt }: SavedBoard,
  at: string,
  { users }: Workspace,
  problems: Problems,
): void {
  const byId = new Map(pins.length === 0 ? [] : messages.map((message) => [message.id, message]));
  const loaded = new Map<string, Pin>();
  for (const [index, { messageId, ...pin }] of pins.entries()) {
    const here = below(`${at}/pins`, index);
    const message = byId.get(messageId);
    if (message === undefined) problems.add(here, `there is no message ${messageId}`);
    if (loaded.has(messageId)) problems.add(here, `the message ${messageId} is pinned already`);
    if (!users.has(pin.creatorId)) problems.add(here, `there is no user ${pin.creatorId}`);
    if (pin.change > changes) problems.add(here, 'it was changed after the last change of its board');
    if (message !== undefined) loaded.set(messageId, { message, ...pin });
  }
  board.pins = [...loaded.values()];
  board.primary = primary === null ? undefined : loaded.get(primary);
  if (primary !== null && board.primary === undefined)
    problems.add(`${at}/primary`, `${primary} is not pinned`);
  board.changes = changes;
  board.modifiedAt = loadedMoment(modifiedAt);
}

/** Puts in what a seed cannot say. */
function loadPart(saved: SavedPart, at: string, workspace: Workspace, problems: Problems): void {
  const { chats, threads, shelves } = workspace;
  const botIds = new Set([...workspace.bots.values()].map(({ id }) => id));
  for (const [index, { id, board }] of saved.chats.entries()) {
    const chat = chats.get(id);
    if (chat !== undefined)
      loadBoard(chat, board, `${below(`${at}/chats`, index)}/board`, workspace, problems);
  }
  for (const [index, { id, participants, muted, board }] of saved.threads.entries()) {
    const here = below(`${at}/threads`, index);
    const thread = threads.get(id);
    if (thread === undefined) continue;
    thread.participants.clear();
    for (const person of participants) thread.participants.add(person);
    for (const person of muted) thread.muted.add(person);
    for (const person of [...participants, ...muted]) {
      if (!workspace.users.has(person) && !botIds.has(person)) {
        problems.add(here, `there is no user or bot ${person}`);
      }
    }
    loadBoard(thread.chat, board, `${here}/board`, workspace, problems);
  }
  for (const { userId, modifiedAt } of saved.shelves) {
    const shelf = shelves.get(userId);
    if (shelf !== undefined) shelf.modifiedAt = loadedMoment(modifiedAt);
  }
}

function load(saved: SavedWorkspace, problems: Problems): Workspace | undefined {
  checkReferences(saved, problems);
  if (problems.count() > 0) return undefined;
  const workspace = buildUnchecked(saved, saved.ids);
  loadPart(saved, '', workspace, problems);
  for (const [index, { workspace: inside }] of workspace.networks.entries()) {
    const network = saved.networks[index];
    if (network !== undefined) loadPart(network, below('/networks', index), inside, problems);
  }
  return workspace;
}

/**
 * The workspace that was saved. What comes from elsewhere may be anything, so all of it is checked.
 *
 * @throws TypeError that names up to ten problems, each with its JSON pointer.
 */
export function loadWorkspace(saved: unknown): Workspace {
  const problems = createProblems();
  const validate = savedWorkspaceValidator();
  let workspace: Workspace | undefined;
  if (validate(saved)) workspace = load(saved, problems);
  else addSchemaProblems(validate.errors ?? [], problems);
  problems.throwIfAny('the saved workspace');
  if (workspace === undefined) throw new TypeError('@cliqkit/emulator: the saved workspace is none');
  return workspace;
}
