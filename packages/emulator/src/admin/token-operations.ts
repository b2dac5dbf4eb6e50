import type { AdminContext } from './admin-context.ts';
import { requireUser } from './admin-context.ts';
import type { AdminOperation } from './admin-operation.ts';
import { adminOperation } from './admin-operation.ts';
import { AdminRefusal } from './admin-refusal.ts';

/** Credentials and tokens. */
export function tokenOperations({ world }: AdminContext): readonly AdminOperation[] {
  return [
    adminOperation('getCredentials', ({ user }) => world.accounts().credentialsOf(requireUser(world, user))),
    adminOperation('getTokens', () => world.accounts().tokens.list(world.clock.wall())),
    adminOperation('issueToken', (_, { userId, scopes, expiresInMs }) => {
      const order = {
        userId: requireUser(world, userId),
        ...(scopes === undefined ? {} : { scopes }),
        ...(expiresInMs === undefined ? {} : { expiresInMs }),
      };
      const accessToken = world.accounts().issueToken(order, world.clock.wall());
      world.hub.changed('tokens');
      return { accessToken };
    }),
    adminOperation('revokeToken', ({ tokenId }) => {
      if (!world.accounts().tokens.revokeById(tokenId))
        throw new AdminRefusal(404, 'There is no such token.');
      world.hub.changed('tokens');
    }),
  ];
}
