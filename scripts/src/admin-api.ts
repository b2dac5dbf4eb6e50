import { resolve } from 'node:path';
import { bundle, createConfig, lint } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import { stopOn } from './load-modules.ts';
import { banner } from './outputs.ts';

const folder = 'packages/emulator/openapi';
const source = `${folder}/admin.yaml`;

/** The folder that holds the generated types of the emulator's admin API, and nothing else. */
export const adminTypesFolder = 'packages/emulator/src/admin/generated';

/**
 * What follows from the contract of the emulator's admin API: the document as JSON, which the emulator checks requests by,
 * and the types of its server and of its client.
 */
export async function adminApi(root: string): Promise<[path: string, text: string][]> {
  const ref = resolve(root, source);
  const config = await createConfig({
    extends: ['recommended-strict'],
    // The contents of events stand in schemas that no operation can refer to.
    rules: { 'no-unused-components': 'off' },
    telemetry: 'off',
  });
  stopOn(await lint({ ref, config }));
  const { bundle: bundled, problems } = await bundle({ ref, config });
  stopOn(problems);
  const ast = await openapiTS(structuredClone(bundled.parsed) as never, {
    immutable: true,
    alphabetize: true,
    // What has a default may be left out.
    defaultNonNullable: false,
    silent: true,
  });
  return [
    [`${folder}/admin.json`, `${JSON.stringify(bundled.parsed, null, 2)}\n`],
    [`${adminTypesFolder}/admin-api.ts`, `${banner(source)}${astToString(ast)}`],
  ];
}
