import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import type { Bundle } from './bundle.ts';
import { bundle } from './bundle.ts';

const document = createRequire(import.meta.url).resolve('@cliqkit/types/openapi/pins.json');

/** A consumer of the client that hey-api generates from the spec of the pins. */
export async function heyApiBundle(): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-hey-api-'));
  try {
    await createClient({ input: document, output: folder, logs: { level: 'silent', file: false } });
    const source = `import { client } from ${JSON.stringify(join(folder, 'client.gen.ts'))};
      import { readPinnedMessages } from ${JSON.stringify(join(folder, 'sdk.gen.ts'))};
      client.setConfig({ baseUrl: 'https://cliq.zoho.eu/api/v3', headers: { authorization: 'Zoho-oauthtoken token' } });
      console.log(await readPinnedMessages({ path: { CHAT_ID: 'CT_1' } }));`;
    return await bundle({ source, platform: 'neutral' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
