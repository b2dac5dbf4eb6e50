/** A package that is published. */
export interface PublishedPackage {
  readonly name: string;
  /** From the root of the repository. */
  readonly folder: string;
  /** Entry points besides `src/index.ts`: how they are imported, and their source within the package. */
  readonly entries: readonly (readonly [path: string, source: string])[];
}

const scoped = (name: string, entries: PublishedPackage['entries'] = []): PublishedPackage => ({
  name: `@cliqkit/${name}`,
  folder: `packages/${name}`,
  entries,
});

/** The published packages, in the order of the README. A test holds them against the `exports` of each. */
export const packages: readonly PublishedPackage[] = [
  { name: 'cliqkit', folder: 'packages/cliqkit', entries: [] },
  scoped('pins'),
  scoped('folders'),
  scoped('threads'),
  scoped('core'),
  scoped('node'),
  scoped('redis'),
  scoped('emulator', [
    ['/vitest', 'src/testing/vitest.ts'],
    ['/node-test', 'src/testing/node-test.ts'],
  ]),
  scoped('types', [
    ['/pins', 'src/pins.ts'],
    ['/folders', 'src/folders.ts'],
    ['/threads', 'src/threads.ts'],
  ]),
];
