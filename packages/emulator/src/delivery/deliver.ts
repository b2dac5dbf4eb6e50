import type { FaultSpec } from '../faults/fault.ts';
import type { Reply } from '../replies/reply.ts';
import type { Delivery, Manner } from './delivery.ts';
import { padded } from './padded.ts';

const defaultDripMs = 1000;

function mannerOf(fault: FaultSpec | undefined, reply: Reply): Manner {
  switch (fault?.kind) {
    case 'refuse-connect':
      return { kind: 'refused' };
    case 'reset-before-read':
    case 'commit-then-reset':
      return { kind: 'reset' };
    case 'stall':
    case 'commit-then-stall':
      return { kind: 'silence' };
    case 'commit-then-truncate':
    case 'reset-mid-reply':
      // Without a body the head is the whole reply, and the client would have seen nothing of the fault.
      if (reply.body === undefined) return { kind: 'reset' };
      return { kind: 'half', ending: fault.kind === 'reset-mid-reply' ? 'reset' : 'end' };
    case 'drip':
      return { kind: 'drip', ms: fault.ms ?? defaultDripMs };
    default:
      return { kind: 'whole' };
  }
}

/** The reply as a fault lets it out. */
export function deliver(reply: Reply, fault: FaultSpec | undefined): Delivery {
  const sent = fault?.kind === 'oversize' ? padded(reply, fault.bytes) : reply;
  return { reply: sent, manner: mannerOf(fault, reply) };
}
