import type { Exchange } from '../admin/admin-types.ts';
import type { App } from '../state/app.ts';

/** Opens the details of a request. */
export function selectRequest(app: App, number: number): void {
  const { requests } = app.page();
  if (requests.selected === number) return;
  app.set({ requests: { ...requests, selected: number } });
  app.act(async (admin) => {
    const exchange = await admin.call<Exchange>('GET', `/journal/${number}`);
    const { requests: now } = app.page();
    // By then the user may have gone on to another.
    if (now.selected === number) app.set({ requests: { ...now, exchange } });
  });
}

export function closeRequest(app: App): void {
  app.set({ requests: { ...app.page().requests, selected: undefined, exchange: undefined } });
}
