import type { Clock, ClockTurn } from '../admin/admin-types.ts';
import type { App } from '../state/app.ts';
import { readingOf } from './emulator-time.ts';

/** Turns the clock of the emulator, and shows at once what it says then. */
export function turnClock(app: App, turn: ClockTurn): void {
  if (app.page().clock?.clock.controllable !== true) {
    app.say('This emulator goes by a clock that cannot be turned.', true);
    return;
  }
  app.act(async (admin) => {
    app.set({ clock: readingOf(await admin.call<Clock>('POST', '/clock', turn)) });
  });
}
