import { createCliq } from 'cliqkit';

/** A program that is sent a bomb, and how much memory it takes. Reads once before, so that all that is needed is there. */
const [origin = ''] = process.argv.slice(2);
const cliq = createCliq({
  dataCenter: { api: `${origin}/api/v3`, accounts: origin },
  credentials: { accessToken: 'token' },
});
const read = (): Promise<unknown> =>
  cliq.folders
    .list()
    .toArray()
    .catch((error: unknown) => error);

await read();
globalThis.gc?.();
const before = process.memoryUsage.rss();
let most = before;
let isWatching = true;
const watch = (): void => {
  most = Math.max(most, process.memoryUsage.rss());
  if (isWatching) setImmediate(watch);
};
watch();
const since = performance.now();
const error = await read();
const ms = performance.now() - since;
isWatching = false;
const message = error instanceof Error ? error.message : '';
console.log(JSON.stringify({ message, growthBytes: most - before, ms }));
