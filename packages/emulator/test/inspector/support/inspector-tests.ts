import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest';
import type { Emulator, EmulatorOptions } from '../../../src/index.ts';
import { createClock, createEmulator } from '../../../src/index.ts';
import { startBrowser, withoutBrowser } from '../../browser/chromium.ts';
import { buildInspector } from './build-inspector.ts';

/** A page that shows an emulator. */
export interface Inspector {
  readonly emulator: Emulator;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Sends to the API as a client would, through the HTTP door. */
  send(method: string, path: string, body?: unknown): Promise<Response>;
  /** Orders something of the admin API. */
  order(method: string, path: string, body?: unknown): Promise<void>;
  /** Opens a panel by its link. */
  show(panel: string): Promise<void>;
}

/** How a page is opened. */
export interface OpenOptions {
  readonly emulator?: EmulatorOptions;
  readonly context?: BrowserContextOptions;
  /** Where the page begins. @default the address that the emulator prints, with its token */
  readonly address?: (emulator: Emulator) => string;
}

/** Notes what must not happen in any test: errors of the program, dialogs, and what the policy of the page has stopped. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) problems.push(message.text());
  });
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  return problems;
}

async function openInspector(browser: Browser, options: OpenOptions): Promise<Inspector> {
  const emulator = await createEmulator({ clock: createClock(), ...options.emulator });
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options.context });
  const page = await context.newPage();
  // Less than that of a test, so that it says what it has waited for.
  page.setDefaultTimeout(15_000);
  const problems = watch(page);
  onTestFinished(async () => {
    await context.close();
    await emulator.close();
    expect(problems).toEqual([]);
  });
  await page.goto(options.address?.(emulator) ?? emulator.inspectorUrl);
  if (options.address === undefined) await page.locator('.line[data-state=live]').waitFor();

  const headers = { authorization: `Zoho-oauthtoken ${emulator.issueToken({ expiresInMs: 1e12 })}` };
  const sent = (body: unknown): RequestInit => (body === undefined ? {} : { body: JSON.stringify(body) });
  return {
    emulator,
    context,
    page,
    send: (method, path, body) => fetch(emulator.url + path, { method, headers, ...sent(body) }),
    async order(method, path, body) {
      const admin = { 'x-emulator-token': emulator.adminToken, 'content-type': 'application/json' };
      const reply = await fetch(`${emulator.origin}/_emulator${path}`, {
        method,
        headers: admin,
        ...sent(body),
      });
      expect(reply.ok, await reply.text()).toBe(true);
    },
    show: (panel) => page.locator(`.menu a[href="#${panel}"]`).click(),
  };
}

/** Tests with one browser for the file, which are skipped on a machine without one. */
export function inspectorTests(
  name: string,
  tests: (open: (options?: OpenOptions) => Promise<Inspector>) => void,
): void {
  describe.skipIf(withoutBrowser)(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      buildInspector();
      browser = await startBrowser();
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
    });
    tests((options = {}) => {
      if (browser === undefined) throw new Error('The browser has not started');
      return openInspector(browser, options);
    });
  });
}
