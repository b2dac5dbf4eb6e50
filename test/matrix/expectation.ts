import type { OperationDescriptor } from 'cliqkit';
import type { Instruction, Kind } from './instructions.ts';

/** What the service makes of a call that it has carried out already. */
export interface Repeated {
  /** Whether it is carried out again; if not, it is refused. */
  readonly passes: boolean;
  /** Class of the error that a refusal becomes. */
  readonly error: string;
}

/** What has to come of a cell. */
export interface Expectation {
  /** How often the call is handed to the network. */
  readonly sends: number;
  /** 'ok', or the class of the error. */
  readonly end: string;
  readonly outcome: 'ok' | 'notApplied' | 'unknown';
  /** How often the service carries out a change. */
  readonly commits: number;
  /** How many of the planned faults the sends get to. */
  readonly reached: number;
}

type RetryClass = OperationDescriptor['retry'];

/** The class table: whether a class may be sent again after what a client knows of its sends. */
function maySendAgain(retryClass: RetryClass, kind: Kind, wasUnclear: boolean): boolean {
  if (kind === 'forbidden') return false;
  if (retryClass !== 'never') return true;
  return kind !== 'unclear' && !wasUnclear;
}

/** Follows the sends of a cell through the class table, and through what the service does meanwhile. */
export function expect(
  { retry, method }: Pick<OperationDescriptor, 'retry' | 'method'>,
  faults: readonly Instruction[],
  repeated: Repeated,
): Expectation {
  let commits = 0;
  let isUnclear = false;
  let renewals = 0;
  /** What the service answers to a call that nothing stands in the way of. */
  const carryOut = (): 'ok' | 'refused' => {
    if (method === 'GET') return 'ok';
    if (commits > 0 && !repeated.passes) return 'refused';
    commits += 1;
    return 'ok';
  };
  const failedAs = (end: string, reached: number): Expectation => {
    const outcome = isUnclear && retry !== 'safe' ? 'unknown' : 'notApplied';
    return { sends: reached, end, outcome, commits, reached };
  };
  for (const [index, { kind, executes, showsHead, error }] of faults.entries()) {
    // A refusal is one by its status; what it says of why is in the half that never came.
    if (executes && carryOut() === 'refused' && showsHead) return failedAs('ApiError', index + 1);
    const goesOn = maySendAgain(retry, kind, isUnclear) && (kind !== 'expired' || renewals === 0);
    isUnclear ||= kind === 'unclear';
    renewals += kind === 'expired' ? 1 : 0;
    if (!goesOn) return failedAs(error, index + 1);
  }
  const sends = faults.length + 1;
  if (carryOut() === 'refused') return { ...failedAs(repeated.error, sends), reached: faults.length };
  return { sends, end: 'ok', outcome: 'ok', commits, reached: faults.length };
}
