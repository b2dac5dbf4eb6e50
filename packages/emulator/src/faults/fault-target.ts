import { requireOperationId } from '../spec/operation-id.ts';
import type { FaultSpec } from './fault.ts';
import type { FaultTarget } from './faults.ts';

/** Throws a TypeError for an operation that there is not. */
export function requireTarget<Target extends FaultTarget | 'any'>(target: Target): Target {
  if (target !== 'token' && target !== 'any') requireOperationId(target);
  return target;
}

/** The token endpoint takes no access token that could be expired. */
export function canStrike(target: FaultTarget | 'any', { kind }: FaultSpec): boolean {
  return target !== 'token' || kind !== 'expire-token';
}

/** Throws a TypeError for a fault that can never strike there. */
export function requireStrikable(target: FaultTarget | 'any', fault: FaultSpec): void {
  if (!canStrike(target, fault)) {
    throw new TypeError(`@cliqkit/emulator: ${fault.kind} cannot strike the token endpoint`);
  }
}

/** The calls that a text names. Throws a TypeError for an operation that there is not. */
export function readTarget(text: string): FaultTarget | 'any' {
  return text === 'token' || text === 'any' ? text : requireOperationId(text);
}

/** The same, of one operation or endpoint. */
export function readSingleTarget(text: string): FaultTarget {
  return text === 'token' ? text : requireOperationId(text);
}
