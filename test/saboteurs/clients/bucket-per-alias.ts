import type { Middleware } from 'cliqkit';
import { pace } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const bucketPerAlias: Saboteur = {
  does: 'counts each operation for itself, though several share one URL',
  make(setup) {
    const { clock } = setup;
    const pacers = new Map<string, Middleware>();
    const perAlias: Middleware = (request, call, next) => {
      const id = call.operation?.id ?? '';
      const pacer = pacers.get(id) ?? pace({ clock });
      pacers.set(id, pacer);
      return pacer(request, call, next);
    };
    return clientWith(setup, { pace: perAlias });
  },
  breaks: ['INV-08'],
};
