import type { FaultKind } from '../admin/admin-types.ts';

/** A parameter of a fault, as its form asks for it. */
export interface FaultField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'number' | 'text' | 'json' | 'headers' | readonly string[];
  /** What holds when it is left empty. */
  readonly otherwise: string;
}

/** What a kind of fault is, in words. */
export interface FaultForm {
  readonly group:
    | 'A reply of its own'
    | 'Nothing gets through'
    | 'Carried out, then lost'
    | 'Carried out, oddly answered';
  readonly executed: 'no' | 'yes' | 'without its body';
  readonly sees: string;
  readonly fields: readonly FaultField[];
}

const status: FaultField = { name: 'status', label: 'Status', kind: 'number', otherwise: '' };

export const faultKinds: Readonly<Record<FaultKind, FaultForm>> = {
  status: {
    group: 'A reply of its own',
    executed: 'no',
    sees: 'The reply that you write here.',
    fields: [
      { ...status, otherwise: '503' },
      { name: 'code', label: 'Error code', kind: 'text', otherwise: 'none' },
      { name: 'message', label: 'Message', kind: 'text', otherwise: 'none' },
      { name: 'body', label: 'JSON body', kind: 'json', otherwise: 'made of code and message' },
      { name: 'headers', label: 'Headers', kind: 'headers', otherwise: 'none; one on a line' },
    ],
  },
  throttle: {
    group: 'A reply of its own',
    executed: 'no',
    sees: 'The refusal of the throttle; the user is locked out, as if the limit had been passed.',
    fields: [
      { name: 'dialect', label: 'Put as', kind: ['429', '400', 'nested'], otherwise: 'as the quirk says' },
      { name: 'lockMs', label: 'Lock, ms', kind: 'number', otherwise: 'that of the operation' },
      { name: 'retryAfter', label: 'Retry-After', kind: 'text', otherwise: 'as the quirk says' },
    ],
  },
  'expire-token': {
    group: 'A reply of its own',
    executed: 'no',
    sees: '401 oauthtoken_invalid; the access token is dead.',
    fields: [],
  },
  html: {
    group: 'A reply of its own',
    executed: 'no',
    sees: 'A page instead of JSON, as of a gateway without its service.',
    fields: [{ ...status, otherwise: '502' }],
  },
  redirect: {
    group: 'A reply of its own',
    executed: 'no',
    sees: 'A redirect to somewhere else.',
    fields: [
      { ...status, otherwise: '302' },
      { name: 'location', label: 'Location', kind: 'text', otherwise: '/login' },
    ],
  },
  'refuse-connect': {
    group: 'Nothing gets through',
    executed: 'no',
    sees: 'ECONNREFUSED, in process. Over HTTP the connection stands already, so it is a 501.',
    fields: [],
  },
  'reset-before-read': { group: 'Nothing gets through', executed: 'no', sees: 'ECONNRESET.', fields: [] },
  stall: { group: 'Nothing gets through', executed: 'no', sees: 'Nothing, for ever.', fields: [] },
  'commit-then-reset': {
    group: 'Carried out, then lost',
    executed: 'yes',
    sees: 'ECONNRESET, though it was carried out.',
    fields: [],
  },
  'commit-then-stall': {
    group: 'Carried out, then lost',
    executed: 'yes',
    sees: 'Nothing, for ever, though it was carried out.',
    fields: [],
  },
  'commit-then-truncate': {
    group: 'Carried out, then lost',
    executed: 'yes',
    sees: 'The head and half of the body; then the connection ends.',
    fields: [],
  },
  'reset-mid-reply': {
    group: 'Carried out, then lost',
    executed: 'yes',
    sees: 'The head and half of the body; then the connection is reset.',
    fields: [],
  },
  oversize: {
    group: 'Carried out, oddly answered',
    executed: 'yes',
    sees: 'The reply, followed by blanks until it is huge.',
    fields: [{ name: 'bytes', label: 'Bytes', kind: 'number', otherwise: '16 MiB' }],
  },
  drip: {
    group: 'Carried out, oddly answered',
    executed: 'yes',
    sees: 'The reply, byte by byte.',
    fields: [{ name: 'ms', label: 'Pause, ms', kind: 'number', otherwise: '1000' }],
  },
  'strip-body': {
    group: 'Carried out, oddly answered',
    executed: 'without its body',
    sees: 'The reply to a request without a body, as behind a proxy that strips it.',
    fields: [],
  },
};

export function isFaultKind(name: string): name is FaultKind {
  return Object.hasOwn(faultKinds, name);
}
