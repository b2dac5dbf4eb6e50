import type { Pointer } from '../../../src/upstream/read/upstream-document.ts';
import type { EditableDocument } from './editable-document.ts';
import type { Change, Surroundings } from './everywhere.ts';
import { gone } from './everywhere.ts';
import { drift } from './mutation.ts';
import { operationsIn } from './usages.ts';

/** Limits, locks, scopes, error codes, replies and the operations themselves. */
export function operationChanges(document: EditableDocument, around: Surroundings): Change[] {
  return operationsIn(document).flatMap(({ upstreamId, at }): Change[] => {
    const id = around.idOf(upstreamId);
    return [
      {
        name: `${id} is gone`,
        change: (mutated) => mutated.drop(at),
        expect: [drift('types', 'removed', [id, 'operation'])],
      },
      {
        name: `${id} needs another scope`,
        change: (mutated) =>
          mutated.set([...at, 'security', 0, 'Cliq_Auth', 0], 'ZohoCliq.Organisation.READ'),
        expect: [drift('refused', 'changed', [id, 'operation', 'scopes'])],
      },
      ...limitChanges(document, { id, at }, around),
      ...codesIn(document.text([...at, 'description'])).map((code) => ({
        name: `${id}: the code ${code} has another name`,
        change: (mutated: EditableDocument) => mutated.replace([...at, 'description'], code, `${code}_now`),
        expect: [
          drift('more', 'added', [id, 'operation', 'errors']),
          drift('types', 'removed', [id, 'operation', 'errors']),
        ],
      })),
      ...Object.keys(document.mapping([...at, 'responses'])).map((status) => ({
        name: `${id} answers no ${status}`,
        change: (mutated: EditableDocument) => mutated.drop([...at, 'responses', status]),
        expect: [
          /^2/.test(status)
            ? gone(id, `reply ${status}`, around)
            : drift('same', 'removed', [id, `reply ${status}`]),
        ],
      })),
    ];
  });
}

function limitChanges(
  document: EditableDocument,
  { id, at }: { id: string; at: Pointer },
  { dice }: Surroundings,
): Change[] {
  const prose = [...at, 'description'];
  const text = document.text(prose);
  const limit = /(\d+) requests per min/.exec(text)?.[1];
  const lock = /Lock period\D*(\d+) minutes/.exec(text)?.[1];
  const change = (was: string, unit: string, now: number, fact: string, welcome: boolean): Change => ({
    name: `${id}: ${was} ${unit} become ${now}`,
    change: (mutated) => mutated.replace(prose, `${was} ${unit}`, `${now} ${unit}`),
    expect: [
      welcome
        ? drift('same', 'loosened', [id, 'operation', fact])
        : drift('refused', 'tightened', [id, 'operation', fact]),
    ],
  });
  return [
    ...(limit === undefined
      ? []
      : [
          change(limit, 'requests', 1 + dice(Number(limit) - 1), 'limit', false),
          change(limit, 'requests', Number(limit) + 1 + dice(100), 'limit', true),
        ]),
    ...(lock === undefined
      ? []
      : [
          change(lock, 'minutes', 1 + dice(Number(lock) - 1), 'lock', true),
          change(lock, 'minutes', Number(lock) + 1 + dice(60), 'lock', false),
        ]),
  ];
}

/** The codes that tables and lists of a description name. */
function codesIn(text: string): string[] {
  const cells = text.matchAll(/(?:<td>|<td><code>|<li><code>|^\| )(\w+_\w+)(?:<|<\/code>| \|)/gm);
  return [...new Set([...cells].flatMap(([, code]) => code ?? []))];
}
