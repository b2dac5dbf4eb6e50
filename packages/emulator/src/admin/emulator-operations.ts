import { quirkChoices, quirkNames } from '../quirk-choices.ts';
import { defaultQuirks } from '../quirks.ts';
import { descriptors } from '../spec/documents.ts';
import { requireOperationId } from '../spec/operation-id.ts';
import type { AdminContext } from './admin-context.ts';
import type { AdminOperation } from './admin-operation.ts';
import { adminOperation } from './admin-operation.ts';
import type { components } from './generated/admin-api.ts';
import { readClock } from './read-clock.ts';
import { sdkMethods } from './sdk-call.ts';

type Info = components['schemas']['Info'];

const described: Info['operations'] = descriptors.map(({ id, module, method, path }) => ({
  id,
  module,
  method,
  path,
  call: sdkMethods[requireOperationId(id)].method,
}));

const quirks: Info['quirks'] = quirkNames.map((name) => ({
  name,
  ...quirkChoices[name],
  default: defaultQuirks[name],
}));

/** The emulator itself. */
export function emulatorOperations({ world, origin }: AdminContext): readonly AdminOperation[] {
  return [
    adminOperation('getHealth', () => ({ status: 'ok' as const, version: world.version })),
    adminOperation('reset', (_, { parts }) => {
      world.reset(parts);
    }),
    adminOperation('getInfo', () => {
      const { users, networks } = world.workspace();
      return {
        version: world.version,
        url: `${origin()}/api/v3`,
        accountsUrl: origin(),
        seed: world.seed().name,
        users: [...users.values()].map(({ id, name }) => ({ id, name })),
        networks: networks.map(({ id, name }) => ({ id, name })),
        clock: readClock(world),
        operations: described,
        quirks,
      };
    }),
  ];
}
