import type { OperationId } from '@cliqkit/types';
import type { Place } from './fuzz-seed.ts';

/** Who sends, and how that is shown. */
export type Credential = 'own' | 'narrow' | 'expired' | 'foreign' | 'none' | 'garbled';

/** A planned fault: it may strike this call, a later one, or none. */
export interface PlannedFault {
  readonly operation: OperationId;
  readonly kind: 'unavailable' | 'failed' | 'html' | 'throttle' | 'expire-token' | 'strip-body';
}

/** One request, or the same one several times. Texts hold references. */
export interface Step {
  readonly intent: 'valid' | 'nearly' | 'hostile';
  /** What references are meant for. */
  readonly operation?: OperationId;
  readonly method: string;
  /** Path and query, percent-encoded but for the references. Of the API where it starts with `~`. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly place: Place;
  readonly user: number;
  readonly credential: Credential;
  readonly waitMs: number;
  readonly times: number;
  readonly fault?: PlannedFault;
}

/** What of a step says what to ask; the rest says who asks and when. */
export type Asked = Omit<Step, 'place' | 'user' | 'credential' | 'waitMs' | 'times' | 'fault'>;
