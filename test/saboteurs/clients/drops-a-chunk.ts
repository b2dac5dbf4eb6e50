import type { ModuleClient, Operations } from 'cliqkit';
import { apiCall } from 'cliqkit';
import type { Saboteur } from '../setup.ts';
import { realClient } from '../setup.ts';

export const dropsAChunk: Saboteur = {
  does: 'leaves out the second call of a batch, and reports its items as done',
  make(setup) {
    const client = realClient(setup);
    return {
      ...client,
      module<Ops extends Operations>(operations: Ops): ModuleClient<Ops> {
        const call = client.module(operations);
        let calls = 0;
        return (id, input, options) => {
          if (id !== 'deletePinnedMessages') return call(id, input, options);
          calls += 1;
          if (calls !== 2) return call(id, input, options);
          const response = new Response(null, { status: 204 });
          return apiCall(Promise.resolve({ data: undefined as never, response }));
        };
      },
    };
  },
  breaks: ['INV-04'],
};
