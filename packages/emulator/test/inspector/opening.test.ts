import type { Request } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Inspector } from './support/inspector-tests.ts';
import { inspectorTests } from './support/inspector-tests.ts';

/** Where the token of an emulator shows in what was sent, apart from the header that is meant for it. */
async function leaks({ emulator }: Inspector, requests: readonly Request[]): Promise<string[]> {
  const found: string[] = [];
  for (const request of requests) {
    const { 'x-emulator-token': _, ...headers } = await request.allHeaders();
    const sent = JSON.stringify([request.url(), headers, request.postData()]);
    if (sent.includes(emulator.adminToken)) found.push(request.url());
  }
  return found;
}

inspectorTests('opening the inspector', (open) => {
  test('the token leaves the address at once, and survives a reload', async () => {
    const { page, emulator } = await open();
    await page.waitForURL(`${emulator.origin}/`);
    await page.reload();
    await page.locator('.line[data-state=live]').waitFor();
    expect(page.url()).not.toContain('token');
  });

  test('the token is in no address, referrer, cookie or body that is sent', async () => {
    const inspector = await open();
    const { page, context } = inspector;
    const requests: Request[] = [];
    page.on('request', (request) => requests.push(request));
    await page.reload();
    await page.locator('.line[data-state=live]').waitFor();
    for (const panel of ['requests', 'limits', 'faults', 'tokens', 'setup', 'workspace']) {
      await inspector.show(panel);
      await page.locator(`.panel-${panel}`).waitFor();
    }
    await page.getByRole('button', { name: '+1 min' }).click();
    await page.getByText('09:01:00').waitFor();
    expect(requests.length).toBeGreaterThan(40);
    expect(await leaks(inspector, requests)).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  });

  test('without a token the page asks for it, and takes the whole address as well', async () => {
    const { page, emulator } = await open({ address: ({ origin }) => origin });
    await page.getByLabel('Token').fill(emulator.inspectorUrl);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.locator('.line[data-state=live]').waitFor();
    expect(page.url()).not.toContain(emulator.adminToken);
  });

  test('a wrong token is refused and asked for again', async () => {
    const { page, emulator } = await open({ address: ({ origin }) => `${origin}/#token=${'0'.repeat(32)}` });
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Token').fill(emulator.adminToken);
    await page.keyboard.press('Enter');
    await page.locator('.line[data-state=live]').waitFor();
  });

  test('a panel has an address of its own', async () => {
    const { page, emulator } = await open();
    await page.keyboard.press('3');
    await page.waitForURL(`${emulator.origin}/#limits`);
    await page.reload();
    await page.getByRole('heading', { name: 'Limits' }).waitFor();
  });

  test('the line says when the emulator has gone', async () => {
    const { page, emulator } = await open();
    await emulator.close();
    await page.locator('.line[data-state=reconnecting]').waitFor();
  });

  test('the theme is that of the system until another is chosen, and is kept', async () => {
    const { page } = await open({ context: { colorScheme: 'dark' } });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.getByRole('button', { name: 'Theme: auto' }).click();
    await page.getByRole('button', { name: 'Theme: light' }).waitFor();
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.reload();
    await page.getByRole('button', { name: 'Theme: light' }).click();
    await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
    expect(await ground()).toBe(dark);
  });
});
