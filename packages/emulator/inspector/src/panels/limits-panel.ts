import type { Gauge } from '../admin/admin-types.ts';
import { emulatorTime } from '../clock/emulator-time.ts';
import { countdown, duration } from '../clock/format-time.ts';
import type { App } from '../state/app.ts';
import { button, emptyState, panelHead } from '../view/controls.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { userSelect } from '../workspace/who.ts';

/** What is left of a lock, in milliseconds of the emulator's clock; 0 for none. */
function lockLeft({ lockedUntil }: Gauge, now: number): number {
  return Math.max(0, (lockedUntil ?? 0) - now);
}

function setLock(app: App, { operations }: Gauge, lock: { readonly lockMs?: number }): void {
  const { userId } = app.page();
  const order = { operation: operations[0] ?? '', ...(userId !== '' && { userId }), ...lock };
  app.act((admin) => admin.call('POST', '/locks', order), ['limits']);
}

function fill({ used, limit }: Gauge): string {
  return String(limit === 0 ? 1 : Math.min(1, used / limit));
}

function bar(each: Gauge, left: number): View {
  const share = left > 0 ? left / Math.max(each.lockMs, left) : Number(fill(each));
  return element(
    'div',
    {
      class: 'bar',
      role: 'meter',
      'aria-label': each.bucket,
      'aria-valuemin': 0,
      'aria-valuemax': each.limit,
      'aria-valuenow': Math.min(each.used, each.limit),
      'aria-valuetext': left > 0 ? 'locked' : `${each.used} of ${each.limit}`,
      style: { '--share': String(share) },
    },
    element('span', { class: 'bar-fill' }),
  );
}

function words(each: Gauge, left: number, now: number): View {
  if (left > 0) {
    return element(
      'p',
      { class: 'gauge-locked' },
      icon('lock'),
      element('span', { class: 'gauge-countdown' }, countdown(left)),
      element('span', { class: 'unseen' }, ' until the lock ends'),
    );
  }
  const { used, limit, windowMs, freeAt } = each;
  return element(
    'p',
    { class: 'gauge-words' },
    element('b', {}, used),
    ` of ${limit} in ${duration(windowMs)}`,
    freeAt !== undefined &&
      freeAt > now &&
      element('span', { class: 'quiet' }, ` · first leaves in ${countdown(freeAt - now)}`),
  );
}

function gauge(app: App, each: Gauge, now: number): View {
  const left = lockLeft(each, now);
  const [method = '', path = ''] = each.bucket.split(' ');
  const state = left > 0 ? 'locked' : each.used >= each.limit ? 'full' : each.used > 0 ? 'used' : 'unused';
  return element(
    'li',
    { key: each.bucket, class: 'gauge', 'data-state': state },
    element(
      'div',
      { class: 'gauge-name' },
      element(
        'p',
        { class: 'gauge-bucket' },
        element('span', { class: 'row-method', 'data-kind': method }, method),
        element('span', { class: 'mono cut' }, path),
      ),
      element('p', { class: 'gauge-operations' }, each.operations.join(', ')),
    ),
    element('div', { class: 'gauge-meter' }, bar(each, left), words(each, left, now)),
    element('span', { class: 'quiet gauge-lock' }, `locks for ${duration(each.lockMs)}`),
    left > 0
      ? button('Unlock', () => setLock(app, each, { lockMs: 0 }), {
          key: 'unlock',
          'aria-label': `Unlock ${each.bucket}`,
        })
      : button('Lock', () => setLock(app, each, {}), { key: 'lock', 'aria-label': `Lock ${each.bucket}` }),
  );
}

/** Locked ones first, then the fullest. */
function byNeed(now: number): (one: Gauge, other: Gauge) => number {
  const weight = (each: Gauge): number => (lockLeft(each, now) > 0 ? 2 : Number(fill(each)));
  return (one, other) => weight(other) - weight(one) || one.bucket.localeCompare(other.bucket);
}

/** How much of each limit the chosen user has used. */
export function limitsPanel(app: App): Child {
  const { limits, clock } = app.page();
  const now = clock === undefined ? 0 : emulatorTime(clock);
  const sorted = limits?.toSorted(byNeed(now)) ?? [];
  const isUsed = (each: Gauge): boolean => each.used > 0 || lockLeft(each, now) > 0;
  const used = sorted.filter(isUsed);
  const unused = sorted.filter((each) => !isUsed(each));
  const list = (gauges: readonly Gauge[]): View =>
    element(
      'ul',
      { class: 'gauges' },
      gauges.map((each) => gauge(app, each, now)),
    );
  return [
    panelHead('Limits', 'Per user, URL and method. Past the limit, the user is locked out.', userSelect(app)),
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Gauges' },
      limits !== undefined &&
        used.length === 0 &&
        emptyState(
          'limits',
          'No limit in use',
          element('p', {}, 'Each call of this user fills the gauge of its URL for a while.'),
        ),
      used.length > 0 && list(used),
      unused.length > 0 &&
        element(
          'details',
          { class: 'unused' },
          element('summary', {}, `${unused.length} unused`),
          list(unused),
        ),
    ),
  ];
}
