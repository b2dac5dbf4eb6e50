import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './find-chromium.ts';

/** Where runtimes can be found. */
export interface Machine {
  /** The folder with the runtimes that come as npm packages. */
  readonly runtimes: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: string;
  readonly arch: string;
  /** The Node that runs this, without a `v`. */
  readonly node: string;
  readonly execPath: string;
  readonly isThere: (path: string) => boolean;
}

/** A runtime that the smoke test can run in. */
export interface Runtime {
  readonly id: RuntimeId;
  /** How the test gets in: as a program of a process, a bundled worker, or a module of a page. */
  readonly kind: 'process' | 'worker' | 'page';
  /** What runs a program that follows. */
  readonly command: readonly [string, ...string[]];
  /** What adds a package to a project of its own, if it does that, too. */
  readonly add?: readonly [string, ...string[]];
}

/** A runtime that this machine does not have. */
export interface MissingRuntime {
  readonly id: RuntimeId;
  readonly missing: string;
}

export const runtimeIds = ['node-20', 'node-22', 'node-24', 'bun', 'deno', 'workerd', 'chromium'] as const;

export type RuntimeId = (typeof runtimeIds)[number];

/** Finds a runtime, or says why there is none. */
export function findRuntime(id: RuntimeId, machine: Machine): Runtime | MissingRuntime {
  const { execPath } = machine;
  const bin = (name: string): string => join(machine.runtimes, 'node_modules', '.bin', name);
  const packaged = (program: string, runtime: Omit<Runtime, 'id'>): Runtime | MissingRuntime =>
    machine.isThere(program)
      ? { id, ...runtime }
      : { id, missing: `its npm package has nothing for ${machine.platform} ${machine.arch}` };
  switch (id) {
    case 'node-20':
    case 'node-22':
    case 'node-24':
      return findNode(id, machine);
    case 'bun': {
      const bun = bin('bun');
      return packaged(bun, { kind: 'process', command: [bun], add: [bun, 'add'] });
    }
    case 'deno': {
      const deno = bin('deno');
      // It may do nothing but what a client has to.
      const command = [deno, 'run', '--no-prompt', '--allow-env', '--allow-net=127.0.0.1'] as const;
      // Deno leaves out what is younger than a day, as our packages are here.
      return packaged(deno, {
        kind: 'process',
        command,
        add: [deno, 'add', '--npm', '--minimum-dependency-age=0'],
      });
    }
    case 'workerd':
      return packaged(bin('miniflare'), { kind: 'worker', command: [execPath] });
    case 'chromium': {
      const path = findChromium(machine.env, machine.isThere);
      return path === undefined
        ? { id, missing: 'there is no Chromium: install it, or set CHROMIUM_PATH' }
        : { id, kind: 'page', command: [path] };
    }
  }
}

/** The npm package, where there is one for this platform; else the Node that runs this, if it is of that line. */
function findNode(
  id: RuntimeId,
  { runtimes, platform, arch, node, execPath, isThere }: Machine,
): Runtime | MissingRuntime {
  const program = join(runtimes, 'node_modules', `${id}-${platform}-${arch}`, 'bin', 'node');
  if (isThere(program)) return { id, kind: 'process', command: [program] };
  if (id === `node-${node.split('.')[0]}`) return { id, kind: 'process', command: [execPath] };
  return {
    id,
    missing: `no npm package has it for ${platform} ${arch}, and this runs in Node ${node}`,
  };
}

export function thisMachine(runtimes: string): Machine {
  const { env, platform, arch, execPath, versions } = process;
  return { runtimes, env, platform, arch, node: versions.node, execPath, isThere: existsSync };
}

/** The version of a package among the runtimes. */
export function versionOf(runtimes: string, name: string): string {
  const file = join(runtimes, 'node_modules', name, 'package.json');
  const manifest: { readonly version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return manifest.version;
}
