import type { AxeResults } from 'axe-core';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

type Note = (problem: string) => void;

/** Waits until the programs of a page have done their work. */
export async function ready(page: Page): Promise<void> {
  const program = page.url().includes('/reference/') ? '.menu-content' : '#tsd-nav-container > li';
  await page.locator(program).first().waitFor({ state: 'attached' });
  await page.locator(':is(h1, h2):visible').first().waitFor();
}

/** A page is as wide as its window, whatever is in it. */
export async function checkWidth(page: Page, note: Note): Promise<void> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (beyond > 0) note(`is ${beyond} px wider than the window`);
}

/** What axe calls serious or worse; that what folds holds a link is TypeDoc's way. */
export async function checkAccess(page: Page, note: Note): Promise<void> {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate<AxeResults>(
    "axe.run({ rules: { 'nested-interactive': { enabled: false } } })",
  );
  if (passes.length === 0) note('axe has checked nothing');
  for (const { id, impact, help, nodes } of violations) {
    if (impact !== 'serious' && impact !== 'critical') continue;
    note(
      `axe: ${id}: ${help}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 160))
        .join(' ')}`,
    );
  }
}

/** The search of the guides and packages finds what it should, and leads there. */
export async function checkSearch(page: Page, note: Note): Promise<void> {
  for (const [words, address] of [
    ['createCliq', 'api/cliqkit/createCliq.html'],
    ['fairness', 'in-depth/scale.html'],
    ['Many processes', 'guides/processes.html'],
  ] as const) {
    await page.locator('#tsd-search-trigger').click();
    await page.locator('#tsd-search-input').fill(words);
    const found = page.locator(`#tsd-search-results a[href*="${address}"]`).first();
    await found
      .waitFor({ timeout: 5_000 })
      .catch(() => note(`the search for "${words}" does not find ${address}`));
    await page.keyboard.press('Escape');
    await page.locator('#tsd-search').waitFor({ state: 'hidden' });
  }
}

/** Redoc shows an operation with what is in our extensions, and finds it. */
export async function checkOperation(page: Page, note: Note): Promise<void> {
  for (const text of ['/pin-categories', '20 calls', 'ZohoCliq.Chats.READ', 'oauthtoken_scope_invalid']) {
    await page
      .getByText(text)
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => note(`does not show "${text}"`));
  }
  await page.getByTestId('search-trigger').click();
  await page
    .getByPlaceholder(/search/i)
    .last()
    .fill('unpin');
  const found = page.getByText('Unpin chats wherever they are').last();
  await found
    .waitFor({ timeout: 5_000 })
    .catch(() => note('the search for "unpin" does not find the operation'));
}
