import { readFileSync } from 'node:fs';

/** Something that can go wrong, and what a caller may expect then. */
export interface Fault {
  /** A letter for its class and a number: `T07`. */
  id: string;
  class: 'transport' | 'http' | 'auth' | 'rate' | 'payload' | 'input' | 'concurrency' | 'batch' | 'store';
  fault: string;
  expects: string;
  /** Where it is made: in memory with a clock of the test, on a socket, or by the emulator. */
  layer: 'L1' | 'L2' | 'L3';
}

/** Every fault that cliqkit answers for. Each has a test that carries it. */
export const faults: readonly Fault[] = JSON.parse(
  readFileSync(new URL('./faults.json', import.meta.url), 'utf8'),
);

const byId = new Map(faults.map((fault) => [fault.id, fault]));

/** The fault with this id. Throws for an id that is in no catalogue. */
export function faultOf(id: string): Fault {
  const fault = byId.get(id);
  if (fault === undefined) throw new Error(`${id} is no fault of faults.json.`);
  return fault;
}
