import type { FaultTarget } from '@cliqkit/emulator';
import { everyClass } from '../../faults/support/calls.ts';
import type { Figure } from '../figure.ts';
import { atLeast, exactly } from '../figure.ts';
import { crashPrograms } from '../support/crashed-programs.ts';
import { openLeakScene } from '../support/leak-scene.ts';
import type { LeakWatch } from '../support/leak-watch.ts';
import { createLeakWatch } from '../support/leak-watch.ts';
import { leakyFaults } from '../support/leaky-faults.ts';

const leastSinks = 16;
const encodings = 5;
const atATime = 8;
/** One part in so many is a taste. */
const few = 3;

/** Secrets turn up nowhere, whatever goes wrong, even if a server quotes what it was sent. */
export const canary: Figure = {
  name: 'canary',
  async measure({ quick, progress, complain }) {
    const watch = createLeakWatch();
    const onWarning = (warning: Error): void => watch.value('process warning', warning);
    process.on('warning', onWarning);
    const count = leakyFaults([]).length;
    let struck = 0;
    for (let index = 0; index < count; index += (quick ? few : 1) * atATime) {
      progress(`fault ${index} of ${count}`);
      // They mostly wait, and each has an emulator of its own.
      const some = Array.from({ length: atATime }, (_none, more) => strike(watch, index + more));
      struck += (await Promise.all(some)).reduce((sum, times) => sum + times);
    }
    process.off('warning', onWarning);
    progress('programs that crash');
    const survived = quick ? 0 : await crashPrograms(watch);
    const { hits, sinks, looked } = watch.search();
    for (const hit of new Set(hits)) complain(hit);
    return [
      atLeast(`sinks that were searched for secrets in ${encodings} encodings`, leastSinks, sinks),
      exactly(
        `secrets found in ${looked.toLocaleString('en')} texts, over ${struck} faults that struck`,
        0,
        hits.length,
      ),
      exactly('programs that were to crash and did not', 0, survived),
    ];
  },
};

/** Lets one fault strike the token endpoint, and a call of each class. Gives how often it has struck. */
async function strike(watch: LeakWatch, index: number): Promise<number> {
  const scene = await openLeakScene(watch);
  const { cliq, emulator, sentToApi, sentToAccounts } = scene;
  const play = async ({ run }: (typeof everyClass)[number]): Promise<void> => {
    try {
      watch.value('result', await run(cliq));
    } catch (error) {
      watch.value('error', error);
    }
  };
  const faults = (target: FaultTarget, secrets: readonly string[]): void => {
    const fault = leakyFaults(secrets)[index]?.fault;
    const isPossible = fault !== undefined && !(target === 'token' && fault === 'expire-token');
    if (isPossible) emulator.faults.plan(target, fault, fault);
  };
  faults('token', sentToAccounts);
  for (const call of everyClass) await play(call); // The first two find no token.
  for (const call of everyClass) {
    faults(call.operation, sentToApi());
    await play(call);
  }
  scene.end();
  return emulator.faults.account().consumed.length;
}
