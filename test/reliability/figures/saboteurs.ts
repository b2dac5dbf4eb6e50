import { invariants } from '../../saboteurs/invariants.ts';
import { saboteurs as clients } from '../../saboteurs/saboteurs.ts';
import type { MakeClient } from '../../saboteurs/setup.ts';
import { realClient } from '../../saboteurs/setup.ts';
import type { Figure } from '../figure.ts';
import { atLeast, exactly } from '../figure.ts';

const leastCaught = 12;
const few = 3;

/** Clients that are broken in one place each: the invariants catch every one of them, and let the real one pass. */
export const saboteurs: Figure = {
  name: 'saboteurs',
  async measure({ quick, progress, complain }) {
    const some = clients.slice(0, quick ? few : undefined);
    let caught = 0;
    for (const { does, make, breaks } of some) {
      progress(does);
      const missed: string[] = [];
      for (const id of breaks) if (await keeps(make, id)) missed.push(id);
      if (missed.length === 0) caught += 1;
      else complain(`a client that ${does} is not caught by ${missed.join(' and ')}`);
    }
    let kept = 0;
    for (const { id } of invariants) {
      progress(`the real client and ${id}`);
      if (await keeps(realClient, id)) kept += 1;
      else complain(`the real client breaks ${id}`);
    }
    return [
      atLeast('broken clients that are caught', quick ? few : leastCaught, caught),
      exactly('broken clients that are not caught', 0, some.length - caught),
      exactly('invariants that the real client keeps', invariants.length, kept),
    ];
  },
};

async function keeps(make: MakeClient, id: string): Promise<boolean> {
  const invariant = invariants.find((one) => one.id === id);
  if (invariant === undefined) throw new Error(`there is no invariant ${id}`);
  try {
    await invariant.check(make);
    return true;
  } catch {
    return false;
  }
}
