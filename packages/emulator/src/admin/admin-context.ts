import type { Workspace } from '../state/workspace.ts';
import { workspaceAt } from '../state/workspace-at.ts';
import type { World } from '../world.ts';
import { AdminRefusal } from './admin-refusal.ts';

/** What the admin API works with. */
export interface AdminContext {
  readonly world: World;
  /** `http://127.0.0.1:8800`; known once the door is open. */
  readonly origin: () => string;
}

const prefix = '@cliqkit/emulator: ';

/** Does what can refuse with a TypeError, as the emulator's own functions do, and passes its reason on. */
export function refusing<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new AdminRefusal(400, error.message.replace(prefix, ''));
  }
}

/** The workspace of a network, or the one of the organisation. */
export function requireWorkspace(world: World, network: string | undefined): Workspace {
  const workspace = workspaceAt(world.workspace(), network);
  if (workspace === undefined) throw new AdminRefusal(404, 'There is no such network.');
  return workspace;
}

/** The id of a user that there is; the first one of the seed when none is named. */
export function requireUser(
  world: World,
  user: string | undefined,
  workspace: Workspace = world.workspace(),
): string {
  const id = user ?? world.accounts().userId;
  if (!workspace.users.has(id)) throw new AdminRefusal(404, 'There is no such user here.');
  return id;
}
