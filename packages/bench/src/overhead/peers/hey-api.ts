import { authorization, chatOf, fetchOf, pin } from './exchange.ts';
import type { Peer } from './peer.ts';

/** What is used of the SDK that it generates. */
interface GeneratedSdk {
  readPinnedMessages(options: object): Promise<unknown>;
  addPinnedMessage(options: object): Promise<unknown>;
}

interface GeneratedClient {
  client: { setConfig(config: object): void };
}

/** Where `build.ts` puts them, beside the bundle of this file. */
const sdkFile = './hey-api/sdk.gen.mjs';
const clientFile = './hey-api/client.gen.mjs';

export const heyApi: Peer = {
  name: '@hey-api/client-fetch',
  open: async (way) => {
    const sdk: GeneratedSdk = await import(/* @vite-ignore */ sdkFile);
    const { client }: GeneratedClient = await import(clientFile);
    client.setConfig({
      baseUrl: `${way.url}/api/v3`,
      fetch: fetchOf(way),
      auth: () => authorization,
      throwOnError: true,
    });
    return {
      get: (user) => sdk.readPinnedMessages({ path: { CHAT_ID: chatOf(user) }, query: { primary: true } }),
      post: (user) => sdk.addPinnedMessage({ path: { CHAT_ID: chatOf(user) }, body: pin }),
    };
  },
};
