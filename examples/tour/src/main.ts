// The tour: every module of cliqkit against the emulator. `pnpm quickstart` runs it; copy from it what you need.
import { createEmulator } from '@cliqkit/emulator';
import { createCliq } from 'cliqkit';
import { folders } from './folders.ts';
import { mistakes } from './mistakes.ts';
import { pins } from './pins.ts';
import { Screen } from './screen.ts';
import { threads } from './threads.ts';
import { throttle } from './throttle.ts';
import { tokenSource } from './token.ts';

const screen = new Screen();
// The emulator's clock runs ahead of ours where real use would wait.
let ahead = 0;
const later = (ms: number): void => {
  ahead += ms;
};
const now = (): number => Date.now() + ahead;
const emulator = await createEmulator({ now });
try {
  screen.title(`cliqkit tour, against an emulated Cliq at ${emulator.url}`);
  const dataCenter = { api: emulator.url, accounts: emulator.accountsUrl };
  screen.section('Sign in');
  const accessToken = tokenSource(emulator.accountsUrl, emulator.credentials, now);
  await screen.step('a token from the accounts server', accessToken, (token) => `${token.slice(0, 8)}…`);
  const cliq = createCliq({ dataCenter, credentials: { accessToken } });
  await folders(screen, cliq, later);
  await pins(screen, cliq, later);
  await threads(screen, cliq);
  const readOnly = emulator.issueToken({ scopes: ['ZohoCliq.Chats.READ'] });
  await mistakes(screen, cliq, createCliq({ dataCenter, credentials: { accessToken: readOnly } }));
  await throttle(screen, cliq, later);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await emulator.close();
}
if (!screen.finish()) process.exitCode = 1;
