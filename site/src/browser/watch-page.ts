import type { Page } from 'playwright-core';

/** Notes what a page of the site must never do: errors, failed requests, requests to somewhere else. */
export function watchPage(page: Page, base: string, note: (problem: string) => void): void {
  page.on('pageerror', ({ message }) => note(`error: ${message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !/^(?:data|blob):/.test(url)) note(`asks for ${url}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left stops what it was loading.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') note(`${request.url()} could not be loaded: ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`${response.url()} is answered with ${response.status()}`);
  });
}
