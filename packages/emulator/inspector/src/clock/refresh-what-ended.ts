import type { App } from '../state/app.ts';
import type { Topic } from '../state/loads.ts';
import type { Page } from '../state/page.ts';
import { emulatorTime } from './emulator-time.ts';

/** For each topic, the moment that has been asked about last, so that each is asked about once. */
const asked = new Map<Topic, number>();

/** When something of a topic ends by itself, of which no event tells. */
function endsOf({
  limits,
  faults,
  tokens,
  chat,
  thread,
}: Page): readonly [Topic, readonly (number | null | undefined)[]][] {
  return [
    ['limits', limits?.flatMap(({ freeAt, lockedUntil }) => [freeAt, lockedUntil]) ?? []],
    ['faults', faults?.waiting.map(({ endsAt }) => endsAt) ?? []],
    ['tokens', tokens?.map(({ expiresAt }) => expiresAt) ?? []],
    ['state', [...(chat?.pins ?? []), ...(thread?.pins ?? [])].map(({ expiresAt }) => expiresAt)],
  ];
}

/** Asks anew for what time has ended: windows, locks, faults, tokens and pins. */
export function refreshWhatEnded(app: App): void {
  const page = app.page();
  if (page.clock === undefined) return;
  const now = emulatorTime(page.clock);
  for (const [topic, ends] of endsOf(page)) {
    const latest = Math.max(...ends.map((end) => (typeof end === 'number' && end <= now ? end : 0)));
    if (latest <= (asked.get(topic) ?? 0)) continue;
    asked.set(topic, latest);
    app.refresh.soon([topic]);
  }
}
