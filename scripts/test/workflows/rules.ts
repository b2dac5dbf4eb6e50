import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

type Permissions = Readonly<Record<string, string>>;

interface Job {
  readonly permissions?: Permissions;
  readonly uses?: string;
  readonly environment?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on?: unknown;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
}

/** What a workflow may refer to. */
export interface Surroundings {
  readonly root: string;
  /** Names of the scripts in the root's package.json. */
  readonly scripts: readonly string[];
}

/** Who may ask for an identity token, and what it is for. */
const mayIdentify = [
  'release.yml#stage', // npm
  'docs.yml#deploy', // Pages
  'scorecard.yml#analyze', // signs the result that is published
];

/** Commands that run code of packages: of ours, or of those that we install. */
const packageCode =
  /(^|[\s;&|(])(pnpm|npx|yarn|npm (ci|i|install|run|exec))(?=\s|$)|\.ci\/(pnpm|run)\b|node_modules/m;

/** Events that give a workflow the rights of the repository while it reads what strangers sent. */
const dangerousEvents = ['pull_request_target', 'workflow_run', 'issue_comment', 'issues'];

/** What a workflow does against the rules of SECURITY.md; nothing for one that keeps them. */
export function brokenRules(file: string, text: string, surroundings: Surroundings): string[] {
  // GitHub checks the shape; a part that is missing here is reported by a rule below.
  const workflow = parse(text) as Workflow;
  const events = eventsOf(workflow.on);
  const jobs = Object.entries(workflow.jobs ?? {});
  return [
    ...events.filter((event) => dangerousEvents.includes(event)).map((event) => `runs on ${event}`),
    ...(isEmptyObject(workflow.permissions) ? [] : ['does not start from `permissions: {}`']),
    ...(workflow.concurrency === undefined ? ['has no concurrency group'] : []),
    ...pinProblems(text),
    ...(/\bsecrets\s*[.[]/.test(text) || /secrets: inherit/.test(text) ? ['uses a secret'] : []),
    ...jobs.flatMap(([id, job]) => jobProblems(`${file}#${id}`, job, events, surroundings)),
  ].map((problem) => (problem.startsWith(file) ? problem : `${file}: ${problem}`));
}

function jobProblems(id: string, job: Job, events: readonly string[], surroundings: Surroundings): string[] {
  const permissions = Object.entries(job.permissions ?? {});
  const writes = permissions.filter(([, access]) => access === 'write').map(([scope]) => scope);
  const steps = job.steps ?? [];
  const commands = steps.map(({ run }) => run ?? '').join('\n');
  const problems = [
    ...(job.permissions === undefined ? ['says no permissions'] : []),
    ...(typeof job.permissions === 'string' ? ['has all permissions of a kind'] : []),
    ...(job.uses === undefined && job['timeout-minutes'] === undefined ? ['has no timeout'] : []),
    ...(writes.includes('id-token') && !mayIdentify.includes(id) ? ['may not have id-token: write'] : []),
    ...(writes.length > 0 && packageCode.test(commands)
      ? [`may write (${writes.join(', ')}) and runs code of packages`]
      : []),
    ...(writes.length > 0 && steps.some(caches)
      ? ['may write and uses a cache, which other runs can fill']
      : []),
    ...(events.includes('pull_request')
      ? writes
          .filter((scope) => scope !== 'security-events')
          .map((scope) => `gives pull requests ${scope}: write`)
      : []),
    ...(id === 'release.yml#stage' && job.environment === undefined
      ? ['is in no protected environment']
      : []),
    ...steps.flatMap((step) => stepProblems(step, surroundings)),
  ];
  return problems.map((problem) => `${id} ${problem}`);
}

function stepProblems(step: Step, { root, scripts }: Surroundings): string[] {
  const run = step.run ?? '';
  const named = [...run.matchAll(/\.ci\/pnpm (?:--silent )?run ([\w:-]+)/g)].map(([, name = '']) => name);
  const files = [...run.matchAll(/(?:bash|node) ((?:\.ci|\.github|scripts)\/[\w./-]+)/g)];
  return [
    ...(run.includes('${{') ? ['puts an expression into a shell: hand it over in env'] : []),
    ...(uses(step, 'actions/checkout') && step.with?.['persist-credentials'] !== false
      ? ['leaves credentials in the checkout']
      : []),
    ...(uses(step, 'actions/setup-node') && step.with?.['package-manager-cache'] !== false
      ? ['lets setup-node cache']
      : []),
    ...(uses(step, 'actions/setup-node') && step.with?.['registry-url'] !== undefined
      ? ['gives setup-node a registry-url, which writes a token']
      : []),
    ...named
      .filter((name) => !scripts.includes(name))
      .map((name) => `runs ${name}, which package.json lacks`),
    ...files
      .map(([, path = '']) => path)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `runs ${path}, which is not there`),
  ];
}

/** Each action by its full commit, with the version beside it for people and Dependabot, and one commit everywhere. */
function pinProblems(text: string): string[] {
  const used = [...text.matchAll(/^\s*-?\s*uses: *(.*)$/gm)].map(([, action = '']) => action);
  return used
    .filter((action) => !action.startsWith('./'))
    .filter((action) => !/^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))
    .map((action) => `uses ${action} and not a full commit with its version as a comment`);
}

function uses(step: Step, action: string): boolean {
  return step.uses?.startsWith(`${action}@`) ?? false;
}

function caches(step: Step): boolean {
  const cache = step.with?.['cache'];
  return uses(step, 'actions/cache') || (cache !== undefined && cache !== false && cache !== '');
}

function eventsOf(on: unknown): string[] {
  if (typeof on === 'string') return [on];
  if (Array.isArray(on)) return on.map(String);
  return typeof on === 'object' && on !== null ? Object.keys(on) : [];
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
