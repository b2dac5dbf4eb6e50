import { createClock, createEmulator } from '@cliqkit/emulator';
import { doTasks } from '../frame/child-tasks.ts';
import type { EmulatorTask } from '../redis/peers/peer-tasks.ts';

const [rate = '1'] = process.argv.slice(2);
const clock = createClock({ mode: 'offset', rate: Number(rate) });
const emulator = await createEmulator({ clock, journalSize: 1_000_000 });

doTasks<EmulatorTask>(async ({ kind }) => {
  if (kind === 'address') {
    emulator.reset();
    return {
      apiUrl: emulator.url,
      accountsUrl: emulator.accountsUrl,
      token: emulator.issueToken({ expiresInMs: 365 * 86_400_000 }),
    };
  }
  return emulator.journal
    .entries()
    .filter(({ operation }) => operation === 'getPinCategories')
    .map(({ mono, overLimit, locked }) => ({ at: mono, overLimit, locked }));
});
