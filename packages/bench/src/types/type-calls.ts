import { join } from 'node:path';
import type { Version } from './compiler.ts';
import type { Library } from './consumers.ts';
import { consumerOf } from './consumers.ts';
import { startLsp } from './language/lsp.ts';
import type { LanguageServer } from './language/server.ts';
import { startTsserver } from './language/tsserver.ts';
import type { Project } from './project.ts';
import { folderOf } from './project.ts';
import type { Site } from './sites.ts';
import { sites } from './sites.ts';

/** Milliseconds until there were suggestions. */
export interface Waits {
  /** From the start of the process until those for the first method. */
  readonly first: number;
  /** After each key of the name of a method, and of a key of its body. */
  readonly method: readonly number[];
  readonly body: readonly number[];
}

const start: Readonly<Record<Version, () => LanguageServer>> = { '5.9': startTsserver, '7': startLsp };

/** Opens the consumer of a library, and types at its end what `sites` says: a letter, which is taken back, by turns. */
export async function typeCalls(
  project: Project,
  version: Version,
  { library, keys }: { library: Library; keys: number },
): Promise<Waits> {
  const { method, body } = sites[library];
  const text = consumerOf(library);
  const line = text.split('\n').length - 1;
  const file = join(folderOf(project, library), 'consumer.ts');
  const begun = performance.now();
  const server = start[version]();
  try {
    await server.open(
      file,
      `${text}${[method, body].map(({ before, after }) => `${before}${after}\n`).join('')}`,
    );
    await suggest(server, method, { line, typed: 0 });
    const first = performance.now() - begun;
    // Each is in the way of the other: a call that is not finished goes on in the next line.
    server.change(line, 0, method.before.length + method.after.length, '');
    await suggest(server, body, { line: line + 1, typed: 0 });
    const bodyWaits = await type(server, body, { line: line + 1, keys });
    server.change(line + 1, 0, body.before.length + body.after.length, '');
    server.change(line, 0, 0, `${method.before}${method.after}`);
    await suggest(server, method, { line, typed: 0 });
    return { first, method: await type(server, method, { line, keys }), body: bodyWaits };
  } finally {
    await server.stop();
  }
}

async function type(
  server: LanguageServer,
  site: Site,
  { line, keys }: { line: number; keys: number },
): Promise<readonly number[]> {
  const column = site.before.length;
  const waits: number[] = [];
  for (let key = 1; key <= keys; key += 1) {
    const typed = key % 2;
    const before = performance.now();
    if (typed === 1) server.change(line, column, column, site.suggests.slice(0, 1));
    else server.change(line, column, column + 1, '');
    await suggest(server, site, { line, typed });
    waits.push(performance.now() - before);
  }
  return waits;
}

/** @throws Error if what has to be suggested is not. */
async function suggest(
  server: LanguageServer,
  { before, suggests }: Site,
  { line, typed }: { line: number; typed: number },
): Promise<void> {
  const names = await server.complete({ line, column: before.length + typed });
  if (!names.includes(suggests)) {
    throw new Error(`${suggests} is not suggested after ${before}, but ${names.slice(0, 9).join(', ')}`);
  }
}
