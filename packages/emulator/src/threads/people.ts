import type { ThreadFollower } from '@cliqkit/types';
import type { Handler } from '../pipeline/call.ts';
import type { Workspace } from '../state/workspace.ts';
import { requireThread } from './require-thread.ts';

/** Users and bots by id; a bot has no mail address. */
function peopleOf({ users, bots }: Workspace, ids: Iterable<string>): ThreadFollower[] {
  return [...ids].flatMap((id): ThreadFollower[] => {
    const user = users.get(id);
    if (user !== undefined) return [{ user_id: id, email_id: user.email, name: user.name }];
    const bot = [...bots.values()].find((candidate) => candidate.id === id);
    return bot === undefined ? [] : [{ user_id: id, name: bot.name }];
  });
}

export const getThreadFollowers: Handler<'getThreadFollowers'> = (call) => ({
  data: peopleOf(call.workspace, requireThread(call).followers),
});

/** The members of the channel who do not follow. */
export const getThreadNonFollowers: Handler<'getThreadNonFollowers'> = (call) => {
  const { parent, followers } = requireThread(call);
  return {
    data: peopleOf(
      call.workspace,
      [...parent.members].filter((id) => !followers.has(id)),
    ),
  };
};

/** Those who take part, with the fields that were asked for; all fields when none were. */
export const getThreadMembers: Handler<'getThreadMembers'> = (call) => {
  const members = peopleOf(call.workspace, requireThread(call).participants);
  const fields = new Set<string>(call.query.fields ?? ['user_id', 'email_id', 'name']);
  return {
    members: members.map((member) =>
      Object.fromEntries(Object.entries(member).filter(([key]) => fields.has(key))),
    ),
  };
};
