import { checkSeed } from '../seeds/read-seed.ts';
import { scenarioNames, scenarios } from '../seeds/scenarios.ts';
import { describeChat } from '../state/describe-chat.ts';
import { describeWorkspace } from '../state/describe-workspace.ts';
import type { AdminContext } from './admin-context.ts';
import { refusing, requireUser, requireWorkspace } from './admin-context.ts';
import type { AdminOperation } from './admin-operation.ts';
import { adminOperation } from './admin-operation.ts';
import { AdminRefusal } from './admin-refusal.ts';

/** What the workspace holds, and starting it anew. */
export function stateOperations(context: AdminContext): readonly AdminOperation[] {
  const { world } = context;
  return [
    adminOperation('putSeed', (_, choice) => {
      refusing(() => world.start('scenario' in choice ? choice.scenario : checkSeed(choice.seed)));
    }),
    adminOperation('getScenarios', () =>
      scenarioNames.map((name) => ({ name, description: scenarios[name].description })),
    ),
    adminOperation('getSnapshot', () => world.snapshot()),
    adminOperation('putSnapshot', (_, snapshot) => {
      refusing(() => world.restore(snapshot));
    }),
    adminOperation('getWorkspace', ({ user, network }) => {
      const workspace = requireWorkspace(world, network);
      return describeWorkspace(workspace, requireUser(world, user, workspace));
    }),
    adminOperation('getChat', ({ chatId, user, network }) => {
      const workspace = requireWorkspace(world, network);
      const described = describeChat(
        workspace,
        requireUser(world, user, workspace),
        chatId,
        world.clock.wall(),
        world.quirks.current,
      );
      if (described === undefined) throw new AdminRefusal(404, 'There is no such chat for this user.');
      return described;
    }),
  ];
}
