import { measure } from './measure.ts';
import { peers } from './peers/peers.ts';
import type { Plan } from './plan.ts';

/** What `build.ts` makes a file of: takes one plan, gives the outcomes, and ends. */
process.once('message', async (plan: Plan) => {
  try {
    const outcomes = await measure(peers, plan);
    process.send?.(outcomes, () => process.exit(0));
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});
