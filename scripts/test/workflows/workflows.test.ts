import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from '../repo-copy.ts';
import { brokenRules } from './rules.ts';

const folder = join(repository, '.github/workflows');
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
const manifest: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(repository, 'package.json'), 'utf8'),
);
const surroundings = { root: repository, scripts: Object.keys(manifest.scripts) };
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');

test.each(files)('%s keeps the rules', (name) => {
  expect(brokenRules(name, textOf(name), surroundings)).toEqual([]);
});

test('an action is used in one version everywhere', () => {
  const pins = files.flatMap((name) => [...textOf(name).matchAll(/uses: (\S+)@(\S+ # \S+)/g)]);
  const versions = new Map<string, Set<string>>();
  for (const [, action = '', pin = ''] of pins) {
    const repositoryOf = action.split('/').slice(0, 2).join('/');
    versions.set(repositoryOf, (versions.get(repositoryOf) ?? new Set()).add(pin));
  }
  for (const [action, found] of versions) expect([...found], action).toHaveLength(1);
});

test('the job that npm trusts comes after every gate and after the packing', () => {
  const release = textOf('release.yml');
  const needs = (job: string) =>
    new RegExp(`^  ${job}:\\n(?:    .*\\n)*?    needs: (.*)$`, 'm').exec(release)?.[1];
  expect([needs('stage'), needs('pack'), needs('verify')]).toEqual(['pack', 'verify', 'plan']);
  expect(release).toContain('uses: ./.github/workflows/ci.yml');
  expect(textOf('ci.yml')).toContain('bash .ci/run');
});

const sha = '0123456789abcdef0123456789abcdef01234567';

/** A workflow that keeps every rule, with some of its lines replaced. */
function workflow(changes: Readonly<Record<string, string>> = {}): string {
  const text = `on:
  push:
permissions: {}
concurrency:
  group: one
jobs:
  job:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${sha} # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/setup-node@${sha} # v7.0.0
        with:
          package-manager-cache: false
      - run: bash .ci/pnpm run build
`;
  return Object.entries(changes).reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`The workflow has no ${from}.`);
    return changed.replace(from, () => to);
  }, text);
}

const expression = '$' + '{{ github.event.issue.title }}';

describe('a workflow that', () => {
  test('keeps the rules is not complained of', () => {
    expect(brokenRules('some.yml', workflow(), surroundings)).toEqual([]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['names an action by its tag', { [`@${sha} # v7.0.1`]: '@v7' }, 'not a full commit'],
    ['names an action by a short commit', { [`${sha} # v7.0.1`]: '0123456 # v7.0.1' }, 'not a full commit'],
    ['does not say the version', { ' # v7.0.1': '' }, 'not a full commit'],
    [
      'runs with the rights of the target',
      { 'push:': 'pull_request_target:' },
      'runs on pull_request_target',
    ],
    ['follows another workflow', { 'push:': 'workflow_run:' }, 'runs on workflow_run'],
    ['starts from default permissions', { 'permissions: {}\n': '' }, 'does not start from'],
    ['starts from read-all', { 'permissions: {}': 'permissions: read-all' }, 'does not start from'],
    [
      'has a job without permissions',
      { '    permissions:\n      contents: read\n': '' },
      'says no permissions',
    ],
    [
      'has a job with all',
      { 'permissions:\n      contents: read': 'permissions: write-all' },
      'all permissions',
    ],
    ['has no timeout', { '    timeout-minutes: 5\n': '' }, 'has no timeout'],
    ['has no concurrency group', { 'concurrency:\n  group: one\n': '' }, 'no concurrency group'],
    [
      'lets any job identify itself',
      { 'contents: read': 'id-token: write', 'bash .ci/pnpm run build': 'echo done' },
      'may not have id-token: write',
    ],
    ['installs where it may write', { 'contents: read': 'contents: write' }, 'and runs code of packages'],
    [
      'caches where it may write',
      {
        'contents: read': 'pages: write',
        'bash .ci/pnpm run build': 'echo done',
        [`- uses: actions/setup-node@${sha} # v7.0.0`]: `- uses: actions/cache@${sha} # v5.0.0`,
      },
      'uses a cache',
    ],
    [
      'lets pull requests write',
      {
        'push:': 'pull_request:',
        'contents: read': 'contents: write',
        'bash .ci/pnpm run build': 'echo done',
      },
      'gives pull requests contents: write',
    ],
    ['keeps credentials', { 'persist-credentials: false': 'fetch-depth: 0' }, 'leaves credentials'],
    ['lets setup-node cache', { 'package-manager-cache: false': 'cache: pnpm' }, 'lets setup-node cache'],
    [
      'lets setup-node write a token',
      { 'package-manager-cache: false': 'package-manager-cache: false\n          registry-url: x' },
      'registry-url',
    ],
    ['puts what strangers wrote into a shell', { 'run build': `run build ${expression}` }, 'into a shell'],
    [
      'uses a secret',
      { 'run build': `run build\n        env:\n          T: $\{{ secrets.TOKEN }}` },
      'uses a secret',
    ],
    [
      'runs a script that does not exist',
      { 'run build': 'run bulid' },
      'runs bulid, which package.json lacks',
    ],
    ['runs a file that does not exist', { '.ci/pnpm run build': '.ci/rum' }, '.ci/rum, which is not there'],
  ])('%s is found', (_, changes, problem) => {
    const problems = brokenRules('some.yml', workflow(changes), surroundings);
    expect(problems.join('\n')).toContain(problem);
    expect(problems).toHaveLength(1);
  });

  test('publishes outside a protected environment is found', () => {
    const text = textOf('release.yml').replace('    environment: npm\n', '');
    expect(brokenRules('release.yml', text, surroundings)).toEqual([
      'release.yml#stage is in no protected environment',
    ]);
  });

  test('installs in the job that npm trusts is found', () => {
    const text = textOf('release.yml').replace(
      'node scripts/src/release/main.ts stage',
      'npm ci && npm stage publish',
    );
    expect(brokenRules('release.yml', text, surroundings)).toEqual([
      'release.yml#stage may write (id-token) and runs code of packages',
    ]);
  });
});
