import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { createCliq } from 'cliqkit';
import { expect, test } from 'vitest';
import type { Inspector } from '../../packages/emulator/test/inspector/support/inspector-tests.ts';
import { inspectorTests } from '../../packages/emulator/test/inspector/support/inspector-tests.ts';

const { chatId } = demo.channels.launch;
const thread = demo.threads.rollback;

function connect({ emulator }: Inspector): Cliq {
  const { url, accountsUrl, clock } = emulator;
  return createCliq({
    dataCenter: { api: url, accounts: accountsUrl },
    credentials: { accessToken: emulator.issueToken({ expiresInMs: 1e12 }) },
    ...(clock !== undefined && { clock }),
    pace: false,
    retry: false,
  });
}

/** What was sent, apart from when and by whom. */
function lastSent({ emulator }: Inspector): unknown {
  const { method, path, query, bodyHash, operation } = emulator.journal.entries().at(-1) ?? {};
  return { method, path, query, bodyHash, operation };
}

/** Calls that leave the workspace so that they can be made once more. */
const calls: readonly (readonly [string, (cliq: Cliq) => Promise<unknown>])[] = [
  ['pins.list', ({ pins }) => pins.list(chatId, { limit: 2 }).toArray()],
  ['pins.getPrimary', ({ pins }) => pins.getPrimary(chatId)],
  [
    'pins.add',
    ({ pins }) => pins.add(chatId, { message_id: demo.messages.pricing, expiry_time: -1, notify: false }),
  ],
  ['pins.remove', ({ pins }) => pins.remove(chatId, [demo.messages.pricing])],
  ['pins.clear', ({ pins }) => pins.clear(demo.channels.announcements.chatId)],
  ['folders.list', ({ folders }) => folders.list({ include_fields: ['chats'] }).toArray()],
  ['folders.create', ({ folders }) => folders.create({ title: 'It\'s "5 o\'clock"\n', symbol: ':clock5:' })],
  ['folders.updateDetails', ({ folders }) => folders.updateDetails(demo.folders.launch, { title: 'L' })],
  ['folders.pinChat', ({ folders }) => folders.pinChat(demo.direct.dev)],
  ['folders.unpinChat', ({ folders }) => folders.unpinChat(demo.direct.dev)],
  ['folders.unpinChats', ({ folders }) => folders.unpinChats([demo.direct.dev, demo.direct.ben])],
  ['threads.reply', ({ threads }) => threads.reply(thread, { text: 'Done.' })],
  [
    'threads.start',
    ({ threads }) => threads.start({ chatId }, { text: 'Why?', thread_message_id: demo.messages.pricing }),
  ],
  ['threads.get', ({ threads }) => threads.get(thread)],
  ['threads.updateState', ({ threads }) => threads.close(thread)],
  ['threads.addFollowers', ({ threads }) => threads.addFollowers(thread, [demo.users.chloe])],
  ['threads.followers', ({ threads }) => threads.followers(thread).toArray()],
  ['threads.mute', ({ threads }) => threads.mute(thread)],
];

inspectorTests('the SDK and the inspector', (open) => {
  test('a pin made by the SDK appears without a reload', async () => {
    const inspector = await open();
    const { page } = inspector;
    const pins = page.getByRole('region', { name: 'Pinned messages' });
    await pins.getByText('Read the checklist before you deploy.').waitFor();
    const text = 'Pricing page is translated into nine languages.';
    expect(await pins.getByText(text).count()).toBe(0);
    // A reload would take this away.
    await page.evaluate(() => document.documentElement.setAttribute('data-kept', ''));
    await connect(inspector).pins.add(chatId, {
      message_id: demo.messages.pricing,
      expiry_time: -1,
      notify: false,
    });
    await pins.getByText(text).waitFor();
    await page.locator('html[data-kept]').waitFor({ state: 'attached' });
  });

  test('what is copied as a call of the SDK sends the same again', { timeout: 120_000 }, async () => {
    const inspector = await open({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });
    const { page, emulator, show } = inspector;
    const cliq = connect(inspector);
    await show('requests');
    for (const [name, call] of calls) {
      await call(cliq).catch(() => undefined);
      const sent = lastSent(inspector);
      const number = emulator.journal.entries().at(-1)?.number ?? 0;
      await page.locator(`#request-${number}`).click();
      await page
        .getByRole('region', { name: `Request ${number}`, exact: true })
        .getByRole('button', { name: 'cliqkit call' })
        .click();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(copied).toContain(`await cliq.${name}(`);
      const code = await copied();
      await page.keyboard.press('Escape');
      const body = code.replace(/^await (.*);$/s, 'return $1;');
      const pasted: unknown = new Function('cliq', body)(cliq);
      await Promise.resolve(pasted).catch(() => undefined);
      expect(emulator.journal.entries().at(-1)?.number, code).toBe(number + 1);
      expect(lastSent(inspector), code).toEqual(sent);
    }
  });
});
