import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { test } from 'vitest';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const places = [
  process.env['CHROMIUM_PATH'] ?? '',
  ...(process.env['PATH'] ?? '').split(delimiter).flatMap((place) => names.map((name) => join(place, name))),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const path = places.find((place) => place !== '' && existsSync(place));

if (path === undefined) {
  const text = 'the tests in a browser need Chromium: install it, or set CHROMIUM_PATH';
  // Where it is promised that all tests run, none may be left out.
  if (process.env['CI'] === 'true') throw new Error(text);
  console.warn(`skipped: ${text}`);
}

/** Whether the tests in a browser are skipped, since there is none. */
export const withoutBrowser: boolean = path === undefined;

/** A test that needs a browser. */
export const testInBrowser = test.skipIf(withoutBrowser);

/** Starts the Chromium of this machine. */
export async function startBrowser(): Promise<Browser> {
  if (path === undefined) throw new Error('there is no browser');
  // CI runs as root, where its sandbox cannot be set up; what is shown is our own.
  return await chromium.launch({ executablePath: path, chromiumSandbox: false });
}
