import { expect, test } from 'vitest';
import { demo, demoSeed } from '../../src/index.ts';
import { inspectorTests } from './support/inspector-tests.ts';

const { chatId } = demo.channels.launch;
const [kickoff] = demoSeed.chats[0]?.messages ?? [];

inspectorTests('the workspace in the inspector', (open) => {
  test('the side bar has pins, folders and chats as the user has them', async () => {
    const { page } = await open();
    const side = page.getByRole('complementary', { name: 'Side bar' });
    await side.getByText('Offsite in May').waitFor();
    expect(await side.locator('h3').allInnerTexts()).toEqual([
      expect.stringMatching(/^My Pins\s+1$/),
      expect.stringMatching(/^Launch\s+rocket\s+2$/),
      expect.stringMatching(/^People\s+2$/),
      expect.stringMatching(/^Chats\s+3$/),
    ]);
    expect(await side.getByRole('button', { name: 'Ben Okafor' }).count()).toBe(0);
    await side.getByRole('button', { name: 'People' }).click();
    await side.getByRole('button', { name: 'Ben Okafor' }).waitFor();
  });

  test('a folder that is made, renamed, collapsed and deleted follows without a reload', async () => {
    const { page, send } = await open();
    const reply = await send('POST', '/pin-categories', {
      title: 'Release train',
      chat_ids: [demo.direct.dev],
    });
    const { data } = await reply.json();
    const folder = (name: string) => page.locator('.side-folder', { hasText: name });
    await folder('Release train').getByRole('button', { name: 'Dev Raman' }).waitFor();
    await send('PUT', `/pin-categories/${data.category_id}`, { title: 'Slow train', state: 'collapsed' });
    await folder('Slow train').and(page.locator('[data-state=collapsed]')).waitFor();
    await send('DELETE', `/pin-categories/${data.category_id}`);
    await folder('Slow train').waitFor({ state: 'detached' });
  });

  test('pins of a chat follow without a reload, the primary one on top', async () => {
    const { page, send } = await open();
    const pins = page.getByRole('region', { name: 'Pinned messages' });
    await pins.getByText('Read the checklist before you deploy.').waitFor();
    expect(await pins.locator('li').first().innerText()).toContain('Primary');
    const body = { message_id: kickoff?.id, expiry_time: -1, notify: false, primary: true };
    expect((await send('POST', `/chats/${chatId}/pin-messages`, body)).status).toBe(200);
    await pins.locator('li.primary', { hasText: kickoff?.text ?? '' }).waitFor();
    expect(await pins.locator('li').first().innerText()).toContain(kickoff?.text);
    expect(await pins.locator('.primary').count()).toBe(1);
  });

  test('a thread shows its state, followers and messages, and follows them', async () => {
    const { page, send } = await open();
    await page.getByRole('button', { name: /Roll-back steps/ }).click();
    const thread = page.getByRole('group', { name: 'Thread', exact: true });
    await thread.getByText('Updated the runbook.').waitFor();
    await send('POST', `/chats/${demo.threads.rollback}/messages`, { text: 'Step four is new.' });
    await thread.getByText('Step four is new.').waitFor();
    await send('PUT', `/threads/${demo.threads.rollback}`, { action: 'close' });
    await page.locator('.threads .chip', { hasText: 'closed' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Roll-back steps/ }).waitFor();
  });

  test('another user has another side bar', async () => {
    const { page } = await open();
    await page.getByRole('combobox', { name: 'User' }).selectOption({ label: 'Ben Okafor' });
    const side = page.getByRole('complementary', { name: 'Side bar' });
    await side.getByRole('button', { name: 'Ana Duarte' }).waitFor();
    expect(await side.locator('h3').allInnerTexts()).toHaveLength(2);
  });

  test('a network has a workspace of its own', async () => {
    const network = { id: '700000000001', name: 'partners', chats: [], threads: [], shelves: [] };
    const { page } = await open({ emulator: { seed: { ...demoSeed, networks: [network] } } });
    await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'partners' });
    await page.getByText('An empty workspace').waitFor();
  });

  test('a thousand chats and a hundred thousand messages are no burden', async () => {
    const { page, order } = await open();
    await order('PUT', '/seed', { scenario: 'large' });
    await page.locator('.menu-foot', { hasText: 'large' }).waitFor();
    await expect.poll(() => page.locator('.chat-entry').count()).toBeGreaterThan(100);
    expect(await page.locator('.message').count()).toBeLessThanOrEqual(50);
  });
});
