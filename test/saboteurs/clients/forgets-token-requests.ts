import type { TokenStore } from 'cliqkit';
import { memoryTokens } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const forgetsTokenRequests: Saboteur = {
  does: 'counts the tokens it asks for in the memory of the program alone, so that a crash loop asks without end',
  make(setup) {
    const { tokens: kept = memoryTokens() } = setup;
    const tokens: TokenStore = {
      read: kept.read,
      write: (key, record) => kept.write(key, { ...record, requestedAt: [] }),
    };
    return clientWith({ ...setup, tokens }, {});
  },
  breaks: ['INV-12'],
};
