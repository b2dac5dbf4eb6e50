import type { AxiosAdapter } from 'axios';
import axios, { AxiosHeaders } from 'axios';
import ky from 'ky';
import { authorization, fetchOf, pathOf, pin, reply, replyHeaders } from './exchange.ts';
import type { Peer } from './peer.ts';

const headers = { authorization };

export const kyPeer: Peer = {
  name: 'ky',
  open: (way) => {
    const client = ky.create({ prefixUrl: way.url, headers, fetch: fetchOf(way) });
    return {
      get: (user) => client.get(pathOf(user), { searchParams: { primary: true } }).json(),
      post: (user) => client.post(pathOf(user), { json: pin }).json(),
    };
  },
};

const stubAdapter: AxiosAdapter = async (config) => ({
  data: reply,
  status: 200,
  statusText: 'OK',
  headers: new AxiosHeaders(replyHeaders),
  config,
});

export const axiosPeer: Peer = {
  name: 'axios',
  open: ({ kind, url }) => {
    const stub = kind === 'stub' ? { adapter: stubAdapter } : {};
    const client = axios.create({ baseURL: url, headers, ...stub });
    return {
      get: async (user) => (await client.get(pathOf(user), { params: { primary: true } })).data,
      post: async (user) => (await client.post(pathOf(user), pin)).data,
    };
  },
};
