import { createRequire } from 'node:module';

// `require`, because a JSON import attribute prints a warning on Node 20.
const require = createRequire(import.meta.url);
const manifest: { readonly version: string } = require('../package.json');

/** Of this package. */
export const version: string = manifest.version;
