import { createAdminClient } from '../admin/admin-client.ts';
import { keepAdminToken } from '../admin/admin-token.ts';
import type { App } from '../state/app.ts';
import { connect } from '../state/connect.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { mark } from './mark.ts';

/** Whole addresses are taken as well, because that is what the command line prints. */
function tokenIn(text: string): string {
  return /token=([^&\s]+)/.exec(text)?.[1] ?? text.trim();
}

/** What the page is without a token. */
export function tokenPage(app: App): View {
  const { tokenField, asksForToken } = app.page();
  const enter = (): void => {
    // What stands there now, which may be more than when this was drawn.
    const token = tokenIn(app.page().tokenField);
    if (token === '') return;
    keepAdminToken(token);
    void connect(app, createAdminClient(token));
  };
  return element(
    'main',
    { class: 'gate', id: 'panel', tabindex: -1 },
    element(
      'form',
      { class: 'gate-card', onSubmit: enter },
      mark(),
      element('h1', {}, 'cliqkit emulator'),
      element(
        'p',
        {},
        'The inspector needs the token of this start. It is printed when the emulator starts, together with an address that has it already.',
      ),
      asksForToken !== '' &&
        element('p', { class: 'gate-why', role: 'alert' }, icon('warning'), asksForToken),
      element('label', { class: 'label', for: 'token' }, 'Token'),
      element(
        'div',
        { class: 'gate-row' },
        element('input', {
          id: 'token',
          class: 'field mono',
          type: 'password',
          autocomplete: 'off',
          spellcheck: 'false',
          value: tokenField,
          mounted: (node) => node.focus(),
          onInput: (text) => app.set({ tokenField: text }),
        }),
        element('button', { class: 'button primary', type: 'submit' }, 'Open'),
      ),
    ),
  );
}
