import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { chatOf, fetchOf, pin, token } from './exchange.ts';
import type { Calls, Peer } from './peer.ts';

function callsOf(octokit: Octokit): Calls {
  return {
    get: async (user) => {
      const path = { chat: chatOf(user), primary: true };
      return (await octokit.request('GET /api/v3/chats/{chat}/pin-messages', path)).data;
    },
    post: async (user) => {
      const input = { chat: chatOf(user), ...pin };
      return (await octokit.request('POST /api/v3/chats/{chat}/pin-messages', input)).data;
    },
  };
}

export const octokit: Peer = {
  name: '@octokit/core',
  open: (way) => callsOf(new Octokit({ auth: token, baseUrl: way.url, request: { fetch: fetchOf(way) } })),
};

const Careful = Octokit.plugin(retry, throttling);

/** Configured as in the plugins' documentation. */
export const octokitWithPlugins: Peer = {
  name: '@octokit/core + retry, throttling',
  protects: true,
  paced: true,
  open: (way) =>
    callsOf(
      new Careful({
        auth: token,
        baseUrl: way.url,
        request: { fetch: fetchOf(way) },
        throttle: {
          onRateLimit: (_retryAfter, _options, _octokit, retryCount) => retryCount < 1,
          onSecondaryRateLimit: () => false,
        },
      }),
    ),
};
