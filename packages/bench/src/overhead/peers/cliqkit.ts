import { undiciFetch } from '@cliqkit/node';
import type { ClientOptions, Cliq, Clock } from 'cliqkit';
import { createCliq } from 'cliqkit';
import { Agent, request } from 'undici';
import { StubDispatcher } from './bare.ts';
import { chatOf, fetchOf, pin, token } from './exchange.ts';
import type { Calls, Peer, Way } from './peer.ts';

/** A slot is free again a minute after its reply, and there are 20: on this clock it is always over. */
const aheadPerCallMs = 4_000;

function movedClock(): Clock & { ahead: number } {
  return {
    ahead: 0,
    mono() {
      return performance.now() + this.ahead;
    },
    wall() {
      return Date.now() + this.ahead;
    },
    timer(ms, fire) {
      const handle = setTimeout(fire, ms);
      return () => clearTimeout(handle);
    },
  };
}

/** Each user has a client, as the limits are theirs. Everything is on: deadlines, retries, pacing, tokens asked for. */
function callsOf(options: Pick<ClientOptions, 'dataCenter' | 'fetch'>): Calls {
  const users: { cliq: Cliq; clock: ReturnType<typeof movedClock> }[] = [];
  const clientOf = (user: number): Cliq => {
    const known = users[user];
    if (known) {
      known.clock.ahead += aheadPerCallMs;
      return known.cliq;
    }
    const clock = movedClock();
    const cliq = createCliq({ ...options, credentials: { accessToken: () => token }, clock });
    users[user] = { cliq, clock };
    return cliq;
  };
  return {
    get: (user) => clientOf(user).pins.getPrimary(chatOf(user)),
    post: (user) => clientOf(user).pins.add(chatOf(user), pin),
  };
}

const hostsOf = ({ url }: Way): { api: string; accounts: string } => ({ api: url, accounts: url });

export const cliqkit: Peer = {
  name: 'cliqkit',
  protects: true,
  open: (way) => callsOf({ dataCenter: hostsOf(way), fetch: fetchOf(way) }),
};

export const cliqkitOverUndici: Peer = {
  name: 'cliqkit over undici.request',
  protects: true,
  open: (way) => {
    const dispatcher = way.kind === 'stub' ? new StubDispatcher() : new Agent();
    const fetch = undiciFetch((url, options) => request(url, { ...options, dispatcher }));
    return callsOf({ dataCenter: hostsOf(way), fetch });
  },
};
