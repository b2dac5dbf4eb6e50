import type { Visit } from '../journal/visit.ts';
import type { FaultSpec } from './fault.ts';
import type { Threat } from './fault-book.ts';

/** Lets the fault of a request strike, and notes it. */
export function strike({ fault, note }: Threat, visit: Visit): FaultSpec {
  visit.fault = fault;
  // Where the connection is refused nothing arrives, so the journal has nothing to point to.
  note(visit.at, fault.kind === 'refuse-connect' ? undefined : visit.number);
  return fault;
}
