import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { inspectorFile } from '../../src/inspector-page/inspector-files.ts';
import { buildInspector } from './support/build-inspector.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const text = (path: string): string => new TextDecoder().decode(inspectorFile(path)?.body);

beforeAll(buildInspector, 120_000);

test('every file comes with the policy, and with no room for another type, origin or copy', () => {
  const icon = '/_emulator/inspector/icon.svg';
  for (const path of ['/', '/_emulator/inspector/main.js', '/_emulator/inspector/styles/base.css', icon]) {
    expect(inspectorFile(path)).toMatchObject({
      status: 200,
      headers: {
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      },
    });
  }
});

test.each([
  ['/', 'text/html;charset=UTF-8'],
  ['/_emulator/inspector/main.js', 'text/javascript;charset=UTF-8'],
  ['/_emulator/inspector/view/draw.js', 'text/javascript;charset=UTF-8'],
  ['/_emulator/inspector/styles/base.css', 'text/css;charset=UTF-8'],
  ['/_emulator/inspector/icon.svg', 'image/svg+xml'],
])('%s is %s', (path, type) => {
  expect(inspectorFile(path)?.headers['content-type']).toBe(type);
});

test('what the page asks for is there', () => {
  const asked = [...text('/').matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((path) => inspectorFile(path) === undefined)).toEqual([]);
  const styles = fileURLToPath(new URL('../../inspector/styles/', import.meta.url));
  expect(readdirSync(styles).filter((name) => !asked.some((path) => path.endsWith(`/${name}`)))).toEqual([]);
});

test('the page holds no script, no style and no handler of its own', () => {
  expect(text('/')).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|style=/i);
});

test('no source of the page parses markup', () => {
  const folder = new URL('../../inspector/src/', import.meta.url);
  const names = readdirSync(fileURLToPath(folder), { recursive: true, encoding: 'utf8' });
  const programs = names.filter((name) => name.endsWith('.ts')).map((name) => name.replace(/\.ts$/, '.js'));
  for (const name of programs) {
    const program = text(`/_emulator/inspector/${name.replaceAll('\\', '/')}`);
    expect(program, name).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|setHTML|eval\(|new Function|cssText/,
    );
  }
});

test.each([
  '/_emulator/inspector/',
  '/_emulator/inspector',
  '/_emulator/inspector/../../package.json',
  '/_emulator/inspector/..%2f..%2fpackage.json',
  '/_emulator/inspector/%2e%2e/index.js',
  '/_emulator/inspector//etc/passwd',
  '/_emulator/inspector/src/main.ts',
  '/_emulator/inspector/main.js/',
  '/_emulator/inspector/MAIN.JS',
  '/_emulator/inspector/__proto__',
  '/_emulator/inspector/constructor',
  '/index.html',
  '//',
  '',
])('%s is nothing', (path) => {
  expect(inspectorFile(path)).toBeUndefined();
});
