import { expect, test } from 'vitest';
import { findChromium } from '../../src/rehearse/find-chromium.ts';
import type { Machine } from '../../src/rehearse/runtimes.ts';
import { findRuntime, runtimeIds } from '../../src/rehearse/runtimes.ts';

function machine(changes: Partial<Machine> = {}): Machine {
  return {
    runtimes: '/runtimes',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    platform: 'linux',
    arch: 'x64',
    node: '20.20.2',
    execPath: '/usr/bin/node',
    isThere: () => true,
    ...changes,
  };
}

test('where every package is there, so is every runtime', () => {
  for (const id of runtimeIds) expect(findRuntime(id, machine())).not.toHaveProperty('missing');
});

test('a Node of the package for this platform comes before the one that runs this', () => {
  expect(findRuntime('node-20', machine())).toMatchObject({
    command: ['/runtimes/node_modules/node-20-linux-x64/bin/node'],
  });
});

test('without a package, the Node that runs this stands for its own line alone', () => {
  const mac = machine({ platform: 'darwin', arch: 'arm64', isThere: () => false });
  expect(findRuntime('node-20', mac)).toMatchObject({ command: ['/usr/bin/node'] });
  expect(findRuntime('node-22', mac)).toEqual({
    id: 'node-22',
    missing: 'no npm package has it for darwin arm64, and this runs in Node 20.20.2',
  });
});

test('a runtime whose package is not there is missing, with the reason', () => {
  const bare = machine({ platform: 'freebsd', isThere: () => false });
  expect(findRuntime('bun', bare)).toEqual({
    id: 'bun',
    missing: 'its npm package has nothing for freebsd x64',
  });
  expect(findRuntime('chromium', bare)).toHaveProperty('missing');
});

test('CHROMIUM_PATH comes before the path, and what is not there is passed over', () => {
  const env = { PATH: '/usr/local/bin:/usr/bin', CHROMIUM_PATH: '/opt/chromium' };
  expect(findChromium(env, () => true)).toBe('/opt/chromium');
  expect(findChromium(env, (path) => path === '/usr/bin/chromium')).toBe('/usr/bin/chromium');
});
