import { describeWithServer } from '../../../packages/redis/test/server/describe-with-server.ts';
import { oneBudget } from '../../reliability/redis/figures/one-budget.ts';
import { carries } from '../carry.ts';
import { holds } from './redis-holds.ts';

const slowMs = 60_000;

describeWithServer('processes that share a budget on a server', () => {
  carries(
    'R06',
    'never pass the limit together, with any client, on one server or three',
    () => holds(oneBudget),
    slowMs,
  );
});
