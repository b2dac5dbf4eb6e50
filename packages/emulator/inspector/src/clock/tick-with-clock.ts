import type { App } from '../state/app.ts';
import { nextTickMs } from './emulator-time.ts';
import { refreshWhatEnded } from './refresh-what-ended.ts';

/** While the emulator's clock stands still, or is not known yet. */
const idleMs = 500;

/** Draws the page anew whenever its clock and its countdowns have something new to show. */
export function tickWithClock(app: App): void {
  const { clock } = app.page();
  const next = clock === undefined ? undefined : nextTickMs(clock);
  setTimeout(() => {
    if (next !== undefined && !document.hidden) {
      app.redraw();
      refreshWhatEnded(app);
    }
    tickWithClock(app);
  }, next ?? idleMs);
}
