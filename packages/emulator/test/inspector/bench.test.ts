import { expect, test } from 'vitest';
import { createClock, demo } from '../../src/index.ts';
import { inspectorTests } from './support/inspector-tests.ts';

inspectorTests('clock, limits and faults in the inspector', (open) => {
  test('a lock counts down as the clock advances, and ends', async () => {
    const { page, send, order, show } = await open();
    for (let call = 0; call < 21; call += 1) await send('GET', '/pin-categories');
    await show('limits');
    const gauge = page.locator('.gauge[data-state=locked]');
    await gauge.getByText('5:00').waitFor();
    await order('POST', '/clock', { advanceMs: 61_000 });
    await gauge.getByText('3:59').waitFor();
    await page.getByRole('button', { name: '+1 min' }).click();
    await gauge.getByText('2:59').waitFor();
    await page.getByRole('button', { name: '+5 min' }).click();
    await page.getByText('No limit in use').waitFor();
    expect((await send('GET', '/pin-categories')).status).toBe(200);
    await page.locator('.gauge[data-state=used]', { hasText: '1 of 20' }).waitFor();
  });

  test('a lock set in the page keeps the user out, and one taken off lets them in', async () => {
    const { page, send, show } = await open();
    await send('GET', '/pin-categories');
    await show('limits');
    await page.getByRole('button', { name: 'Lock GET /pin-categories' }).click();
    await page.getByRole('button', { name: 'Unlock GET /pin-categories' }).waitFor();
    expect((await send('GET', '/pin-categories')).status).toBe(429);
    await page.getByRole('button', { name: 'Unlock GET /pin-categories' }).click();
    await page.getByRole('button', { name: 'Lock GET /pin-categories' }).waitFor();
    expect((await send('GET', '/pin-categories')).status).toBe(200);
  });

  test('the clock freezes and runs by its key', async () => {
    const { page } = await open();
    const deck = page.getByRole('group', { name: 'Clock of the emulator' });
    await deck.getByText('frozen').waitFor();
    await page.getByRole('button', { name: '+1 h' }).click();
    await deck.getByText('10:00:00').waitFor();
  });

  test('a clock of the machine that can be turned runs, freezes and runs faster', async () => {
    const { page } = await open({ emulator: { clock: createClock({ mode: 'offset' }) } });
    const deck = page.getByRole('group', { name: 'Clock of the emulator' });
    await deck.getByText('runs').waitFor();
    await page.keyboard.press('f');
    await deck.getByText('frozen').waitFor();
    await page.keyboard.press('f');
    await deck.getByText('runs').waitFor();
    await page.getByRole('button', { name: '60×' }).click();
    await deck.locator('.deck-speed', { hasText: '60×' }).waitFor();
  });

  test('a fault set in the page hits the next call', async () => {
    const { page, send, show } = await open();
    await show('faults');
    await page.getByLabel('Strikes').selectOption('createPinCategory');
    await page.getByLabel('Fault', { exact: true }).selectOption('status');
    await page.getByLabel('Status', { exact: true }).fill('503');
    await page.getByLabel('Error code').fill('operation_failed');
    await page.getByLabel('Headers').fill('x-node: 7\nretry-after: 3');
    await page.getByRole('button', { name: 'Set the fault' }).click();
    await page.locator('.fault', { hasText: 'createPinCategory' }).getByText('once').waitFor();
    const reply = await send('POST', '/pin-categories', { title: 'Late' });
    expect([reply.status, reply.headers.get('x-node'), await reply.json()]).toEqual([
      503,
      '7',
      expect.objectContaining({ code: 'operation_failed' }),
    ]);
    await page.getByText('No fault waits').waitFor();
    await page.getByRole('button', { name: 'Request 1' }).click();
    await page.getByRole('region', { name: 'Request 1' }).getByText('503').waitFor();
  });

  test('a fault ends by itself, or is taken back', async () => {
    const { page, send, show, order } = await open();
    await show('faults');
    await page.getByLabel('Fault', { exact: true }).selectOption('html');
    await page.getByLabel('How often').selectOption('');
    await page.getByLabel('How long').selectOption('30000');
    await page.getByRole('button', { name: 'Set the fault' }).click();
    await page.getByText('every call, for 0:30').waitFor();
    expect((await send('GET', '/pin-categories')).status).toBe(502);
    await page.getByText('struck 1×').waitFor();
    await order('POST', '/clock', { advanceMs: 30_000 });
    await page.getByText('No fault waits').waitFor();
    expect((await send('GET', '/pin-categories')).status).toBe(200);
    await page.getByLabel('How long').selectOption('');
    await page.getByRole('button', { name: 'Set the fault' }).click();
    await page.locator('.fault').getByText('every call', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Take back/ }).click();
    await page.getByText('No fault waits').waitFor();
    expect((await send('GET', '/pin-categories')).status).toBe(200);
  });

  test('a form that makes no sense says what to put right', async () => {
    const { page, show } = await open();
    await show('faults');
    await page.getByLabel('JSON body').fill('{');
    await page.getByRole('button', { name: 'Set the fault' }).click();
    await page.getByText('JSON body: this is not JSON.').waitFor();
    await page.getByLabel('JSON body').fill('');
    await page.getByLabel('Status', { exact: true }).fill('9');
    await page.getByRole('button', { name: 'Set the fault' }).click();
    await page.locator('.notice[data-kind=danger]').last().waitFor();
    await page.getByText('No fault waits').waitFor();
  });

  test('a token made in the page works until it is revoked', async () => {
    const { page, emulator, show } = await open();
    await show('tokens');
    await page.getByRole('button', { name: 'Make' }).click();
    const token = await page.locator('.maker + .secrets code').innerText();
    const call = () =>
      fetch(`${emulator.url}/pin-categories`, { headers: { authorization: `Zoho-oauthtoken ${token}` } });
    expect((await call()).status).toBe(200);
    const row = page.locator('.token', { hasText: 'access' }).filter({ hasText: `…${token.slice(-2)}` });
    await row.waitFor();
    expect(await page.locator('.token-list').innerText()).not.toContain(token);
    await row.getByRole('button', { name: /^Revoke/ }).click();
    await row.waitFor({ state: 'detached' });
    expect((await call()).status).toBe(401);
  });

  test('quirks are set and go back to their defaults', async () => {
    const { page, send, show } = await open();
    await show('setup');
    await page.getByRole('combobox', { name: 'throttleReply' }).selectOption('400');
    await page.getByRole('button', { name: '1 back to default' }).waitFor();
    for (let call = 0; call < 20; call += 1) await send('GET', '/pin-categories');
    expect((await send('GET', '/pin-categories')).status).toBe(400);
    await page
      .getByRole('combobox', { name: 'checkOrder' })
      .selectOption('validation, then auth, then throttle');
    await page.getByRole('button', { name: '2 back to default' }).click();
    await page.getByRole('button', { name: /back to default/ }).waitFor({ state: 'detached' });
    expect((await send('GET', '/pin-categories')).status).toBe(429);
  });

  test('a scenario starts after a question, and a reset brings back what was', async () => {
    const { page, send, show } = await open();
    await show('setup');
    await page.getByRole('button', { name: 'Start from empty' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.menu-foot', { hasText: 'demo' }).waitFor();
    await page.getByRole('button', { name: 'Start from empty' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start anew' }).click();
    await page.locator('.menu-foot', { hasText: 'empty' }).waitFor();
    await page.getByRole('button', { name: 'Start from demo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start anew' }).click();
    await page.locator('.menu-foot', { hasText: 'demo' }).waitFor();
    await send('DELETE', `/pin-categories/${demo.folders.launch}`);
    await page.getByRole('button', { name: 'Reset state' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
    await show('workspace');
    await page.locator('.side-folder', { hasText: 'Launch' }).waitFor();
  });

  test('a snapshot that was saved is gone back to', async () => {
    const { page, send, show } = await open();
    await show('setup');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save a snapshot' }).click();
    const file = await (await downloading).path();
    await send('DELETE', `/pin-categories/${demo.folders.launch}`);
    await page.getByLabel('Snapshot').setInputFiles(file);
    await page.getByText('The state is that of the snapshot').waitFor();
    await show('workspace');
    await page.locator('.side-folder', { hasText: 'Launch' }).waitFor();
  });
});
