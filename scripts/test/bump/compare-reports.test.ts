import { expect, test } from 'vitest';
import { compareReports } from '../../src/bump/compare-reports.ts';
import { report } from './repository.ts';

/** Lines and levels of what became of one entry, or of more. */
function changes(older: { [path: string]: string }, newer: { [path: string]: string }): string[] {
  return compareReports(new Map(Object.entries(older)), new Map(Object.entries(newer))).map(
    ({ kind, text, packages }) => `${kind}: ${text} ${JSON.stringify(Object.fromEntries(packages))}`,
  );
}

/** The same for one entry of `@cliqkit/core`. */
function inCore(before: string[], after: string[]): string[] {
  const path = 'packages/core/api/index.api.md';
  return changes(
    { [path]: report('@cliqkit/core', ...before) },
    { [path]: report('@cliqkit/core', ...after) },
  ).map((line) => line.replace(/ \{[^{]*$/, ''));
}

const list =
  'export class List {\n    // (undocumented)\n    close(): void;\n    next(): Promise<string>;\n}';

test('the same API has no changes, whatever the comments and the order say', () => {
  const other = list.replace('(undocumented)', 'Warning: something');
  expect(inCore([list, 'export const a: 1;'], ['export const a: 1;', other])).toEqual([]);
});

test('numbers that the extractor gives to what is not exported are no change', () => {
  expect(
    inCore(["export type Pin = components_2['Pin'];"], ["export type Pin = components_3['Pin'];"]),
  ).toEqual([]);
});

test('names come and go, types and values alike', () => {
  expect(
    inCore([list, 'export const gone: 1;'], [list, 'export interface New {\n}', 'export type Too = 1;']),
  ).toEqual([
    'breaking: `gone` is gone from `@cliqkit/core`.',
    'new: `@cliqkit/core` exports `New` and `Too`.',
  ]);
});

test('a member that is gone or reads otherwise is breaking, one that came is new', () => {
  const after = list
    .replace('    close(): void;\n', '')
    .replace('next(): Promise<string>;', 'next(): Promise<number>;\n    rest(): void;');
  expect(inCore([list], [after])).toEqual([
    'breaking: `List.close` is gone from `@cliqkit/core`.',
    'breaking: `List.next` of `@cliqkit/core` was `next(): Promise<string>` and is `next(): Promise<number>`.',
    'new: `List.rest` is new in `@cliqkit/core`.',
  ]);
});

test('a module more among the operations breaks nothing', () => {
  const types = (names: string) => ({
    'packages/types/api/index.api.md': report(
      '@cliqkit/types',
      `export interface OperationTypes extends ${names} {\n}`,
    ),
  });
  expect(
    changes(types('operations_1, operations_2'), types('operations_1, operations_2, operations_3')),
  ).toEqual([]);
});

test('a member over several lines is one', () => {
  const hosts = (...names: string[]) =>
    `export const hosts: {\n${names.map((name) => `    readonly ${name}: {\n        readonly api: '${name}';\n    };`).join('\n')}\n};`;
  expect(inCore([hosts('us')], [hosts('us', 'br')])).toEqual(['new: `hosts.br` is new in `@cliqkit/core`.']);
});

test('overloads are one declaration', () => {
  const overload = 'export function call(a: 1): void;';
  expect(inCore([overload], [overload, 'export function call(b: 2): void;'])).toEqual([
    'new: `call` is new in `@cliqkit/core`.',
  ]);
});

test('what several entries export is one line, and concerns whoever passes it on', () => {
  const types = 'packages/types/api/index.api.md';
  const entry = 'packages/types/api/pins.api.md';
  const fixed = {
    'packages/pins/api/index.api.md': report(
      '@cliqkit/pins',
      "import { Pin } from '@cliqkit/types/pins';",
      'export { Pin }',
    ),
    'packages/cliqkit/api/index.api.md': report('cliqkit', 'export * from "@cliqkit/pins";'),
    'packages/core/api/index.api.md': report('@cliqkit/core', 'export const a: 1;'),
  };
  const pin = report('@cliqkit/types', 'export type Pin = 1;');
  const other = report('@cliqkit/types', 'export type Pin = 2;');
  expect(
    changes({ ...fixed, [types]: pin, [entry]: pin }, { ...fixed, [types]: other, [entry]: other }),
  ).toEqual([
    'breaking: `Pin` of `@cliqkit/types` and `@cliqkit/types/pins` was `type Pin = 1` and is `type Pin = 2`. {"@cliqkit/pins":"major","@cliqkit/types":"major","cliqkit":"major"}',
  ]);
});

test('entries come and go as a whole', () => {
  const path = 'packages/emulator/api/vitest.api.md';
  const text = report('@cliqkit/emulator', 'export function useEmulator(): void;');
  expect(changes({}, { [path]: text })).toEqual([
    'new: `@cliqkit/emulator/vitest` can be imported. {"@cliqkit/emulator":"minor"}',
  ]);
  expect(changes({ [path]: text }, {})).toEqual([
    'breaking: `@cliqkit/emulator/vitest` can no longer be imported. {"@cliqkit/emulator":"major"}',
  ]);
});

test('what is generated from the specs in whole is left to the facts of the specs', () => {
  const path = 'packages/types/api/pins.api.md';
  const schemas = (...names: string[]) =>
    report(
      '@cliqkit/types',
      `export interface components {\n    schemas: {\n${names.map((name) => `        ${name};`).join('\n')}\n    };\n}`,
    );
  expect(changes({ [path]: schemas('Pin', 'Chat') }, { [path]: schemas('Pin') })).toEqual([]);
});

test('a file that is no report is named', () => {
  expect(() => changes({}, { 'packages/core/api/index.api.md': '<<<<<<< HEAD' })).toThrow(
    'packages/core/api/index.api.md is not a report of API Extractor. Run `pnpm api`',
  );
});
