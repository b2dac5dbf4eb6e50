import type { ErrorCode, OperationId } from '@cliqkit/types';
import type { EmulatorOptions } from '../../src/index.ts';
import type { Read, Session } from '../session.ts';
import type { Cell, CellKind } from './cells.ts';
import { descriptors } from './cells.ts';
import { callSample } from './sample-calls.ts';

type Options = Pick<EmulatorOptions, 'quirks' | 'limits'>;

/** A cell, and what brings it about. */
export interface Carried extends Cell {
  /** Why nobody can tell what brings it about: a planned fault plays it. Absent for what the emulator does by rule. */
  readonly assumed?: string;
  readonly options: Options;
  /** Gives the reply that the cell is about; it has to be the last one. */
  readonly play: (session: Session) => Promise<Read>;
}

/**
 * A cell that the emulator plays by rule. The compiler refuses a code that the operation does not have.
 *
 * @example
 * carry('createPinCategory', 'param_missing', (session) => session.post('/pin-categories', {}));
 */
export function carry<Id extends OperationId>(
  operation: Id,
  kind: CellKind<Id>,
  play: Carried['play'],
  options: Options = {},
): Carried {
  return { operation, kind, options, play };
}

/** An error code of which nobody knows what causes it. Only a planned fault answers it. */
export function assume<Id extends OperationId>(operation: Id, code: ErrorCode<Id>, assumed: string): Carried {
  return {
    operation,
    kind: code,
    assumed,
    options: {},
    play(session) {
      const status = descriptors[operation].errors[code] ?? 0;
      session.emulator.faults.plan(operation, { kind: 'status', status, code });
      return callSample(session, operation);
    },
  };
}
