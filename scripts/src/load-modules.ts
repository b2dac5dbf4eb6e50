import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { NormalizedProblem } from '@redocly/openapi-core';
import { bundle, formatProblems, getTotals, lint, loadConfig } from '@redocly/openapi-core';
import { parse } from 'yaml';
import type { CommonErrorCode, DataCenter, Document } from './openapi.ts';

/** What `specs/` says, linted and bundled. */
export interface Specs {
  modules: { name: string; document: Document }[];
  commonErrorCodes: CommonErrorCode[];
  dataCenters: DataCenter[];
  errorMeanings: Record<string, string>;
}

/** A spec breaks a rule; the findings have been printed. */
export class LintError extends Error {
  constructor(findings: number) {
    super(`specs/ has ${findings} lint finding${findings === 1 ? '' : 's'} (listed above).`);
    this.name = 'LintError';
  }
}

/** Lints every module named in redocly.yaml with its rules, bundles it, and reads the shared tables of common.yaml. */
export async function loadSpecs(root: string): Promise<Specs> {
  const config = await loadConfig({ configPath: resolve(root, 'redocly.yaml') });
  const modules: Specs['modules'] = [];
  for (const [name, api] of Object.entries(config.resolvedConfig.apis ?? {})) {
    const ref = resolve(root, api.root);
    stopOn(await lint({ ref, config }));
    const { bundle: bundled, problems } = await bundle({ ref, config });
    stopOn(problems);
    modules.push({ name, document: structuredClone(bundled.parsed) as Document });
  }
  const common = parse(await readFile(resolve(root, 'specs/common.yaml'), 'utf8')) as {
    'x-common-error-codes': CommonErrorCode[];
    'x-data-centers': DataCenter[];
    'x-error-meanings': Record<string, string>;
  };
  return {
    modules,
    commonErrorCodes: common['x-common-error-codes'],
    dataCenters: common['x-data-centers'],
    errorMeanings: common['x-error-meanings'],
  };
}

/** Warnings stop generation as errors do: a finding that may be ignored is ignored. */
export function stopOn(problems: NormalizedProblem[]): void {
  if (problems.length === 0) return;
  formatProblems(problems, { totals: getTotals(problems), version: '2', format: 'codeframe' });
  throw new LintError(problems.length);
}
