import { describeWithServer } from '../../../packages/redis/test/server/describe-with-server.ts';
import { serverTrouble } from '../../reliability/redis/figures/server-trouble.ts';
import { carries } from '../carry.ts';
import { holds } from './redis-holds.ts';

const slowMs = 60_000;

describeWithServer('a server that is killed, stopped, flushed, replaced or slow', () => {
  carries(
    'S01',
    'lets no call pass the limit; calls fail, wait, or go on, as was chosen',
    () => holds(serverTrouble),
    slowMs,
  );
});
