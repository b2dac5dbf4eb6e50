import { spawnSync } from 'node:child_process';

export type ServerBinary = 'redis-server' | 'valkey-server';

const known: readonly ServerBinary[] = ['redis-server', 'valkey-server'];

/** The servers that can be started on this machine. */
export const serversHere: readonly ServerBinary[] = known.filter(
  (binary) => spawnSync(binary, ['--version'], { stdio: 'ignore' }).status === 0,
);
