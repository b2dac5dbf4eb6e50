import { describeWithServer } from '../../../packages/redis/test/server/describe-with-server.ts';
import { killedWorkers } from '../../reliability/redis/figures/killed-workers.ts';
import { carries } from '../carry.ts';
import { holds } from './redis-holds.ts';

const slowMs = 60_000;

describeWithServer('a process that holds slots on a server', () => {
  carries(
    'S05',
    'and is killed at any moment loses none for longer than its lease',
    () => holds(killedWorkers),
    slowMs,
  );
});
