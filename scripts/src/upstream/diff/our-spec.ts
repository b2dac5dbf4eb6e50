import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { bundle, loadConfig } from '@redocly/openapi-core';
import { parse } from 'yaml';
import type { CommonErrorCode, DataCenter, Document } from '../../openapi.ts';
import { publishDocument } from '../../publish-document.ts';
import { UnreadableDocument } from '../read/upstream-document.ts';

/** The modules that redocly.yaml names, with the file of each. */
async function modulesOf(root: string) {
  const config = await withMessage('redocly.yaml', () =>
    loadConfig({ configPath: resolve(root, 'redocly.yaml') }),
  );
  return { config, modules: config.resolvedConfig.apis ?? {} };
}

export async function moduleNames(root: string): Promise<string[]> {
  return Object.keys((await modulesOf(root)).modules);
}

/** A module's spec as it would be published, straight from `specs/`: what has been edited counts before it is generated. */
export async function publishedSpec(root: string, module: string): Promise<Document> {
  const { config, modules } = await modulesOf(root);
  const file = modules[module]?.root;
  if (file === undefined) throw new Error(`redocly.yaml names no module ${module}.`);
  const { bundle: bundled, problems } = await withMessage(relative(root, resolve(root, file)), () =>
    bundle({ ref: resolve(root, file), config }),
  );
  const [problem] = problems;
  if (problem) {
    const there = problem.location[0]?.source.absoluteRef ?? file;
    throw brokenSpec(relative(root, resolve(root, there)), undefined, problem.message);
  }
  const common = parse(await readFile(resolve(root, 'specs/common.yaml'), 'utf8')) as {
    'x-common-error-codes': CommonErrorCode[];
    'x-data-centers': DataCenter[];
  };
  // Our own file; `pnpm generate` lints it.
  const document = structuredClone(bundled.parsed) as Document;
  return publishDocument(document, {
    modules: [],
    errorMeanings: {},
    commonErrorCodes: common['x-common-error-codes'],
    dataCenters: common['x-data-centers'],
  });
}

/** A file of ours that cannot be read is told in one line, as upstream's is. */
async function withMessage<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Redocly's own errors have these names; `line` where it knows.
    if (!(error instanceof Error) || !['YamlParseError', 'ResolveError'].includes(error.constructor.name))
      throw error;
    throw brokenSpec(file, 'line' in error ? Number(error.line) : undefined, error.message);
  }
}

function brokenSpec(file: string, line: number | undefined, problem: string): UnreadableDocument {
  const [first = problem] = problem.split('\n');
  const sentence = first.replace(/ in "[^"]*" \(\d+:\d+\)$/, '').replace(/\.$/, '');
  return new UnreadableDocument(file, line, `${sentence}. Mend it; \`pnpm generate\` says more.`);
}
