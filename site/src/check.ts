// pnpm site:check: opens the built site in Chromium, in light and dark and on a phone.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/src/rehearse/find-chromium.ts';
import { checkAccess, checkOperation, checkSearch, checkWidth, ready } from './browser/look-at.ts';
import { serveSite } from './browser/serve-site.ts';
import type { View } from './browser/views.ts';
import { views } from './browser/views.ts';
import { watchPage } from './browser/watch-page.ts';
import { site } from './paths.ts';

/** Every page of a folder of the site, those of its own folders aside. */
const pagesOf = (folder: string): string[] =>
  readdirSync(join(site, folder))
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(folder, name));

/** What is looked at besides: pages of one kind are alike. */
const samples = [
  'api/cliqkit/createCliq.html',
  'api/core/ApiError.html',
  'api/threads/Threads.html',
  'decisions/index.html',
  'decisions/0021-dist-is-bundled.html',
];
/** Pages whose accessibility is in our hands. */
const ours = new Set(['index.html', 'guides/auth.html', 'in-depth/scale.html', 'api/node.html']);
const operation = 'reference/folders.html#/folders/getpincategories';

async function look(page: Page, path: string, note: (problem: string) => void): Promise<void> {
  await ready(page);
  await checkWidth(page, note);
  if (ours.has(path)) await checkAccess(page, note);
  if (path === 'index.html') await checkSearch(page, note);
  if (path === operation && (page.viewportSize()?.width ?? 0) > 1000) await checkOperation(page, note);
}

async function lookAtAll(
  browser: Browser,
  base: string,
  view: View,
  paths: readonly string[],
): Promise<string[]> {
  const context = await browser.newContext({ ...view.context, reducedMotion: 'reduce' });
  const problems: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  let path = '';
  const note = (problem: string): number => problems.push(`${path}, ${view.name}: ${problem}`);
  watchPage(page, base, note);
  for (path of paths) {
    try {
      await page.goto(base + path);
      await look(page, path, note);
    } catch (error) {
      note(error instanceof Error ? error.message : String(error));
    }
  }
  await context.close();
  return problems;
}

async function check(executablePath: string): Promise<string[]> {
  const paths = [...['.', 'guides', 'in-depth', 'api', 'reference'].flatMap(pagesOf), ...samples, operation];
  const server = await serveSite();
  // CI runs as root, where its sandbox cannot be set up; what is shown is our own.
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
  try {
    const found = await Promise.all(views.map((view) => lookAtAll(browser, server.base, view, paths)));
    console.log(
      `${paths.length} pages of the site were opened in ${views.map(({ name }) => name).join(', ')}.`,
    );
    return found.flat();
  } finally {
    await browser.close();
    await server.close();
  }
}

const path = findChromium(process.env);
if (!existsSync(join(site, 'index.html'))) {
  console.error('There is no site yet: build it with `pnpm site`.');
  process.exitCode = 1;
} else if (path === undefined) {
  const text =
    'the site is looked at with Chromium: install it (on Debian: apt-get install chromium), or set CHROMIUM_PATH';
  if (process.env['CI'] === 'true') {
    console.error(text);
    process.exitCode = 1;
  } else {
    console.warn(`SKIPPED: ${text}`);
  }
} else {
  const problems = await check(path);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
