import type { FaultKind } from '../admin/admin-types.ts';
import type { App } from '../state/app.ts';
import { labelled, select, textField } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import type { FaultDraft } from './fault-draft.ts';
import { faultOrder } from './fault-draft.ts';
import type { FaultField } from './fault-kinds.ts';
import { faultKinds, isFaultKind } from './fault-kinds.ts';

const counts = [
  ['1', 'the next call'],
  ['2', '2 calls'],
  ['3', '3 calls'],
  ['5', '5 calls'],
  ['10', '10 calls'],
  ['', 'every call'],
] as const;

const ends = [
  ['', 'until it is taken back'],
  ['30000', 'for 30 s'],
  ['300000', 'for 5 min'],
  ['3600000', 'for 1 h'],
] as const;

function change(app: App, values: Partial<FaultDraft>): void {
  app.set({ faultDraft: { ...app.page().faultDraft, ...values } });
}

function targets(app: App): [string, string][] {
  const operations = app.page().info?.operations ?? [];
  return [
    ['any', 'any call of the API'],
    ['token', 'the token endpoint'],
    ...operations.map(({ id, method, path }): [string, string] => [id, `${id} · ${method} ${path}`]),
  ];
}

function kindSelect(app: App, kind: FaultKind): View {
  const kinds = Object.entries(faultKinds);
  const groups = new Set(kinds.map(([, { group }]) => group));
  return element(
    'select',
    {
      class: 'select',
      'aria-label': 'Fault',
      value: kind,
      onInput: (chosen) => {
        if (isFaultKind(chosen)) change(app, { kind: chosen });
      },
    },
    [...groups].map((group) =>
      element(
        'optgroup',
        { key: group, label: group },
        kinds
          .filter(([, form]) => form.group === group)
          .map(([name]) => element('option', { key: name, value: name }, name)),
      ),
    ),
  );
}

function isLong({ kind }: FaultField): boolean {
  return kind === 'json' || kind === 'headers';
}

function parameter(app: App, field: FaultField): View {
  const { fields } = app.page().faultDraft;
  const { name, label, kind, otherwise } = field;
  const value = fields[name] ?? '';
  const onInput = (text: string): void =>
    change(app, { fields: { ...app.page().faultDraft.fields, [name]: text } });
  if (typeof kind !== 'string') {
    return labelled(
      label,
      select(label, value, [['', otherwise], ...kind.map((each): [string, string] => [each, each])], onInput),
    );
  }
  if (isLong(field)) {
    return labelled(
      label,
      element('textarea', {
        class: 'field mono',
        rows: 2,
        spellcheck: 'false',
        placeholder: otherwise,
        value,
        onInput,
      }),
    );
  }
  return labelled(
    label,
    textField(label, value, onInput, {
      placeholder: otherwise,
      inputmode: kind === 'number' ? 'numeric' : 'text',
    }),
  );
}

function order(app: App): void {
  app.act(
    (admin) => admin.call('POST', '/faults', faultOrder(app.page().faultDraft)),
    ['faults'],
    'The fault waits for its call',
  );
}

/** Sets a fault for the calls to come. */
export function faultForm(app: App): View {
  const { target, kind, times, forMs } = app.page().faultDraft;
  const { executed, sees, fields } = faultKinds[kind];
  return element(
    'form',
    { class: 'card fault-form', 'aria-labelledby': 'fault-form-title', onSubmit: () => order(app) },
    element('h2', { id: 'fault-form-title' }, 'Set a fault'),
    labelled(
      'Strikes',
      select('Strikes', target, targets(app), (chosen) => change(app, { target: chosen })),
    ),
    labelled('Fault', kindSelect(app, kind)),
    element(
      'div',
      { class: 'fault-meaning', 'data-kind': executed === 'no' ? 'no' : 'yes' },
      element('p', {}, element('b', {}, 'The client sees: '), sees),
      element('p', {}, element('b', {}, 'Carried out: '), executed),
    ),
    fields.length > 0 &&
      element(
        'div',
        { class: 'fault-fields' },
        fields.map((field) =>
          element(
            'div',
            { key: `${kind} ${field.name}`, class: isLong(field) ? 'wide' : '' },
            parameter(app, field),
          ),
        ),
      ),
    element(
      'div',
      { class: 'fault-fields' },
      labelled(
        'How often',
        select('How often', times, counts, (chosen) => change(app, { times: chosen })),
      ),
      labelled(
        'How long',
        select('How long', forMs, ends, (chosen) => change(app, { forMs: chosen })),
      ),
    ),
    element('button', { type: 'submit', class: 'button primary' }, icon('faults'), 'Set the fault'),
  );
}
