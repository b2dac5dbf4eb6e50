import type { Fault, FaultKind, FaultSpec } from './fault.ts';

const kinds: ReadonlySet<string> = new Set<FaultKind>([
  'status',
  'throttle',
  'expire-token',
  'refuse-connect',
  'reset-before-read',
  'stall',
  'strip-body',
  'commit-then-reset',
  'commit-then-stall',
  'commit-then-truncate',
  'reset-mid-reply',
  'html',
  'oversize',
  'drip',
  'redirect',
]);

function requireStatus(status: number, from: number, to: number): void {
  if (!Number.isInteger(status) || status < from || status > to) {
    throw new TypeError(`@cliqkit/emulator: ${status} is not a status; give one from ${from} to ${to}`);
  }
}

function requireAmount(name: string, amount: number): void {
  if (!Number.isFinite(amount) || amount < 0) {
    throw new TypeError(`@cliqkit/emulator: ${amount} will not do for ${name}; give a number, 0 or more`);
  }
}

function requireHeaders(headers: Readonly<Record<string, string>>): void {
  try {
    new Headers(headers);
  } catch (cause) {
    throw new TypeError('@cliqkit/emulator: a fault has a header that cannot be sent', { cause });
  }
}

function check(fault: FaultSpec): void {
  switch (fault.kind) {
    case 'status':
      requireStatus(fault.status, 200, 599);
      requireHeaders(fault.headers ?? {});
      break;
    case 'throttle':
      requireAmount('lockMs', fault.lockMs ?? 0);
      requireHeaders(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter });
      break;
    case 'html':
      requireStatus(fault.status ?? 502, 200, 599);
      // These have no body, so there would be no page.
      if (fault.status === 204 || fault.status === 205 || fault.status === 304) {
        throw new TypeError(`@cliqkit/emulator: a reply with status ${fault.status} cannot have a page`);
      }
      break;
    case 'oversize':
      requireAmount('bytes', fault.bytes ?? 0);
      break;
    case 'drip':
      requireAmount('ms', fault.ms ?? 0);
      break;
    case 'redirect':
      requireStatus(fault.status ?? 302, 300, 399);
      requireHeaders(fault.location === undefined ? {} : { location: fault.location });
      break;
  }
}

/** The fault in full. Throws a `TypeError` for one that cannot be played. */
export function readFault(fault: Fault): FaultSpec {
  const spec: FaultSpec = typeof fault === 'string' ? { kind: fault } : fault;
  if (!kinds.has(spec.kind)) {
    throw new TypeError(`@cliqkit/emulator: there is no fault ${JSON.stringify(spec.kind)}`);
  }
  check(spec);
  return spec;
}
