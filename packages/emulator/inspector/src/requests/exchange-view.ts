import type { Body, CheckResult, Exchange, Header } from '../admin/admin-types.ts';
import { emptyState } from '../view/controls.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { jsonView } from './json-view.ts';

const checkIcons = { passed: 'check', failed: 'close', 'not reached': 'minus' } as const;

function check({ check: name, result }: CheckResult): View {
  return element(
    'li',
    { key: name, class: 'check', 'data-kind': result },
    element('span', { class: 'check-icon' }, icon(checkIcons[result])),
    element('p', { class: 'check-name' }, name, element('span', {}, result)),
  );
}

function reason({ check: name, code, message }: CheckResult): Child {
  if (code === undefined && message === undefined) return undefined;
  return element(
    'p',
    { key: name, class: 'check-why' },
    code !== undefined && element('code', {}, code),
    message !== undefined && element('span', {}, message),
  );
}

/** What the service looked at, in its order. */
export function checkList(checks: readonly CheckResult[]): Child {
  if (checks.length === 0) {
    return element('p', { class: 'quiet' }, 'No operation of the API, so nothing was checked.');
  }
  return [element('ol', { class: 'checks' }, checks.map(check)), checks.map(reason)];
}

function headerTable(headers: readonly Header[]): View {
  return element(
    'details',
    { class: 'headers' },
    element('summary', {}, headers.length === 1 ? '1 header' : `${headers.length} headers`),
    element(
      'dl',
      { class: 'header-list' },
      headers.map(({ name, value }, index) => [
        element('dt', { key: index }, name),
        element('dd', { key: index }, value),
      ]),
    ),
  );
}

function bodyView(body: Body | undefined, none: string): Child {
  if (body === undefined || (body.text === '' && body.bytes === 0))
    return element('p', { class: 'quiet' }, none);
  return [
    element('pre', { class: 'body', tabindex: 0, role: 'group', 'aria-label': 'Body' }, jsonView(body.text)),
    body.cut &&
      element('p', { class: 'quiet' }, `The beginning of ${body.bytes.toLocaleString('en')} bytes.`),
  ];
}

const views = new WeakMap<Exchange, readonly View[]>();

/** Request and reply. An exchange never changes, so it is laid out once. */
export function exchangeView(exchange: Exchange): readonly View[] {
  const known = views.get(exchange);
  if (known !== undefined) return known;
  const { request, reply } = exchange;
  const made = [
    element(
      'section',
      { key: 'request', class: 'half' },
      element('h3', {}, 'Request'),
      headerTable(request.headers),
      bodyView(request.body, 'No body.'),
    ),
    element(
      'section',
      { key: 'reply', class: 'half' },
      element('h3', {}, 'Reply'),
      reply.status === undefined && reply.headers.length === 0
        ? emptyState('faults', 'Nothing was answered')
        : [headerTable(reply.headers), bodyView(reply.body, 'An empty body.')],
    ),
  ];
  views.set(exchange, made);
  return made;
}
