import type { RESTOptions } from '@discordjs/rest';
import { REST } from '@discordjs/rest';
import { WebClient } from '@slack/web-api';
import { chatOf, fetchOf, pin, stubFetch, token } from './exchange.ts';
import type { Peer } from './peer.ts';

/** Calls a method by POST whatever it does, as that API has it. */
export const slack: Peer = {
  name: '@slack/web-api',
  protects: true,
  open: (way) => {
    const client = new WebClient(token, { slackApiUrl: `${way.url}/api/`, fetch: fetchOf(way) });
    return {
      get: (user) => client.apiCall('pins.list', { channel: chatOf(user) }),
      post: (user) => client.apiCall('pins.add', { channel: chatOf(user), ...pin }),
    };
  },
};

/** An id as it looks for in a route, so that each chat has a queue of its own. */
const snowflake = (user: number): string => `${700_000_000_000_000_000n + BigInt(user)}`;

// What its types call a stream is Node's and not the DOM's; the class is the same.
const makeRequest = stubFetch as RESTOptions['makeRequest'];

export const discord: Peer = {
  name: '@discordjs/rest',
  protects: true,
  open: ({ kind, url }) => {
    const stub = kind === 'stub' ? { makeRequest } : {};
    // Its limit of 50 calls a second must not bind.
    const rest = new REST({ api: `${url}/api`, globalRequestsPerSecond: 1e9, ...stub }).setToken(token);
    return {
      get: (user) =>
        rest.get(`/channels/${snowflake(user)}/pins`, { query: new URLSearchParams({ primary: 'true' }) }),
      post: (user) => rest.post(`/channels/${snowflake(user)}/pins`, { body: pin }),
    };
  },
};
