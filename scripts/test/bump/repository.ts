import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BumpOptions, BumpResult } from '../../src/bump/bump.ts';
import { bump } from '../../src/bump/bump.ts';
import { git } from './git.ts';

/** An operation that answers with a pin. */
export function operation(operationId: string, scope: string): object {
  return {
    operationId,
    'x-upstream-id': operationId,
    tags: ['pins'],
    summary: 'What it does',
    description: 'What it does, in full.',
    security: [{ ZohoOAuth: [scope] }],
    'x-rate-limit': { requests: 50, windowSeconds: 60, lockSeconds: 300, source: 'documented' },
    'x-retry-class': 'safe',
    'x-error-codes': [
      { code: 'operation_failed', status: 400, source: 'documented', when: 'It failed.' },
      { code: 'no_such_pin', status: 404, source: 'documented', when: 'There is no such pin.' },
    ],
    responses: {
      '200': {
        description: 'The pin.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Pin' } } },
      },
    },
  };
}

/** A document such as `pnpm generate` bundles, with two operations. */
export function pins(): Spec {
  return {
    openapi: '3.1.1',
    info: { title: 'Pins', version: '3.0.0' },
    servers: [{ url: 'https://cliq.zoho.com/api/v3' }],
    paths: {
      '/pins': {
        get: operation('getPin', 'ZohoCliq.Chats.READ'),
        post: {
          ...operation('pinChat', 'ZohoCliq.Chats.CREATE'),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/PinRequest' } } },
          },
        },
      },
    },
    components: {
      schemas: {
        Pin: {
          type: 'object',
          required: ['id'],
          properties: { id: { type: 'string' }, text: { type: 'string' } },
        },
        PinRequest: {
          type: 'object',
          additionalProperties: false,
          required: ['ids'],
          properties: {
            ids: { type: 'array', maxItems: 25, items: { type: 'string' } },
            kind: { type: 'string', enum: ['soft', 'hard'] },
          },
        },
      },
    },
  };
}

/** JSON that tests reach into by path. */
export type Spec = { [key: string]: unknown };

/** Changes one value of a document, by the keys that lead to it; `undefined` deletes it. */
export function edited(spec: Spec, path: string, value: unknown): Spec {
  const copy = structuredClone(spec);
  const keys = path.split('>');
  const last = keys.pop() ?? '';
  let at: Spec = copy;
  for (const key of keys) at = at[key] as Spec; // The test names a path of the document above.
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

/** A report such as API Extractor writes. */
export function report(name: string, ...declarations: string[]): string {
  const code = declarations
    .map((each) => (each.startsWith('import') ? each : `// @public\n${each}`))
    .join('\n\n');
  return `## API Report File for "${name}"\n\n> Do not edit.\n\n\`\`\`ts\n\n${code}\n\n\`\`\`\n`;
}

const manifests: { [folder: string]: { name: string; [key: string]: unknown } } = {
  types: { name: '@cliqkit/types' },
  core: { name: '@cliqkit/core' },
  pins: { name: '@cliqkit/pins', dependencies: { '@cliqkit/types': 'workspace:^' } },
  folders: { name: '@cliqkit/folders', dependencies: { '@cliqkit/types': 'workspace:^' } },
  threads: { name: '@cliqkit/threads', dependencies: { '@cliqkit/types': 'workspace:^' } },
  cliqkit: {
    name: 'cliqkit',
    dependencies: {
      '@cliqkit/pins': 'workspace:^',
      '@cliqkit/folders': 'workspace:^',
      '@cliqkit/threads': 'workspace:^',
      '@cliqkit/core': 'workspace:^',
    },
  },
  emulator: { name: '@cliqkit/emulator', dependencies: { '@cliqkit/types': 'workspace:^' } },
  bench: { name: '@cliqkit/bench', private: true },
};

/** A git repository with what a bump reads, gone when the test ends. */
export class Repository {
  /** Of its packages. */
  readonly names: string[] = Object.values(manifests).map(({ name }) => name);
  readonly root: string = realpathSync(mkdtempSync(join(tmpdir(), 'cliqkit-bump-')));

  /** As it is after the release of `version`: all committed on `main`, no tag. */
  constructor(version = '0.2.0') {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    this.git('init', '--quiet', '--template=', '--initial-branch=main');
    this.setVersion(version);
    this.writeSpec(pins());
    this.write('packages/core/api/index.api.md', report('@cliqkit/core', 'export function connect(): void;'));
    this.write('packages/cliqkit/api/index.api.md', report('cliqkit', 'export * from "@cliqkit/core";'));
    this.write('.changeset/README.md', '# Changesets\n');
    this.commit('Released');
  }

  setVersion(version: string): void {
    for (const [folder, manifest] of Object.entries(manifests))
      this.write(`packages/${folder}/package.json`, `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  writeSpec(spec: Spec, module = 'pins'): void {
    this.write(`packages/types/openapi/${module}.json`, `${JSON.stringify(spec, null, 2)}\n`);
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }

  git(...args: string[]): string {
    return git(this.root, ...args);
  }

  /** The changesets, by name. */
  changesets(): string[] {
    return readdirSync(join(this.root, '.changeset')).filter((name) => name !== 'README.md');
  }

  bump(options: Partial<BumpOptions> = {}): Promise<BumpResult> {
    const paths = Object.keys(manifests).map((folder) => `packages/${folder}/api/index.api.md`);
    const there = paths.filter((path) => existsSync(join(this.root, path)));
    const reports = new Map(there.map((path) => [path, this.read(path)]));
    return bump({ root: this.root, mode: 'write', reports, ...options });
  }
}
