import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Starts the Chromium that is installed. Throws where there is none: a test that is left out tells nothing. */
export async function startBrowser(): Promise<Browser> {
  const places = (process.env['PATH'] ?? '').split(delimiter);
  const found = places
    .flatMap((place) => names.map((name) => join(place, name)))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(`these tests need a browser: none of ${names.join(', ')} is in PATH`);
  // In a container its own sandbox cannot be set up.
  return await chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
}
