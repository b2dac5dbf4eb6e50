import type { FaultKind, FaultOrder } from '../admin/admin-types.ts';
import type { FaultField } from './fault-kinds.ts';
import { faultKinds } from './fault-kinds.ts';

/** The form of a new fault, as it stands. */
export interface FaultDraft {
  readonly target: string;
  readonly kind: FaultKind;
  /** What was typed, by field; kept when another kind is looked at. */
  readonly fields: Readonly<Record<string, string>>;
  /** '' is always. */
  readonly times: string;
  /** Milliseconds; '' is no end. */
  readonly forMs: string;
}

export const emptyFaultDraft: FaultDraft = {
  target: 'any',
  kind: 'status',
  fields: {},
  times: '1',
  forMs: '',
};

function headersOf(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) throw new Error(`A header is a name, a colon and a value; this is not: ${line}`);
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

function readField({ kind, label }: FaultField, text: string): unknown {
  if (kind === 'headers') return headersOf(text);
  if (kind === 'json') {
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(`${label}: this is not JSON.`);
    }
  }
  if (kind !== 'number') return text;
  const amount = Number(text);
  if (!Number.isFinite(amount)) throw new Error(`${label}: give a number.`);
  return amount;
}

/** The order that a form amounts to. Throws an `Error` with what to put right. */
export function faultOrder({ target, kind, fields, times, forMs }: FaultDraft): FaultOrder {
  const given = faultKinds[kind].fields.flatMap((field) => {
    const text = fields[field.name]?.trim() ?? '';
    return text === '' ? [] : [[field.name, readField(field, text)]];
  });
  // A fault of this kind needs a status, the others have one of their own.
  const fault = { ...(kind === 'status' && { status: 503 }), ...Object.fromEntries(given), kind };
  return {
    target,
    fault,
    times: times === '' ? null : Number(times),
    ...(forMs !== '' && { forMs: Number(forMs) }),
  };
}
