import type { LeakWatch } from './leak-watch.ts';
import { runChild } from './run-child.ts';

const child = new URL('../children/crash.ts', import.meta.url);
const fates = ['uncaught error', 'refused sign-in', 'unhandled rejection', 'printed'] as const;

/** Runs programs that end with a failure of a call, and looks at what they leave in a terminal. */
export async function crashPrograms(watch: LeakWatch): Promise<number> {
  const clientSecret = 'emu0123456789abcdefCrashedClientSecret';
  const token = '1000.emuCrashedRefreshTokenC4nary.0123456789abcdef';
  for (const secret of [clientSecret, token, `${token}.access`]) watch.learn(secret);
  let crashed = 0;
  for (const fate of fates) {
    const { code, stdout, stderr } = await runChild(child, {
      args: [fate, clientSecret, token],
      flags: ['--trace-warnings'],
      timeoutMs: 60_000,
    });
    if (code !== 0 && /cliqkit/.test(stdout + stderr)) crashed += 1;
    watch.text(`stdout of a program: ${fate}`, stdout);
    watch.text(`stderr of a program: ${fate}`, stderr);
  }
  return fates.length - crashed;
}
