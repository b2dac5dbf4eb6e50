import { rawFetch, undiciRequest } from './bare.ts';
import { discord, slack } from './chat-clients.ts';
import { cliqkit, cliqkitOverUndici } from './cliqkit.ts';
import { heyApi } from './hey-api.ts';
import { axiosPeer, kyPeer } from './http-clients.ts';
import { octokit, octokitWithPlugins } from './octokit.ts';
import { openapiFetch, openapiFetchWithMiddleware } from './openapi-fetch.ts';
import type { Peer } from './peer.ts';

export const peers: readonly Peer[] = [
  rawFetch,
  undiciRequest,
  openapiFetch,
  openapiFetchWithMiddleware,
  kyPeer,
  axiosPeer,
  heyApi,
  octokit,
  octokitWithPlugins,
  slack,
  discord,
  cliqkit,
  cliqkitOverUndici,
];
