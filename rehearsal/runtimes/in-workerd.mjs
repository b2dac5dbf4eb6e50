// Runs a bundled worker in workerd, the runtime of Cloudflare Workers, as Miniflare starts it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Miniflare } from 'miniflare';
import { service } from './service.mjs';

const fromMiniflare = createRequire(createRequire(import.meta.url).resolve('miniflare'));
const { version } = fromMiniflare('workerd/package.json');

const miniflare = new Miniflare({
  modules: true,
  script: readFileSync(process.argv[2], 'utf8'),
  compatibilityDate: '2026-01-01',
});
try {
  const reply = await miniflare.dispatchFetch('http://worker.test/', {
    method: 'POST',
    body: JSON.stringify(service),
  });
  const { held, error } = await reply.json();
  if (error !== undefined) throw new Error(`in the worker: ${error}`);
  console.log(JSON.stringify({ runtime: `workerd ${version}`, held }));
} finally {
  await miniflare.dispose();
}
