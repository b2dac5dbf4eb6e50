// pnpm site: builds the site into site/dist, and fails for a link that leads nowhere.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderApi } from './api/render-api.ts';
import { plainPages } from './content/plain-pages.ts';
import { finishPage } from './finish/finish-page.ts';
import { checkHtml } from './links/check-html.ts';
import { checkMarkdown, markdownFiles } from './links/check-markdown.ts';
import { asText } from './links/problem.ts';
import { llmsFull, llmsIndex } from './llms.ts';
import { modules, root, site } from './paths.ts';
import { referencePlaces } from './reference/reference-places.ts';
import { renderReference } from './reference/render-reference.ts';

const started = performance.now();

function write(path: string, text: string): void {
  const file = join(site, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function build(): Promise<string[]> {
  const broken = checkMarkdown(root);
  if (broken.length > 0) return broken.map(asText);

  rmSync(site, { recursive: true, force: true });
  await renderApi(site);
  renderReference(join(site, 'reference'));
  for (const name of modules) {
    copyFileSync(join(root, `packages/types/openapi/${name}.json`), join(site, `reference/${name}.json`));
  }

  const plain = plainPages();
  for (const { address, text } of plain) write(address, text);
  write('llms.txt', llmsIndex(plain));
  write('llms-full.txt', llmsFull(plain));

  const files = readdirSync(site, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  for (const name of files.filter((file) => file.endsWith('.html'))) {
    write(name, finishPage(readFileSync(join(site, name), 'utf8'), name));
  }
  return [
    ...checkHtml(site, referencePlaces()),
    ...checkMarkdown(site, [...markdownFiles(site), 'llms.txt'], root),
  ].map((problem) => `site/dist/${asText(problem)}`);
}

const problems = await build();
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(`${problems.length} links lead nowhere.`);
  process.exitCode = 1;
} else {
  console.log(
    `site/dist has the site (${((performance.now() - started) / 1000).toFixed(1)} s): open site/dist/index.html`,
  );
}
