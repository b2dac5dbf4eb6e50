import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest';
import { demo } from '../../src/index.ts';
import { startBrowser, testInBrowser, withoutBrowser } from '../browser/chromium.ts';
import { read } from '../session.ts';
import { credentialFields, readScope } from './flow.ts';
import type { HttpEmulator } from './http-emulator.ts';
import { openEmulator } from './http-emulator.ts';

let browser: Browser;
beforeAll(async () => {
  if (!withoutBrowser) browser = await startBrowser();
}, 60_000); // For machines that do much else.
afterAll(async () => {
  if (!withoutBrowser) await browser.close();
});

/** An app with a page of its own, on another site than the emulator. */
async function startApp(page: (origin: string) => string): Promise<string> {
  let origin = '';
  const server = createServer((request, reply) => {
    reply.setHeader('content-type', 'text/html');
    reply.end(request.url === '/' ? page(origin) : 'back in the app');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the app has no port');
  origin = `http://localhost:${address.port}`;
  return origin;
}

/** A page, and all that it complains about. */
async function openPage(
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage(options);
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

function authorizationUrl({ emulator }: HttpEmulator, redirect_uri: string): string {
  const asked = {
    response_type: 'code',
    redirect_uri,
    scope: `${readScope},ZohoCliq.Chats.UPDATE`,
    state: 'a&b',
  };
  const query = new URLSearchParams({ client_id: emulator.credentials.clientId, ...asked });
  return `${emulator.accountsUrl}/oauth/v2/auth?${query}`;
}

function linkTo(url: string): string {
  return `<a href="${url.replaceAll('&', '&amp;')}">Sign in</a>`;
}

describe('in a browser', () => {
  testInBrowser('a user comes from an app, agrees with the keyboard alone, and goes back', async () => {
    const opened = await openEmulator('zoho');
    const origin = await startApp((own) => linkTo(authorizationUrl(opened, `${own}/callback`)));
    const { page, complaints } = await openPage();
    await page.goto(origin);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'wants to act for you' }).waitFor();
    await page.getByRole('radio', { name: 'Ana Duarte' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Allow' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('back in the app').waitFor();
    const back = new URL(page.url());
    expect([back.pathname, back.searchParams.get('state')]).toEqual(['/callback', 'a&b']);
    expect(complaints).toEqual([]);

    const { emulator } = opened;
    const body = new URLSearchParams({
      ...credentialFields(emulator),
      grant_type: 'authorization_code',
      redirect_uri: `${origin}/callback`,
      code: back.searchParams.get('code') ?? '',
    });
    const reply = await fetch(`${emulator.accountsUrl}/oauth/v2/token`, { method: 'POST', body });
    expect(await reply.json()).toMatchObject({ token_type: 'Bearer' });
  });

  testInBrowser('a user denies', async () => {
    const opened = await openEmulator('zoho');
    const origin = await startApp((own) => linkTo(authorizationUrl(opened, `${own}/callback`)));
    const { page } = await openPage();
    await page.goto(authorizationUrl(opened, `${origin}/callback`));
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('back in the app').waitFor();
    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
  });

  testInBrowser('a foreign page cannot decide for a user', async () => {
    const opened = await openEmulator('zoho');
    const origin = await startApp((own) => {
      const action = authorizationUrl(opened, `${own}/callback`).replaceAll('&', '&amp;');
      return `<form method="post" action="${action}">
        <input name="user" value="${demo.users.ana}"><button name="decision" value="allow">Win</button></form>`;
    });
    const { page } = await openPage();
    await page.goto(origin);
    const [reply] = await Promise.all([
      page.waitForResponse((each) => each.request().method() === 'POST'),
      page.getByRole('button', { name: 'Win' }).click(),
    ]);
    expect([reply.status(), reply.headers()['location']]).toEqual([403, undefined]);
  });

  testInBrowser('no page can put the question into a frame of its own', async () => {
    const opened = await openEmulator('zoho');
    const origin = await startApp(
      (own) =>
        `<iframe src="${authorizationUrl(opened, `${own}/callback`).replaceAll('&', '&amp;')}"></iframe>`,
    );
    const { page } = await openPage();
    const [reply] = await Promise.all([
      page.waitForResponse((each) => each.url().includes('/oauth/v2/auth')),
      page.goto(origin),
    ]);
    expect(reply.status()).toBe(403);
  });

  testInBrowser('a user lets a device in', async () => {
    const opened = await openEmulator('zoho');
    const { emulator } = opened;
    const form = { ...credentialFields(emulator), grant_type: 'device_request', scope: readScope };
    const begin = await fetch(`${emulator.accountsUrl}/oauth/v3/device/code`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const device = await read(begin);
    const { page, complaints } = await openPage();
    await page.goto(String(device.at('verification_url')));
    await page.getByLabel('Code').fill(String(device.at('user_code')).toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    expect(complaints).toEqual([]);
    const poll = {
      ...credentialFields(emulator),
      grant_type: 'device_token',
      code: String(device.at('device_code')),
    };
    const reply = await fetch(`${emulator.accountsUrl}/oauth/v3/device/token`, {
      method: 'POST',
      body: new URLSearchParams(poll),
    });
    expect(await reply.json()).toMatchObject({ token_type: 'Bearer' });
  });
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  testInBrowser.each([
    ['/oauth/v2/auth?', 'wants to act for you'],
    ['/oauth/v2/auth?broken=', 'This link is broken'],
    ['/oauth/v3/device', 'Connect a device'],
    ['/oauth/v3/device?user_code=x', 'Connect a device'],
  ])('%s has no problem that axe finds, and fits on a narrow screen', async (path, heading) => {
    const opened = await openEmulator('zoho');
    const asked = path.endsWith('?')
      ? new URL(authorizationUrl(opened, 'http://localhost:3000/callback')).searchParams
      : '';
    const { page } = await openPage({ colorScheme, viewport: { width: 390, height: 844 } });
    await page.goto(`${opened.emulator.accountsUrl}${path}${asked}`);
    await page.getByRole('heading', { name: heading }).waitFor();
    const problems: unknown = await page.evaluate(
      `${axe};axe.run().then(({ violations }) => violations.map(({ id }) => id))`,
    );
    expect(problems).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});
