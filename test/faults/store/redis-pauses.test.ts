import { describeWithServer } from '../../../packages/redis/test/server/describe-with-server.ts';
import { pausedWorkers } from '../../reliability/redis/figures/paused-workers.ts';
import { carries } from '../carry.ts';
import { holds } from './redis-holds.ts';

const slowMs = 60_000;

describeWithServer('a process that holds slots on a server', () => {
  carries(
    'S06',
    'and is stopped beyond its lease sends nothing on a slot of another',
    () => holds(pausedWorkers),
    slowMs,
  );
});
