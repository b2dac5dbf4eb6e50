import type { Fault } from '@cliqkit/emulator';

/** A fault that strikes while secrets are under way. */
export interface LeakyFault {
  readonly name: string;
  readonly fault: Fault;
}

/** Every kind of fault that the emulator plays, and replies that quote what was sent: the worst for a secret. */
export function leakyFaults(secrets: readonly string[]): LeakyFault[] {
  const [secret = ''] = secrets;
  const quoted = secrets.join(' ');
  const echo = (status: number): LeakyFault[] => [
    {
      name: `${status} that quotes in its message`,
      fault: { kind: 'status', status, code: 'x', message: quoted },
    },
    { name: `${status} that quotes in its code`, fault: { kind: 'status', status, code: secret } },
    {
      name: `${status} that quotes in its body`,
      fault: { kind: 'status', status, body: { request: quoted } },
    },
    {
      name: `${status} that quotes in its headers`,
      fault: {
        kind: 'status',
        status,
        headers: { 'x-request-id': secret, 'retry-after': secret, server: quoted },
      },
    },
  ];
  const bare = [
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
    'throttle',
  ] as const;
  return [
    ...bare.map((fault) => ({ name: fault, fault })),
    { name: 'a login page', fault: { kind: 'html', status: 200 } },
    {
      name: 'a redirect that quotes',
      fault: { kind: 'redirect', location: `https://evil.test/?token=${secret}` },
    },
    { name: 'a throttle that quotes', fault: { kind: 'throttle', retryAfter: secret } },
    ...[200, 400, 401, 403, 429, 500, 503].flatMap(echo),
  ];
}
