import Bottleneck from 'bottleneck';
import { Redis } from 'ioredis';
import { listFolders } from './list-folders.ts';
import type { OpenPeer, PeerScene } from './peer.ts';

/** How often a limiter of a cluster looks whether the reservoir is to be refilled: bottleneck's own figure, for a speed of 1. */
const heartbeatMs = 5_000;
/** After how long a job counts as crashed. Its README: "strongly recommended on every job" of a cluster. */
const expirationMs = 120_000;

function clustered(settingsOf: (scene: PeerScene) => Bottleneck.ConstructorOptions): OpenPeer {
  return async (scene) => {
    const client = new Redis(scene.redisPort, '127.0.0.1');
    const connection = new Bottleneck.IORedisConnection({ client });
    const limiter = new Bottleneck({
      id: scene.name,
      connection,
      heartbeatInterval: heartbeatMs / scene.speed,
      ...settingsOf(scene),
    });
    const fail = (error: unknown): never => {
      throw error;
    };
    limiter.on('error', fail);
    connection.on('error', fail);
    await limiter.ready();
    return {
      call: () => limiter.schedule({ expiration: expirationMs / scene.speed }, () => listFolders(scene)),
      close: () => connection.disconnect(),
    };
  };
}

/** Its README on reservoirs: refilled each window, "also use maxConcurrent and/or minTime for safety", with its figures for them. */
export const bottleneckReservoir: OpenPeer = clustered(({ limit, windowMs, speed }) => ({
  reservoir: limit,
  reservoirRefreshAmount: limit,
  reservoirRefreshInterval: windowMs,
  maxConcurrent: 1,
  minTime: 333 / speed,
}));

/** As Octokit's throttling plugin limits notifications to 20 a minute: one at a time, 3 s apart. */
export const bottleneckMinTime: OpenPeer = clustered(({ limit, windowMs }) => ({
  maxConcurrent: 1,
  minTime: windowMs / limit,
}));
