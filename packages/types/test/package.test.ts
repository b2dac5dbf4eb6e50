import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import * as folders from '../src/folders.ts';
import { dataCenters, operations } from '../src/index.ts';
import * as pins from '../src/pins.ts';
import * as threads from '../src/threads.ts';

const require = createRequire(import.meta.url);

interface OpenApi {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, unknown>>;
}

/** An OpenAPI document as a user of the package gets it. */
async function documentOf(module: string): Promise<OpenApi> {
  return JSON.parse(await readFile(require.resolve(`@cliqkit/types/openapi/${module}.json`), 'utf8'));
}

const modules = [
  { name: 'pins', descriptors: pins.operations },
  { name: 'folders', descriptors: folders.operations },
  { name: 'threads', descriptors: threads.operations },
];

describe.each(modules)('@cliqkit/types/openapi/$name.json', ({ name, descriptors }) => {
  it('is an OpenAPI 3.1 document of all data centres', async () => {
    const document = await documentOf(name);
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.servers.map(({ url }) => url)).toEqual(Object.values(dataCenters).map(({ api }) => api));
  });

  it('has the URL and the method of every descriptor of the module', async () => {
    const { paths } = await documentOf(name);
    const real = new Set(Object.values(descriptors).map(({ method, path }) => `${method} ${path}`));
    const methods = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => key !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(methods.sort()).toEqual([...real].sort());
  });
});

describe('operations', () => {
  it('has each of the 32 once, under its id', () => {
    const counted = modules.reduce((sum, { descriptors }) => sum + Object.keys(descriptors).length, 0);
    expect(counted).toBe(32);
    expect(Object.keys(operations)).toHaveLength(32);
    for (const [id, descriptor] of Object.entries(operations)) expect(descriptor.id).toBe(id);
  });

  it('is the descriptors of the modules', () => {
    for (const { name, descriptors } of modules) {
      expect(operations).toMatchObject(descriptors);
      for (const { module } of Object.values(descriptors)) expect(module).toBe(name);
    }
  });

  it('has a template for each that no other of its method has', () => {
    const templates = Object.values(operations).map(({ method, template }) => `${method} ${template}`);
    expect(new Set(templates).size).toBe(templates.length);
  });
});

describe('dataCenters', () => {
  it('are https hosts of Zoho, the API and the accounts server of one region', () => {
    expect(Object.keys(dataCenters)).toHaveLength(9);
    for (const { api, accounts } of Object.values(dataCenters)) {
      const region = new URL(api).hostname.replace(/^cliq\./, '');
      expect(api).toBe(`https://cliq.${region}/api/v3`);
      expect(accounts).toBe(`https://accounts.${region}`);
    }
  });

  it('reach Canada by its own domain', () => {
    expect(dataCenters.ca.api).toBe('https://cliq.zohocloud.ca/api/v3');
  });
});
