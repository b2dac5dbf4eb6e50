import { expect, test } from 'vitest';
import { inspectorTests } from './support/inspector-tests.ts';

inspectorTests('keys of the inspector', (open) => {
  test('1 to 6 open the panels', async () => {
    const { page } = await open();
    for (const [index, name] of ['Workspace', 'Requests', 'Limits', 'Faults', 'Tokens', 'Setup'].entries()) {
      await page.keyboard.press(String(index + 1));
      await page.getByRole('heading', { name, level: 1 }).waitFor({ state: 'attached' });
      expect(await page.locator('.menu [aria-current=page] .menu-label').innerText()).toBe(name);
    }
  });

  test('? shows the keys, Escape puts them away and gives the focus back', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Keys (?)' }).focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('2'); // Not while a dialog is open.
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('requests');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Keys (?)');
  });

  test('/ leads to the filter, where letters are letters', async () => {
    const { page } = await open();
    await page.keyboard.press('/');
    const field = page.getByRole('searchbox', { name: 'Filter' });
    await page.locator('#request-filter:focus').waitFor();
    await page.keyboard.type('f/3?');
    expect(await field.inputValue()).toBe('f/3?');
    await page.waitForURL('**/#requests');
    await page.keyboard.press('Escape');
    await page.keyboard.press('3');
    await page.getByRole('heading', { name: 'Limits' }).waitFor();
  });

  test('the first stop of the Tab key leads past the menu', async () => {
    const { page } = await open();
    await page.keyboard.press('Tab');
    await page.getByText('Skip to the panel').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#panel:focus').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('#panel') !== null)).toBe(true);
  });

  test('every control that has the focus shows it', async () => {
    const { page } = await open();
    for (let stop = 0; stop < 25; stop += 1) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused === null || focused === document.body
          ? 'body'
          : getComputedStyle(focused).outlineStyle;
      });
      expect(outline).not.toBe('none');
    }
  });
});
