// The tour: every module of cliqkit against the emulator. `pnpm quickstart` runs it; copy from it what you need.
import { createClock, createEmulator } from '@cliqkit/emulator';
import { createCliq, refreshToken } from 'cliqkit';
import { failures } from './failures.ts';
import { folders } from './folders.ts';
import { limits } from './limits.ts';
import { mistakes } from './mistakes.ts';
import { pins } from './pins.ts';
import { Screen } from './screen.ts';
import { threads } from './threads.ts';

const screen = new Screen();
// Emulator and clients share a clock that can run ahead: where real use would wait, the tour does not.
const clock = createClock({ mode: 'offset' });
const later = clock.advance;
const emulator = await createEmulator({ clock });
try {
  screen.title(`cliqkit tour, against an emulated Cliq at ${emulator.url}`);
  const shared = { dataCenter: { api: emulator.url, accounts: emulator.accountsUrl }, clock };
  screen.section('Sign in');
  const tokens: string[] = [];
  const cliq = createCliq({
    ...shared,
    credentials: refreshToken(emulator.credentials),
    hooks: {
      onRefresh: ({ result, expiresAt }) => tokens.push(`${result}, good until ${expiresAt?.toISOString()}`),
    },
  });
  await screen.step(
    'three calls at once, one token for all of them',
    () => Promise.all([1, 2, 3].map(() => cliq.folders.list().toArray())),
    () => tokens.join(', '),
  );
  await folders(screen, cliq, later);
  await pins(screen, cliq, later);
  await threads(screen, cliq);
  const readOnly = { accessToken: emulator.issueToken({ scopes: ['ZohoCliq.Chats.READ'] }) };
  await mistakes(screen, cliq, createCliq({ ...shared, credentials: readOnly }));
  await failures(screen, cliq, emulator, later);
  await limits(screen, { ...shared, credentials: refreshToken(emulator.credentials) }, later);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await emulator.close();
}
if (!screen.finish()) process.exitCode = 1;
