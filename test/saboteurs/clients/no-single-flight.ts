import { refreshToken } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';
import { grantOf } from './grant-of.ts';

export const noSingleFlight: Saboteur = {
  does: 'asks for a token for each call that finds none',
  make(setup) {
    let held: { token: string; until: number } | undefined;
    const accessToken = async (context: { signal: AbortSignal | undefined; refused: string | undefined }) => {
      if (held && held.token !== context.refused && setup.clock.wall() < held.until) return held.token;
      const token = await grantOf(setup, refreshToken(setup.account))(context);
      held = { token, until: setup.clock.wall() + 3_000_000 };
      return token;
    };
    return clientWith({ ...setup, accessToken }, {});
  },
  breaks: ['INV-11'],
};
