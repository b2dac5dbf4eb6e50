import { createEmulator } from '@cliqkit/emulator';
import type { Figure } from '../figure.ts';
import { atMost, exactly } from '../figure.ts';
import { runChild } from '../support/run-child.ts';

const child = new URL('../children/idle.ts', import.meta.url);

/** A client that nobody uses any more does not keep its process alive. */
export const idleExit: Figure = {
  name: 'exit',
  async measure({ quick }) {
    const times: number[] = [];
    let badEnds = 0;
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      const emulator = await createEmulator();
      const { url, accountsUrl, credentials } = emulator;
      const { clientId, clientSecret, refreshToken } = credentials;
      const args = [url, accountsUrl, clientId, clientSecret, refreshToken];
      const { code, stdout, stderr, livedOnMs } = await runChild(child, { args });
      await emulator.close();
      if (code !== 0 || stdout !== 'done\n' || stderr !== '') badEnds += 1;
      times.push(livedOnMs);
    }
    return [
      exactly('processes with an idle client that end otherwise than well', 0, badEnds),
      {
        ...atMost('an idle client keeps its process alive for', 250, Math.min(...times), ' ms'),
        machine: true,
      },
    ];
  },
};
