// A registry for one rehearsal: our packages come from it alone, all others through it from the registry that npm is set up
// with. Says where it is over IPC, and ends with the process that started it, however that ends.
import { join } from 'node:path';
import { runServer } from 'verdaccio';

const [folder = '', upstream = '', ...ours] = process.argv.slice(2);
process.on('disconnect', () => process.exit());

const everyone = { access: '$all', publish: '$all' };
const registry = await runServer({
  self_path: folder,
  configPath: join(folder, 'config.yaml'), // Only a place that paths could start from: there is no such file.
  storage: join(folder, 'storage'),
  auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
  uplinks: { upstream: { url: upstream, timeout: '60s', maxage: '60m', max_fails: 20 } },
  packages: {
    ...Object.fromEntries(ours.map((name) => [name, everyone])),
    '**': { access: '$all', proxy: 'upstream' },
  },
  max_body_size: '100mb',
  web: { enable: false },
  log: { type: 'stdout', format: 'pretty', level: 'warn', colors: false },
});
const server = registry.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }));
