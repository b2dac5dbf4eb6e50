import fc from 'fast-check';
import type { Quirks } from '../../src/index.ts';

/** Every quirk, or this does not compile. Limits on numbers of things are low often, so that they are met. */
const positions = {
  checkOrder: fc.constantFrom<Quirks['checkOrder']>(
    ['auth', 'throttle', 'validation'],
    ['auth', 'validation', 'throttle'],
    ['throttle', 'auth', 'validation'],
    ['throttle', 'validation', 'auth'],
    ['validation', 'auth', 'throttle'],
    ['validation', 'throttle', 'auth'],
  ),
  throttleReply: fc.constantFrom('429', '400', 'nested'),
  retryAfter: fc.constantFrom('absent', 'present'),
  window: fc.constantFrom('rolling', 'fixed'),
  duringLock: fc.constantFrom('ignored', 'extend'),
  acknowledge: fc.constantFrom('204', '200'),
  noPrimary: fc.constantFrom('operation_failed', 'no-content', 'null'),
  primaryRemoved: fc.constantFrom('none', 'promote'),
  closedThread: fc.constantFrom('operation_failed', 'operation_not_allowed'),
  syncGrain: fc.constantFrom('milliseconds', 'seconds'),
  maxPinnedMessages: fc.constantFrom(1, 3, 5, 50),
  maxFolders: fc.constantFrom(3, 5, 20, 200),
  maxPinsPerFolder: fc.constantFrom(2, 5, 100),
  tokenThrottleStatus: fc.constantFrom(400, 200),
  tokenThrottleEnds: fc.constantFrom('quiet', 'window'),
  activeAccessTokens: fc.constantFrom(2, 15, 30),
  expiresIn: fc.constantFrom('seconds', 'legacy'),
  tokenScope: fc.constantFrom('absent', 'present'),
  oauthProfile: fc.constantFrom('zoho', 'zoho', 'zoho', 'rfc'),
  repeatedConsent: fc.constantFrom('access-only', 'refresh-token'),
  deviceTimes: fc.constantFrom('milliseconds', 'seconds'),
} satisfies { readonly [Name in keyof Quirks]: fc.Arbitrary<Quirks[Name]> };

/** Any positions of the quirks. */
export const fuzzQuirks: fc.Arbitrary<Partial<Quirks>> = fc.record(positions, { requiredKeys: [] });
