import { describe } from 'vitest';
import { serversHere } from './servers-here.ts';

/** `describe` for tests that need a server. Where there is none they are skipped, and say why; in CI they run, and fail. */
export const describeWithServer: ReturnType<typeof describe.skipIf> = describe.skipIf(mayBeSkipped());

function mayBeSkipped(): boolean {
  if (serversHere.length > 0 || process.env['CI'] !== undefined) return false;
  console.warn(
    'SKIPPED: tests that need a server, for neither redis-server nor valkey-server is installed. On Debian: apt-get install redis-server',
  );
  return true;
}
