import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createClock, demo, demoSeed } from '../../src/index.ts';
import type { Inspector } from './support/inspector-tests.ts';
import { inspectorTests } from './support/inspector-tests.ts';

const folder = fileURLToPath(new URL('../../../../reports/inspector/', import.meta.url));
const { chatId } = demo.channels.launch;
const [kickoff, , pricing] = demoSeed.chats[0]?.messages ?? [];

const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };
const looks = [
  ['light', { colorScheme: 'light', viewport: wide }],
  ['dark', { colorScheme: 'dark', viewport: wide }],
  ['narrow', { colorScheme: 'light', viewport: narrow, deviceScaleFactor: 2 }],
  ['narrow-dark', { colorScheme: 'dark', viewport: narrow, deviceScaleFactor: 2 }],
] as const;

/** A morning's work, so that there is something to see. */
async function work({ emulator, send, order }: Inspector): Promise<void> {
  const expiry_time = (emulator.clock?.wall() ?? 0) + 5_400_000;
  await send('GET', '/pin-categories?include_fields=chats');
  await send('POST', `/chats/${chatId}/pin-messages`, { message_id: kickoff?.id, expiry_time, notify: true });
  await send('POST', '/pin-categories', { title: 'Release train', symbol: ':train:', nope: true });
  await send('POST', '/pin-categories', {
    title: 'Release train',
    symbol: ':train:',
    chat_ids: [demo.direct.dev],
  });
  await order('POST', '/clock', { advanceMs: 21_000 });
  emulator.faults.plan('addPinnedMessage', 'commit-then-reset');
  const body = { message_id: pricing?.id, expiry_time: -1, notify: false };
  await send('POST', `/chats/${chatId}/pin-messages`, body).catch(() => undefined);
  for (let call = 0; call < 22; call += 1) await send('GET', `/threads/${demo.threads.rollback}/followers`);
  await order('POST', '/clock', { advanceMs: 7_000 });
  for (let call = 0; call < 6; call += 1)
    await send('GET', `/chats/${chatId}/pin-messages?limit=${call + 1}`);
  await send('GET', '/nowhere');
  await send('PUT', `/pin-categories/${demo.folders.people}`, { title: 'Team' });
  await order('POST', '/faults', {
    target: 'createPinCategory',
    fault: { kind: 'status', status: 503 },
    times: null,
    forMs: 300_000,
  });
  await order('POST', '/faults', { target: 'token', fault: { kind: 'stall' } });
  await order('POST', '/tokens', { userId: demo.users.ben, scopes: ['ZohoCliq.Chats.READ'] });
}

/** Problems that axe calls serious or worse, in its words. */
async function seriousProblems(page: Page): Promise<string[]> {
  // Evaluated by the protocol of the developer tools, past the policy that forbids the page any script but its own.
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
  // It did look, at colours too.
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'button-name']));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    );
}

inspectorTests('how the inspector looks', (open) => {
  for (const [name, context] of looks) {
    test(`axe finds no serious problem, ${name}, and what it looks like is kept`, {
      timeout: 120_000,
    }, async () => {
      const clock = createClock({ at: Date.UTC(2026, 10, 22, 9, 41) });
      const inspector = await open({ context, emulator: { clock } });
      const { page } = inspector;
      await mkdir(folder, { recursive: true });
      await work(inspector);
      const shoot = async (state: string): Promise<void> => {
        expect(await seriousProblems(page), state).toEqual([]);
        await page.locator('.notice').first().waitFor({ state: 'detached' });
        await page.screenshot({ path: `${folder}${state}-${name}.png` });
      };

      await page.locator('.side-folder', { hasText: 'Release train' }).waitFor();
      await page
        .locator('.pin', { hasText: kickoff?.text ?? '' })
        .first()
        .waitFor({ state: 'attached' });
      if (context.viewport === narrow) await shoot('side-bar');
      await page.locator('.chat-entry', { hasText: 'launch' }).click();
      await page.getByRole('region', { name: 'Chat' }).waitFor();
      await shoot('workspace');
      await page.getByRole('button', { name: /Roll-back steps/ }).click();
      await page.getByText('Updated the runbook.').last().waitFor();
      await shoot('thread');

      await inspector.show('requests');
      await page.getByText('35 kept').waitFor();
      await shoot('requests');
      await page.getByRole('listbox').evaluate((node) => node.scrollTo(0, node.scrollHeight));
      await page.locator('#request-3').click();
      await page.getByText('extra_key_found').last().waitFor();
      await shoot('request');

      for (const panel of ['limits', 'faults', 'tokens', 'setup']) {
        await inspector.show(panel);
        await page.locator(`.panel-${panel}`).waitFor();
        if (panel === 'limits') await page.locator('.gauge[data-state=locked]').waitFor();
        if (panel === 'tokens') await page.locator('.token').first().waitFor();
        if (panel === 'setup') await page.locator('.quirk').first().waitFor();
        await shoot(panel);
      }
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await shoot('keys');
    });

    test(`nothing is wider than the page, ${name}`, async () => {
      const inspector = await open({ context });
      const { page } = inspector;
      for (const panel of ['workspace', 'requests', 'limits', 'faults', 'tokens', 'setup']) {
        await inspector.show(panel);
        await page.locator(`.panel-${panel}`).waitFor();
        const [content, width] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          innerWidth,
        ]);
        expect(content, panel).toBeLessThanOrEqual(width ?? 0);
        const deck = await page.locator('.deck').boundingBox();
        expect((deck?.x ?? 0) + (deck?.width ?? 0), 'the clock').toBeLessThanOrEqual(width ?? 0);
      }
    });
  }

  test('axe finds no serious problem where there is nothing yet, and where the token is asked for', async () => {
    const inspector = await open();
    await inspector.order('PUT', '/seed', { scenario: 'empty' });
    await inspector.page.locator('.menu-foot', { hasText: 'empty' }).waitFor();
    for (const panel of ['workspace', 'requests', 'limits', 'faults', 'tokens', 'setup']) {
      await inspector.show(panel);
      await inspector.page.locator(`.panel-${panel}`).waitFor();
      expect(await seriousProblems(inspector.page), panel).toEqual([]);
      await inspector.page.screenshot({ path: `${folder}empty-${panel}.png` });
    }
    await inspector.page.evaluate(() => sessionStorage.clear());
    await inspector.page.goto(`${inspector.emulator.origin}/?again`);
    await inspector.page.getByLabel('Token').waitFor();
    expect(await seriousProblems(inspector.page)).toEqual([]);
    await inspector.page.screenshot({ path: `${folder}token.png` });
  });
});
