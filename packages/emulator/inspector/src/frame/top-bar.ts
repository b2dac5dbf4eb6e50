import { clockDeck } from '../clock/clock-deck.ts';
import type { App } from '../state/app.ts';
import { connect } from '../state/connect.ts';
import type { Theme } from '../state/page.ts';
import { button, iconButton } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import type { IconName } from '../view/icon.ts';
import { icon } from '../view/icon.ts';
import { mark } from './mark.ts';
import { chooseTheme, nextTheme } from './theme.ts';

const themeIcons: Readonly<Record<Theme, IconName>> = { auto: 'auto', light: 'sun', dark: 'moon' };

/** After the page has given up: the emulator may be back by now. */
function tryAgain(app: App): View | false {
  const { line, admin } = app.page();
  if (line !== 'stopped' || admin === undefined) return false;
  return button('Try again', () => void connect(app, admin));
}

function lineState(app: App): View {
  const { line } = app.page();
  return element(
    'span',
    { class: 'line', role: 'status', 'data-state': line, title: 'Whether this page hears of what happens' },
    element('span', { class: 'line-dot', 'aria-hidden': true }),
    element('span', { class: 'line-word' }, line),
  );
}

function violationsBadge(app: App): View | false {
  const { violations, requests } = app.page();
  if (violations.length === 0) return false;
  const filter = { ...requests.filter, onlyViolations: true };
  return element(
    'a',
    {
      class: 'violations',
      href: '#requests',
      title: 'What clients should not have done',
      onClick: (event) => {
        event.preventDefault();
        app.set({ requests: { ...app.page().requests, filter } });
        app.open('requests');
      },
    },
    icon('warning'),
    element('span', {}, violations.length),
    element('span', { class: 'violations-word' }, violations.length === 1 ? 'violation' : 'violations'),
  );
}

function address(app: App): View | false {
  const url = app.page().info?.url;
  if (url === undefined) return false;
  return element(
    'button',
    {
      type: 'button',
      class: 'address',
      title: 'Copy the base URL of the API',
      onClick: () => app.copy(url, 'Base URL'),
    },
    element('span', { class: 'address-text' }, url.replace(/^https?:\/\//, '')),
    icon('copy'),
  );
}

/** What is there on every panel: name, address, clock, and whether the page is up to date. */
export function topBar(app: App): View {
  const { theme } = app.page();
  return element(
    'header',
    { class: 'top' },
    element(
      'div',
      { class: 'brand' },
      mark(),
      element('span', { class: 'brand-name' }, 'cliqkit', element('span', {}, 'emulator')),
    ),
    address(app),
    clockDeck(app),
    element(
      'div',
      { class: 'top-end' },
      violationsBadge(app),
      lineState(app),
      tryAgain(app),
      iconButton(themeIcons[theme], `Theme: ${theme}`, () => chooseTheme(app, nextTheme(theme))),
      iconButton('help', 'Keys (?)', () => app.set({ helpOpen: true })),
    ),
  );
}
