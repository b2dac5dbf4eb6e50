import type { Check, Quirks } from './quirks.ts';

/** What a quirk can be set to. */
interface QuirkChoice {
  /** The question that it answers. */
  readonly about: string;
  /** What it can be; empty where it is a number, or the order of the checks. */
  readonly positions: readonly (string | number)[];
  /** The least number, where it is one. */
  readonly least?: number;
}

const checks: readonly Check[] = ['auth', 'throttle', 'validation'];

/** By quirk. Sources and confidence stand in docs/emulator.md. */
export const quirkChoices: Readonly<Record<keyof Quirks, QuirkChoice>> = {
  checkOrder: { about: 'Which check comes first?', positions: [] },
  throttleReply: { about: 'How is a throttle put?', positions: ['429', '400', 'nested'] },
  retryAfter: { about: 'Does a throttle say when to come back?', positions: ['absent', 'present'] },
  window: { about: 'From when on are calls counted?', positions: ['rolling', 'fixed'] },
  duringLock: { about: 'What does a call during a lock do to it?', positions: ['ignored', 'extend'] },
  acknowledge: { about: 'How are leave, mute and unmute acknowledged?', positions: ['204', '200'] },
  noPrimary: {
    about: 'What answers for the primary pin when there is none?',
    positions: ['operation_failed', 'no-content', 'null'],
  },
  primaryRemoved: { about: 'Which pin follows a primary one that goes?', positions: ['none', 'promote'] },
  closedThread: {
    about: 'How does a closed thread refuse a message?',
    positions: ['operation_failed', 'operation_not_allowed'],
  },
  syncGrain: { about: 'How exactly is last_sync_time compared?', positions: ['milliseconds', 'seconds'] },
  maxPinnedMessages: { about: 'How many pins does a chat hold?', positions: [], least: 0 },
  maxFolders: { about: 'How many folders may a user have?', positions: [], least: 0 },
  maxPinsPerFolder: { about: 'How many chats does a folder hold?', positions: [], least: 0 },
  tokenThrottleStatus: { about: 'Status of the throttle of token requests?', positions: [200, 400] },
  tokenThrottleEnds: { about: 'What ends the throttle of token requests?', positions: ['quiet', 'window'] },
  activeAccessTokens: {
    about: 'How many access tokens of a refresh token live at a time?',
    positions: [],
    least: 1,
  },
  expiresIn: { about: 'How is the lifetime of a token put?', positions: ['seconds', 'legacy'] },
  tokenScope: { about: 'Does a token reply name its scopes?', positions: ['absent', 'present'] },
  oauthProfile: { about: 'Does the accounts server speak as Zoho does?', positions: ['zoho', 'rfc'] },
  repeatedConsent: {
    about: 'What does a second consent bring without prompt=consent?',
    positions: ['access-only', 'refresh-token'],
  },
  deviceTimes: { about: 'Unit of the times of a device?', positions: ['milliseconds', 'seconds'] },
};

/** Whether there is a quirk of this name. */
export function isQuirk(name: string): name is keyof Quirks {
  return Object.hasOwn(quirkChoices, name);
}

/** The names of all quirks. */
export const quirkNames: readonly (keyof Quirks)[] = Object.keys(quirkChoices).filter(isQuirk);

/** Whether a quirk can be set to a value. */
export function canBe(name: keyof Quirks, value: unknown): boolean {
  const { positions, least } = quirkChoices[name];
  if (name === 'checkOrder') {
    return (
      Array.isArray(value) && value.length === checks.length && checks.every((one) => value.includes(one))
    );
  }
  if (least !== undefined) return Number.isSafeInteger(value) && Number(value) >= least;
  return positions.some((position) => position === value);
}

/** What a quirk can be set to, in words. */
export function positionsOf(name: keyof Quirks): string {
  const { positions, least } = quirkChoices[name];
  if (name === 'checkOrder') return `${checks.join(', ')} in any order`;
  if (least !== undefined) return `an integer from ${least}`;
  return positions.map((position) => JSON.stringify(position)).join(', ');
}
