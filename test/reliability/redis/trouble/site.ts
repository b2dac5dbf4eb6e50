import { startProxy } from '../../../../packages/redis/test/server/proxy.ts';
import { startRedis } from '../../../../packages/redis/test/server/redis-server.ts';
import type { Site, Trouble } from './troubles.ts';

/** Starts what a trouble needs. Everything is stopped by the function that comes with it. */
export async function startSite({
  durable,
  replicated,
}: Trouble): Promise<{ site: Site; stop(): Promise<void> }> {
  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(started.map((each) => each.stop())));
  const add = <T extends { stop(): Promise<void> }>(each: T): T => {
    started.push(each);
    return each;
  };
  try {
    const server = add(await startRedis({ durable }));
    const proxy = add(await startProxy(server.port));
    const link = replicated ? add(await startProxy(server.port)) : undefined;
    const replica = link && add(await startRedis({ replicaOf: link.port }));
    return { site: { server, proxy, link, replica }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
