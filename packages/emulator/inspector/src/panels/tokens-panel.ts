import type { Credentials, Token } from '../admin/admin-types.ts';
import { emulatorTime } from '../clock/emulator-time.ts';
import { countdown } from '../clock/format-time.ts';
import type { App } from '../state/app.ts';
import { button, chip, emptyState, iconButton, labelled, panelHead, select } from '../view/controls.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { avatar, userName, userSelect } from '../workspace/who.ts';

const lives = [
  ['60000', '1 min'],
  ['3600000', '1 h, as usual'],
  ['86400000', '1 day'],
] as const;

function make(app: App): void {
  const { userId, tokenDraft } = app.page();
  const order = { ...(userId !== '' && { userId }), expiresInMs: tokenDraft.lifeMs };
  app.act(
    async (admin) => {
      const { accessToken } = await admin.call<{ accessToken: string }>('POST', '/tokens', order);
      app.set({ tokenDraft: { ...app.page().tokenDraft, made: accessToken } });
    },
    ['tokens'],
  );
}

function secret(app: App, name: string, value: string): Child {
  return [
    element('dt', { key: name }, name),
    element(
      'dd',
      { key: name },
      element('code', { class: 'cut', title: value }, value),
      iconButton('copy', `Copy: ${name}`, () => app.copy(value, name)),
    ),
  ];
}

function maker(app: App): View {
  const { tokenDraft } = app.page();
  return element(
    'section',
    { class: 'card' },
    element('header', { class: 'card-head' }, element('h2', {}, 'Make an access token')),
    element('p', { class: 'quiet' }, 'For the chosen user, with every scope. It counts against no limit.'),
    element(
      'div',
      { class: 'maker' },
      labelled(
        'Lives',
        select('Lives', String(tokenDraft.lifeMs), lives, (chosen) =>
          app.set({ tokenDraft: { ...app.page().tokenDraft, lifeMs: Number(chosen) } }),
        ),
      ),
      button([icon('tokens'), 'Make'], () => make(app), { class: 'button primary' }),
    ),
    tokenDraft.made !== undefined &&
      element('dl', { class: 'secrets' }, secret(app, 'Access token', tokenDraft.made)),
  );
}

function credentialsCard(app: App, { clientId, clientSecret, refreshToken }: Credentials): View {
  return element(
    'section',
    { class: 'card' },
    element('header', { class: 'card-head' }, element('h2', {}, 'Credentials')),
    element(
      'p',
      { class: 'quiet' },
      'What a client needs to get tokens by itself. They are worth nothing elsewhere.',
    ),
    element(
      'dl',
      { class: 'secrets' },
      secret(app, 'Client id', clientId),
      secret(app, 'Client secret', clientSecret),
      secret(app, 'Refresh token', refreshToken),
    ),
  );
}

function scopeWords(scopes: readonly string[]): View {
  return element(
    'details',
    { class: 'scopes' },
    element('summary', {}, scopes.length === 1 ? '1 scope' : `${scopes.length} scopes`),
    element('p', { class: 'mono' }, scopes.join(', ')),
  );
}

function tokenEntry(app: App, { id, kind, userId, scopes, expiresAt, shown }: Token, now: number): View {
  const name = userName(app, userId);
  return element(
    'li',
    { key: id, class: 'token' },
    chip(kind, kind === 'refresh' ? 'accent' : 'plain'),
    element('code', { class: 'token-shown cut' }, shown),
    element('span', { class: 'token-user cut' }, avatar(name), name),
    scopeWords(scopes),
    element(
      'span',
      { class: 'token-end' },
      expiresAt === undefined ? 'does not expire' : `ends in ${countdown(expiresAt - now)}`,
    ),
    button(
      'Revoke',
      () =>
        app.act(
          (admin) => admin.call('DELETE', `/tokens/${encodeURIComponent(id)}`),
          ['tokens'],
          'Token revoked',
        ),
      {
        'aria-label': `Revoke ${shown}`,
      },
    ),
  );
}

/** Tokens and credentials. */
export function tokensPanel(app: App): Child {
  const { tokens, credentials, clock } = app.page();
  const now = clock === undefined ? 0 : emulatorTime(clock);
  return [
    panelHead('Tokens', 'Masked here, but for the ones that you make.', userSelect(app)),
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Tokens' },
      element(
        'div',
        { class: 'columns' },
        element('div', { class: 'column' }, maker(app)),
        element('div', { class: 'column' }, credentials !== undefined && credentialsCard(app, credentials)),
      ),
      tokens !== undefined &&
        element(
          'section',
          { class: 'card' },
          element(
            'header',
            { class: 'card-head' },
            element('h2', {}, 'Valid now'),
            element('span', { class: 'side-count' }, tokens.length),
          ),
          tokens.length === 0
            ? emptyState('tokens', 'No valid token')
            : element(
                'ul',
                { class: 'token-list' },
                tokens.map((each) => tokenEntry(app, each, now)),
              ),
        ),
    ),
  ];
}
