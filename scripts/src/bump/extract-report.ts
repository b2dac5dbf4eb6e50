import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IConfigFile } from '@microsoft/api-extractor';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import type { ApiEntry } from './api-entries.ts';

/** The declarations of a package cannot be read, or do not compile. */
export class ExtractError extends Error {}

/**
 * What each entry exports, as API Extractor writes it down, by the path of the report. Packages of ours are not pulled in:
 * each has reports of its own. It reads the built declarations with the compiler that it brings along; the workspace's
 * TypeScript 7 has no JavaScript API.
 */
export async function extractReports(root: string, entries: ApiEntry[]): Promise<Map<string, string>> {
  const scratch = await mkdtemp(join(tmpdir(), 'cliqkit-api-'));
  try {
    const configs = entries.map((entry, index) => configOf(root, entry, join(scratch, String(index))));
    const [first, ...others] = configs;
    if (first === undefined) return new Map();
    // One program for all, which takes a third of the time that one for each does.
    const compilerState = CompilerState.create(first, {
      additionalEntryPoints: others.map((config) => config.mainEntryPointFilePath),
    });
    const reports = new Map<string, string>();
    for (const [index, config] of configs.entries()) {
      const { report } = entries[index] ?? unreachable();
      runExtractor(config, compilerState, report);
      reports.set(report, await readFile(config.reportFilePath, 'utf8'));
    }
    return reports;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function configOf(root: string, { folder, types }: ApiEntry, output: string): ExtractorConfig {
  const project = join(root, folder);
  const configObject: IConfigFile = {
    mainEntryPointFilePath: join(project, types),
    projectFolder: project,
    // As a strict user of the package compiles; `.ts` specifiers in the declarations lead to their `.d.ts`.
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          target: 'ES2022',
          lib: ['ES2023', 'DOM', 'DOM.Iterable'],
          module: 'NodeNext',
          moduleResolution: 'NodeNext',
          strict: true,
          exactOptionalPropertyTypes: true,
          types: [],
          noEmit: true,
          allowImportingTsExtensions: true,
          skipLibCheck: true,
        },
        files: [types],
      },
    },
    apiReport: {
      enabled: true,
      reportFileName: 'entry.api.md',
      reportFolder: output,
      reportTempFolder: join(output, 'temp'),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: 'lf',
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      // Types that an entry uses and does not export are for its package to decide; TSDoc is read by TypeDoc.
      extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    },
  };
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: join(project, 'package.json'),
  });
}

function runExtractor(config: ExtractorConfig, compilerState: CompilerState, report: string): void {
  const errors: string[] = [];
  try {
    Extractor.invoke(config, {
      localBuild: true,
      compilerState,
      messageCallback: (message) => {
        message.handled = true;
        if (message.logLevel === ExtractorLogLevel.Error)
          errors.push(message.formatMessageWithLocation(undefined));
      },
    });
  } catch (error) {
    // It gives up at a name that it cannot follow, and calls that a defect of its own.
    errors.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  if (errors.length > 0)
    throw new ExtractError(
      `${report} cannot be made from ${config.mainEntryPointFilePath}. Run \`pnpm build\`; if that is not it, see:\n  ${errors.join('\n  ')}`,
    );
}

function unreachable(): never {
  throw new Error('There are as many configurations as entries.');
}
