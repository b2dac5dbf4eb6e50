import type { Platform } from 'esbuild';

/** A program that makes one call, as a user of the library writes it. */
export interface Consumer {
  readonly name: string;
  /** `browser` where the library runs there; `node` has its builtins outside of the bundle. */
  readonly platform: Platform;
  readonly source: string;
  /** Whether it authorizes, repeats failed calls and keeps within limits, all by itself. */
  readonly complete?: true;
}

const api = 'https://cliq.zoho.eu/api/v3';
const url = `'${api}/chats/CT_1/pin-messages'`;
const headers = "{ headers: { authorization: 'Zoho-oauthtoken token' } }";
const signIn =
  "dataCenter: 'eu', credentials: refreshToken({ clientId: 'id', clientSecret: 'secret', refreshToken: 'token' })";

/** Those of cliqkit. Their names are the keys of the budget. */
export const ours: readonly Consumer[] = [
  {
    name: 'cliqkit: types only',
    platform: 'neutral',
    source: `import type { PinnedMessage } from '@cliqkit/types/pins';
      export type Texts = readonly PinnedMessage['message'][];`,
  },
  {
    name: 'cliqkit: pins, static token',
    platform: 'neutral',
    complete: true,
    source: `import { createPins } from '@cliqkit/pins';
      const pins = createPins({ dataCenter: 'eu', credentials: { accessToken: 'token' } });
      console.log(await pins.getPrimary('CT_1'));`,
  },
  {
    name: 'cliqkit: pins, everything on',
    platform: 'neutral',
    complete: true,
    source: `import { refreshToken } from '@cliqkit/core';
      import { createPins } from '@cliqkit/pins';
      const pins = createPins({ ${signIn} });
      console.log(await pins.getPrimary('CT_1'));`,
  },
  {
    name: 'cliqkit: all modules, everything on',
    platform: 'neutral',
    complete: true,
    source: `import { createCliq, refreshToken } from 'cliqkit';
      const cliq = createCliq({ ${signIn} });
      console.log(await cliq.pins.getPrimary('CT_1'));`,
  },
];

/** What a user would pick instead, but for hey-api's client, which is generated first. */
export const peers: readonly Consumer[] = [
  {
    name: 'fetch',
    platform: 'neutral',
    source: `const reply = await fetch(${url}, ${headers}); console.log(await reply.json());`,
  },
  {
    name: 'openapi-fetch',
    platform: 'neutral',
    source: `import createClient from 'openapi-fetch';
      import type { paths } from '@cliqkit/types/pins';
      const client = createClient<paths>({ baseUrl: '${api}', ...${headers} });
      console.log(await client.GET('/chats/{CHAT_ID}/pin-messages', { params: { path: { CHAT_ID: 'CT_1' } } }));`,
  },
  {
    name: 'ky',
    platform: 'browser',
    source: `import ky from 'ky'; console.log(await ky.get(${url}, ${headers}).json());`,
  },
  {
    name: 'axios',
    platform: 'browser',
    source: `import axios from 'axios'; console.log((await axios.get(${url}, ${headers})).data);`,
  },
  {
    name: 'octokit',
    platform: 'browser',
    source: `import { Octokit } from '@octokit/core';
      const octokit = new Octokit({ auth: 'token' });
      console.log(await octokit.request('GET /issues'));`,
  },
  {
    name: 'octokit + throttling + retry',
    platform: 'browser',
    complete: true,
    source: `import { Octokit } from '@octokit/core';
      import { retry } from '@octokit/plugin-retry';
      import { throttling } from '@octokit/plugin-throttling';
      const Kit = Octokit.plugin(throttling, retry);
      const throttle = { onRateLimit: () => true, onSecondaryRateLimit: () => true };
      console.log(await new Kit({ auth: 'token', throttle }).request('GET /issues'));`,
  },
  {
    name: 'Slack',
    platform: 'node',
    complete: true,
    source: `import { WebClient } from '@slack/web-api';
      console.log(await new WebClient('token').pins.list({ channel: 'C1' }));`,
  },
  {
    name: 'discord.js',
    platform: 'browser',
    complete: true,
    source: `import { REST } from '@discordjs/rest';
      console.log(await new REST().setToken('token').get('/channels/1/pins'));`,
  },
  {
    name: 'undici',
    platform: 'node',
    source: `import { request } from 'undici';
      const { body } = await request(${url}, ${headers}); console.log(await body.json());`,
  },
];
