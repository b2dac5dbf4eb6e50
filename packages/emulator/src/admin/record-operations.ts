import type { AdminContext } from './admin-context.ts';
import type { AdminOperation } from './admin-operation.ts';
import { adminOperation } from './admin-operation.ts';
import { AdminRefusal } from './admin-refusal.ts';
import { httpArchive } from './http-archive.ts';
import { presentEntry } from './present-entry.ts';
import { presentExchange } from './present-exchange.ts';

/** As many as anybody reads. */
const maxViolations = 1000;

/** What has arrived. */
export function recordOperations({ world, origin }: AdminContext): readonly AdminOperation[] {
  const { journal, exchanges, violations } = world;
  return [
    adminOperation('getJournal', ({ after = 0, limit = maxViolations }) =>
      journal
        .entries()
        .filter(({ number }) => number > after)
        .slice(-limit)
        .map(presentEntry),
    ),
    adminOperation('getExchange', ({ entry }) => {
      const kept = exchanges.find(entry);
      if (kept === undefined)
        throw new AdminRefusal(404, 'This request is not kept in full any more, or never came.');
      return presentExchange(kept, origin());
    }),
    adminOperation('getHar', () => httpArchive(exchanges.all(), origin(), world.version)),
    adminOperation('getViolations', () => violations.found().slice(-maxViolations)),
  ];
}
