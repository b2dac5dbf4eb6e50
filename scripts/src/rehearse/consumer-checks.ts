import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asCommonJs, readmeStart } from './code-blocks.ts';
import { runCommandLine } from './command-line.ts';
import type { Run } from './commands.ts';
import type { resolutions } from './compile.ts';
import { compile } from './compile.ts';
import { entriesOf, loadEntries } from './entries.ts';
import { runFirstTests } from './first-tests.ts';
import { copyPrograms, emptyProject, npmInstall, pnpmAdd } from './projects.ts';
import type { RehearsedRelease } from './rehearsal.ts';
import { runSmoke } from './run-smoke.ts';
import type { Runtime } from './runtimes.ts';
import { versionOf } from './runtimes.ts';

/** What a check has seen, and its name if that became known by it. */
export interface Seen {
  readonly name?: string;
  readonly seen: string;
}

/** Projects of strangers, outside the workspace, in which the published packages are used. */
export class ConsumerChecks {
  readonly #run: Run;
  readonly #scratch: string;
  readonly #app: string;
  readonly #published: RehearsedRelease;

  constructor(run: Run, scratch: string, published: RehearsedRelease) {
    this.#run = run;
    this.#scratch = scratch;
    this.#app = join(scratch, 'app');
    this.#published = published;
  }

  /** The project of most checks: made as the README says, with its start, the tour and the smoke test, compiled and bundled. */
  async prepare(programs: string): Promise<void> {
    const { outside, release, runtimes } = this.#published;
    const app = this.#app;
    const start = readmeStart(join(release.checkout, 'README.md'));
    await emptyProject(app, { 'start.mjs': start, 'start.cjs': asCommonJs(start) });
    await npmInstall(this.#run, app, outside, ['cliqkit']);
    const types = `@types/node@${await this.#versionInCheckout('@types/node')}`;
    await npmInstall(this.#run, app, outside, ['@cliqkit/emulator', types], '--save-dev');
    await copyPrograms(programs, app);
    await writeFile(join(app, 'src', 'start.ts'), start);
    await cp(join(release.checkout, 'examples/tour/src'), join(app, 'src', 'tour'), { recursive: true });
    const tsc = this.#compiler('7');
    await compile(this.#run, outside, {
      project: app,
      tsc,
      resolution: 'nodenext',
      include: 'src',
      outDir: 'dist',
    });
    const programsToBundle = ['worker', 'smoke'].map((name) => join(app, 'dist', `${name}.js`));
    await this.#run(
      process.execPath,
      [join(runtimes, 'bundle.mjs'), join(app, 'bundle'), ...programsToBundle],
      { cwd: app, env: outside },
    );
  }

  /** Compiles the start, the tour and the smoke test under each module resolution, and takes the tour. */
  async compiles(line: '5.9' | '7'): Promise<Seen> {
    const names = ['node16', 'nodenext', 'bundler'] as const satisfies readonly (keyof typeof resolutions)[];
    for (const resolution of names)
      await compile(this.#run, this.#published.outside, {
        project: this.#app,
        tsc: this.#compiler(line),
        resolution,
        include: 'src',
        outDir: `dist-${line}-${resolution}`,
      });
    const tour = join(`dist-${line}-bundler`, 'tour', 'main.js');
    const said = await this.#run(process.execPath, [tour], { cwd: this.#app, env: this.#published.outside });
    const verdict = said.trim().split('\n').at(-1) ?? '';
    const name = `TypeScript ${versionOf(this.#published.runtimes, `typescript-${line}`)}`;
    return { name, seen: `${names.join(', ')}; the tour: ${verdict.replace(/ \(.*$/, '').toLowerCase()}` };
  }

  /** Runs the smoke test, and in Node the README's start, with `import` and with `require()`. */
  async runs(runtime: Runtime): Promise<Seen> {
    const { outside, runtimes } = this.#published;
    const app = this.#app;
    const print = "import { demo } from '@cliqkit/emulator'; console.log(JSON.stringify(demo));";
    const demo = await this.#run(process.execPath, ['--input-type=module', '--eval', print], {
      cwd: app,
      env: outside,
    });
    const folder = runtime.add === undefined ? app : await this.#addWith(runtime.id, runtime.add);
    const { runtime: name, held } = await runSmoke(this.#run, runtime, {
      folder,
      emulator: join(app, 'node_modules', '@cliqkit', 'emulator', 'dist', 'cli.js'),
      dist: join(folder, 'dist'),
      bundle: join(app, 'bundle'),
      runtimes,
      env: { ...outside, REHEARSAL_DEMO: demo.trim() },
    });
    const seen = `${held.length} checks`;
    if (runtime.add !== undefined) return { name, seen: `${seen}, installed by itself` };
    if (!runtime.id.startsWith('node-')) return { name, seen };
    const [node] = runtime.command;
    for (const program of ['start.mjs', 'start.cjs']) {
      const said = await this.#run(node, [program], { cwd: app, env: outside, timeoutMs: 60_000 });
      if (said.trim() === '') throw new Error(`${program} prints no pin`);
    }
    return { name, seen: `${seen}, and the README's start by import and by require()` };
  }

  /** A project whose packages the runtime installs itself, with the compiled programs. */
  async #addWith(name: string, [program, ...args]: readonly [string, ...string[]]): Promise<string> {
    const project = join(this.#scratch, `${name}-app`);
    await emptyProject(project);
    await this.#run(program, [...args, 'cliqkit'], { cwd: project, env: this.#published.outside });
    await cp(join(this.#app, 'dist'), join(project, 'dist'), { recursive: true });
    return project;
  }

  /** The first tests that the README of the emulator shows. */
  async firstTests(): Promise<Seen> {
    const { outside, release } = this.#published;
    const project = join(this.#scratch, 'tested-app');
    await emptyProject(project);
    const tools = await Promise.all(
      ['vitest', '@types/node'].map(async (name) => `${name}@${await this.#versionInCheckout(name)}`),
    );
    await npmInstall(this.#run, project, outside, ['cliqkit', '@cliqkit/emulator', ...tools]);
    const readme = join(release.checkout, 'packages/emulator/README.md');
    const names = await runFirstTests(this.#run, project, outside, readme);
    await compile(this.#run, outside, {
      project,
      tsc: this.#compiler('7'),
      resolution: 'nodenext',
      include: 'test',
      outDir: 'dist',
      // The types of a test runner are not ours to check.
      options: { skipLibCheck: true, noEmit: true },
    });
    return { seen: `${names.join(' and ')} pass, and explain themselves when broken` };
  }

  async commandLine(): Promise<Seen> {
    await runCommandLine(this.#run, this.#app, this.#published.outside);
    return { seen: 'npx cliqkit-emulator exec -- node client.mjs' };
  }

  /** Every entry of every package, where a package can import only what it names as its dependency. */
  async entries(node: string): Promise<Seen> {
    const { outside, release } = this.#published;
    const project = join(this.#scratch, 'strict-app');
    await emptyProject(project);
    await pnpmAdd(
      this.#run,
      project,
      outside,
      release.packages.map(({ name }) => name),
    );
    const entries = entriesOf(release.packages);
    await loadEntries(this.#run, node, { folder: project, env: outside, entries });
    return { seen: `${entries.length} in ${release.packages.length} packages, by import and by require()` };
  }

  #compiler(line: '5.9' | '7'): string {
    return join(this.#published.runtimes, 'node_modules', `typescript-${line}`, 'bin', 'tsc');
  }

  async #versionInCheckout(name: string): Promise<string> {
    const file = join(this.#published.release.checkout, 'node_modules', name, 'package.json');
    const manifest: { readonly version: string } = JSON.parse(await readFile(file, 'utf8'));
    return manifest.version;
  }
}
