import { operations } from '@cliqkit/types';
import { expect, test } from 'vitest';
import { hostileStrings } from './support/hostile-strings.ts';
import type { Inspector } from './support/inspector-tests.ts';
import { inspectorTests } from './support/inspector-tests.ts';
import { chatOfStrings, seedOfStrings } from './support/seed-of-strings.ts';
import type { Shape } from './support/shape.ts';
import { harmfulAttributes, shapeOf } from './support/shape.ts';

const batch = 100;
/** The other panels, and what comes into them last. */
const slowest = [
  ['limits', ['.gauge']],
  ['faults', [`.fault:nth-child(${batch})`]],
  ['tokens', ['.token', '.secrets']],
  ['setup', ['.scenario', '.quirk']],
] as const;
/** Tall enough for a whole batch to be in view, and so in the document. */
const viewport = { width: 1280, height: 5000 };
const limits = Object.fromEntries(Object.keys(operations).map((id) => [id, { limit: 1e6 }]));

/** Half a character, which a cut can leave, becomes the sign for one that cannot be shown. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

/** As it is, if a header can carry it; the others never reach a server. */
function headerValue(text: string): string {
  try {
    new Headers({ value: text });
    return text === '' ? 'empty' : text;
  } catch {
    return 'cannot be sent';
  }
}

/** Sends each of the strings wherever a client can put one: paths, queries, headers, bodies. */
async function sendAll({ emulator }: Inspector, strings: readonly string[]): Promise<void> {
  const authorization = `Zoho-oauthtoken ${emulator.issueToken({ expiresInMs: 1e12 })}`;
  for (const text of strings) {
    // Begun with something, or a URL would take two dots for the folder above.
    const path = `id${encodeURIComponent(wellFormed(text.slice(0, 200)))}`;
    await emulator.fetch(`${emulator.url}/pin-categories/${path}?q=${path}`, {
      method: 'PATCH',
      headers: { authorization },
    });
  }
  const headers = new Headers({ authorization });
  for (const [index, text] of strings.entries())
    headers.set(`x-text-${index}`, headerValue(text).slice(0, 100));
  const titles = Object.fromEntries(strings.map((text, index) => [`key${index}`, text.slice(0, 100)]));
  await emulator.fetch(`${emulator.url}/pin-categories`, {
    method: 'POST',
    headers,
    body: JSON.stringify(titles),
  });
  await emulator.fetch(`${emulator.url}/pin-categories`, {
    method: 'POST',
    headers,
    body: `no JSON: ${strings.join(' ')}`.slice(0, 15_000),
  });
}

/** Writes the strings as a client that may: folders, messages and threads. */
async function writeAll({ emulator }: Inspector, strings: readonly string[]): Promise<void> {
  const headers = { authorization: `Zoho-oauthtoken ${emulator.issueToken({ expiresInMs: 1e12 })}` };
  const post = (path: string, body: unknown) =>
    emulator.fetch(emulator.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  for (const [index, text] of strings.entries()) {
    // Numbered, or those that begin alike would be one write done twice, which is a violation.
    const title = `${text.slice(0, 240)} ${index}`;
    await post('/pin-categories', { title, symbol: title.slice(0, 50) });
    const thread = `${chatOfStrings}-T-30000000000000${String(index).padStart(4, '0')}`;
    await post(`/chats/${thread}/messages`, { text: title });
  }
}

async function setFaults({ order }: Inspector, strings: readonly string[]): Promise<void> {
  for (const text of strings) {
    const value = headerValue(text).slice(0, 200);
    const fault = {
      kind: 'status',
      status: 400,
      code: text,
      message: text,
      headers: { 'x-text': value },
      body: { text },
    };
    await order('POST', '/faults', { target: 'token', fault });
  }
}

/** The shape of every panel, once it shows all of the strings. */
async function shapesOf(inspector: Inspector, strings: readonly string[]): Promise<Record<string, Shape>> {
  const { page, show, emulator } = inspector;
  const shapes: Record<string, Shape> = {};
  const look = async (name: string): Promise<void> => {
    shapes[name] = await shapeOf(page);
    expect(await harmfulAttributes(page), name).toEqual([]);
    expect(new URL(page.url()).origin).toBe(emulator.origin);
  };
  await sendAll(inspector, strings);
  await writeAll(inspector, strings);
  await setFaults(inspector, strings);
  await page.locator('.menu a[href="#faults"] .count', { hasText: String(strings.length) }).waitFor();

  await show('workspace');
  await expect.poll(() => page.locator('.side-folder').count()).toBe(2 * strings.length + 2);
  await page.locator('.chat-entry').first().click();
  await page
    .locator('.thread-entry')
    .nth(strings.length - 1)
    .waitFor();
  for (const more of await page.locator('.pins-more summary').all()) await more.click();
  await look('chat');
  await page.locator('.thread-entry').first().click();
  await page.getByRole('group', { name: 'Thread', exact: true }).waitFor();
  await look('thread');

  await show('requests');
  const all = 3 * strings.length + 2;
  await page.locator('.panel-title', { hasText: `${all} kept` }).waitFor();
  const row = (number: number) => page.locator(`.row[data-number="${number}"]`);
  const last = emulator.journal.entries().at(-1)?.number ?? 0;
  await row(last).waitFor();
  await look('rows of writes');
  await page.getByRole('listbox').evaluate((node) => node.scrollTo(0, node.scrollHeight));
  await row(last - all + 1).waitFor();
  await look('rows of paths');
  for (const number of [last - all + 1, last - 2 * strings.length - 1, last - 2 * strings.length]) {
    await page.getByRole('listbox').evaluate((node, top) => node.scrollTo(0, top), (last - number - 20) * 34);
    await row(number).click();
    await page
      .locator(
        `.details[aria-label="Request ${number}"] .checks, .details[aria-label="Request ${number}"] .half`,
      )
      .first()
      .waitFor();
    for (const summary of await page.locator('.headers summary').all()) await summary.click();
    await look(`details ${number - last}`);
    await page.keyboard.press('Escape');
  }
  for (const [panel, awaited] of slowest) {
    await show(panel);
    for (const part of awaited) await page.locator(part).first().waitFor();
    await look(panel);
  }
  return shapes;
}

async function start(inspector: Inspector, strings: readonly string[]): Promise<void> {
  const { page, order, show } = inspector;
  await show('workspace');
  await order('PUT', '/seed', { seed: seedOfStrings(strings) });
  await page.reload();
  await page.locator('.line[data-state=live]').waitFor();
}

inspectorTests('hostile strings in the inspector', (open) => {
  const batches = Array.from({ length: Math.ceil(hostileStrings.length / batch) }, (_, index) =>
    // From the end back, so that each has the same number.
    hostileStrings.slice(Math.min(index * batch, hostileStrings.length - batch)).slice(0, batch),
  );
  const plain = Array.from({ length: batch }, (_, index) => `plain ${index}`);

  test('there are enough of them', () => {
    expect(new Set(hostileStrings).size).toBeGreaterThanOrEqual(585);
    expect(new Set(batches.flat()).size).toBe(new Set(hostileStrings).size);
  });

  test('in every field that can be written they add no element, no attribute and no handler', {
    timeout: 600_000,
  }, async () => {
    const inspector = await open({
      context: { viewport },
      emulator: { limits, quirks: { maxFolders: 1e6, maxPinnedMessages: 1e6 } },
    });
    const { page } = inspector;
    await start(inspector, plain);
    const expected = await shapesOf(inspector, plain);
    for (const strings of batches) {
      await start(inspector, strings);
      const found = await shapesOf(inspector, strings);
      expect(found).toEqual(expected);
      await inspector.show('workspace');
      await page
        .locator('.pin')
        .nth(strings.length - 1)
        .waitFor({ state: 'attached' });
      const text = await page.evaluate(() => document.querySelector('.pins')?.textContent ?? '');
      const missing = strings.filter((each) => !text.includes(wellFormed(each.slice(0, 200))));
      expect(missing.filter((each) => each.trim() !== '')).toEqual([]);
      const followers = await page.locator('.threads .avatars').allTextContents();
      const bots = strings.map((each) => `${wellFormed([...each].slice(0, 90).join('').slice(0, 90))} bot`);
      expect(bots.filter((each) => !followers.some((names) => names.includes(each)))).toEqual([]);
    }
  });
});
