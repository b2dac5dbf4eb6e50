import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** Where the site is built. */
export const site: string = fileURLToPath(new URL('../dist/', import.meta.url));

/** Where the repository can be read on the web. */
export const repository = 'https://github.com/cliqkit/cliqkit';

/** The modules of the API, each with a document of its own. */
export const modules: readonly string[] = readdirSync(`${root}packages/types/openapi`).map((file) =>
  basename(file, '.json'),
);
