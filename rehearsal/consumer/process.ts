// Runs the smoke test where there is a process with an environment: Node, Bun, Deno.
import { smoke } from './smoke.ts';

const read = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this with cliqkit-emulator exec`);
  return value;
};

const held = await smoke({
  url: read('CLIQ_API_URL'),
  accountsUrl: read('CLIQ_ACCOUNTS_URL'),
  credentials: {
    clientId: read('CLIQ_CLIENT_ID'),
    clientSecret: read('CLIQ_CLIENT_SECRET'),
    refreshToken: read('CLIQ_REFRESH_TOKEN'),
  },
  demo: JSON.parse(read('REHEARSAL_DEMO')),
});
const { bun, deno, node } = process.versions;
const runtime = bun !== undefined ? `Bun ${bun}` : deno !== undefined ? `Deno ${deno}` : `Node ${node}`;
console.log(JSON.stringify({ runtime, held }));
