import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Emulator } from '../../src/index.ts';
import { demo } from '../../src/index.ts';
import type { Inspector } from './support/inspector-tests.ts';
import { inspectorTests } from './support/inspector-tests.ts';

const many = 10_000;

/** Calls that arrive without a socket, which is quicker. */
async function flood(emulator: Emulator, calls: number): Promise<void> {
  const headers = { authorization: `Zoho-oauthtoken ${emulator.issueToken({ expiresInMs: 1e12 })}` };
  for (let call = 0; call < calls; call += 1) {
    await emulator.fetch(`${emulator.url}/pin-categories?number=${call}`, { headers });
  }
}

async function openRequests(inspector: Inspector): Promise<void> {
  await inspector.show('requests');
  await inspector.page.getByRole('heading', { name: 'Requests' }).waitFor();
}

const nodes = ({ page }: Inspector): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('*').length);

inspectorTests('requests in the inspector', (open) => {
  test('10,000 requests come in while the page stays small and does what it is told', async () => {
    const inspector = await open({ emulator: { limits: { getPinCategories: { limit: 1e6 } } } });
    const { page, emulator } = inspector;
    await flood(emulator, 100);
    await openRequests(inspector);
    await page.getByText('100 kept').waitFor();
    const before = await nodes(inspector);
    await flood(emulator, many - 100);
    await page.getByText('10,000 kept').waitFor();
    // All of them are there, and a screenful of them is in the document.
    expect(Math.abs((await nodes(inspector)) - before)).toBeLessThan(100);
    expect(await page.locator('.row').count()).toBeLessThan(50);

    const list = page.getByRole('listbox');
    await list.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await page.locator('#request-1').waitFor();
    await list.evaluate((node) => node.scrollTo(0, node.scrollHeight / 2));
    await page.locator('#request-5000').waitFor();
    expect(await nodes(inspector)).toBeLessThan(before + 100);
    await page.locator('#request-5000').click();
    await page.getByRole('region', { name: 'Request 5000' }).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('number=777');
    await page.getByText('11 of 10,000').waitFor();
    expect(await page.locator('.row').count()).toBe(11);
  });

  test('more than the journal keeps are not kept by the page either', async () => {
    const inspector = await open({
      emulator: { journalSize: 300, limits: { getPinCategories: { limit: 1e6 } } },
    });
    const { page, emulator } = inspector;
    await flood(emulator, 1000);
    await openRequests(inspector);
    await page.locator('#request-1000').waitFor();
  });

  test('the list is walked by keys, and Enter leads to the details', async () => {
    const inspector = await open();
    const { page, send } = inspector;
    for (let call = 0; call < 5; call += 1) await send('GET', `/pin-categories?call=${call}`);
    await openRequests(inspector);
    await page.locator('#request-5').waitFor();
    const selected = page.locator('.row[aria-selected=true]');
    await page.getByRole('listbox').focus();
    await page.keyboard.press('ArrowDown');
    expect(await selected.getAttribute('data-number')).toBe('5');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.locator('#request-3[aria-selected=true]').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.locator('#request-4[aria-selected=true]').waitFor();
    await page.keyboard.press('End');
    await page.locator('#request-1[aria-selected=true]').waitFor();
    await page.keyboard.press('Home');
    await page.locator('#request-5[aria-selected=true]').waitFor();
    await page.getByRole('region', { name: 'Request 5' }).waitFor();
    expect(await page.getByRole('listbox').getAttribute('aria-activedescendant')).toBe('request-5');
    await page.keyboard.press('Enter');
    await page.locator('#request-details:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Request 5' }).waitFor({ state: 'detached' });
    await page.locator('#request-list:focus').waitFor();
  });

  test('filters narrow the list: text, operation, status, user and violations', async () => {
    const inspector = await open();
    const { page, send, emulator } = inspector;
    for (let call = 0; call < 21; call += 1) await send('GET', '/pin-categories');
    await send('POST', '/pin-categories', { title: 'Train' });
    const headers = { authorization: `Zoho-oauthtoken ${emulator.issueToken({ userId: demo.users.ben })}` };
    await fetch(`${emulator.url}/nowhere`, { headers });
    await fetch(`${emulator.url}/pin-categories`, { headers });
    await openRequests(inspector);
    await page.getByText('24 kept').waitFor();
    const choose = (name: string, label: string) =>
      page.getByRole('combobox', { name }).selectOption({ label });
    await choose('Operation', 'createPinCategory');
    await page.getByText('1 of 24').waitFor();
    await choose('Operation', 'Any operation');
    await choose('Status', '4xx');
    await page.getByText('2 of 24').waitFor();
    await page.getByRole('button', { name: 'Violations', exact: true }).click();
    await page.getByText('1 of 24').waitFor();
    await choose('User', 'Ben Okafor');
    await page.getByText('No request fits').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText('24 kept').waitFor();
    await page.getByRole('link', { name: /1 violation/ }).click();
    await page.getByText('1 of 24').waitFor();
    await page.locator('.row').click();
    await page.locator('.trouble', { hasText: 'over-limit' }).waitFor();
  });

  test('a paused list stands still and says how many have come since', async () => {
    const inspector = await open();
    const { page, send } = inspector;
    await send('GET', '/pin-categories');
    await openRequests(inspector);
    await page.getByText('1 kept').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await send('GET', '/pin-categories');
    await send('GET', '/pin-categories');
    await page.getByRole('button', { name: '2 new' }).waitFor();
    expect(await page.locator('.row').count()).toBe(1);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.locator('#request-3').waitFor();
  });

  test('the details show checks, bodies and what came of it; the copies can be pasted', async () => {
    const inspector = await open({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });
    const { page, send, emulator } = inspector;
    await send('POST', '/pin-categories', { title: "Ana's train", nope: 1 });
    await send('POST', '/pin-categories', { title: "Ana's $(train) `x` \\" });
    await openRequests(inspector);
    await page.locator('#request-1').click();
    const details = page.getByRole('region', { name: 'Request 1' });
    await details.locator('.check[data-kind=failed]', { hasText: 'validation' }).waitFor();
    await details.locator('.check-why', { hasText: 'extra_key_found' }).waitFor();
    expect(await details.locator('.check[data-kind=passed]').count()).toBe(2);
    expect(await details.locator('.body').first().innerText()).toContain('"nope": 1');
    expect(await details.innerText()).not.toMatch(/emu_1000\.[0-9a-f]{32}/);

    await page.locator('#request-2').click();
    await page.getByRole('region', { name: 'Request 2' }).getByRole('button', { name: 'curl' }).click();
    await page.getByText('curl command copied').waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    const TOKEN = emulator.issueToken();
    // Not the synchronous one: the emulator that is called is in this process.
    const { stdout } = await promisify(execFile)('sh', ['-c', `${command} -s`], {
      env: { ...process.env, TOKEN },
    });
    expect(JSON.parse(stdout)).toMatchObject({ data: { title: "Ana's $(train) `x` \\" } });

    await page.getByRole('button', { name: 'cliqkit call' }).click();
    await page.getByText('cliqkit call copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^await cliq\.folders\.create\(/,
    );
  });

  test('what is no call of the SDK says so', async () => {
    const inspector = await open();
    const { page, send } = inspector;
    await send('GET', '/nowhere');
    await openRequests(inspector);
    await page.locator('#request-1').click();
    await page.getByText('No call of the SDK sends this.').waitFor();
  });

  test('the archive is HAR, and clearing forgets', async () => {
    const inspector = await open();
    const { page, send } = inspector;
    await openRequests(inspector);
    await page.getByText('No request yet').waitFor();
    await send('GET', '/pin-categories');
    await page.locator('#request-1').waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as HAR' }).click();
    const har = JSON.parse(await readFile(await (await downloading).path(), 'utf8'));
    expect(har.log.entries).toHaveLength(1);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('No request yet').waitFor();
  });
});
