import type { TokenStore } from 'cliqkit';
import { memoryTokens } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

/** Writes whatever is stored meanwhile, by counting on from there. */
export const unfencedTokens: Saboteur = {
  does: 'writes its token over whatever another program has written meanwhile',
  make(setup) {
    const { tokens: kept = memoryTokens() } = setup;
    const tokens: TokenStore = {
      read: kept.read,
      async write(key, record) {
        for (let tries = 0; tries < 5; tries += 1) {
          const generation = ((await kept.read(key))?.generation ?? 0) + 1;
          if (await kept.write(key, { ...record, generation })) return true;
        }
        return false;
      },
    };
    return clientWith({ ...setup, tokens }, {});
  },
  breaks: ['INV-26'],
};
