import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Deviation } from '../src/spec-readme.ts';
import { replaceSection, specReadme } from '../src/spec-readme.ts';
import { descriptors, published } from './documents.ts';
import { repository } from './repo-copy.ts';

const documents = new Map(published.map(({ name, document }) => [name, document]));
const empty =
  'Before\n<!-- operations --><!-- /operations -->\nBetween\n<!-- deviations -->old<!-- /deviations -->\nAfter';

function rowsOf(text: string, section: string): string[] {
  const [, content = ''] = text.split(`<!-- ${section} -->`);
  return (content.split(`<!-- /${section} -->`)[0] ?? '').trim().split('\n').slice(2);
}

describe('specReadme', () => {
  it('has a row for each operation, with the id upstream gives it', () => {
    const rows = rowsOf(specReadme(empty, documents, descriptors, []), 'operations');
    expect(rows).toHaveLength(32);
    const figuresOf = (id: string) => {
      const found = descriptors.find((descriptor) => descriptor.id === id);
      return found && `${found.limit} | ${found.lockMs / 60_000} | ${found.retry}`;
    };
    expect(rows).toContain(
      `| threads | \`Join-follow a thread\` | \`followThread\` | \`POST /threads/{THREAD_CHAT_ID}/follow\` | ${figuresOf('followThread')} |`,
    );
    expect(rows).toContain(
      `| folders | \`reorderCategory\` | kept | \`PUT /pin-categories/{CATEGORY_ID2}\` | ${figuresOf('reorderCategory')} |`,
    );
  });

  it('has a row for each deviation, with nothing in a cell that ends it', () => {
    const deviation: Deviation = {
      id: 'D99',
      modules: ['pins'],
      where: 'a | b',
      upstream: 'two\nlines',
      ours: 'one',
      reason: 'So.',
    };
    expect(rowsOf(specReadme(empty, documents, descriptors, [deviation]), 'deviations')).toEqual([
      '| D99 | a \\| b | two lines | one | So. |',
    ]);
  });

  it('leaves what stands outside the markers', () => {
    const text = specReadme(empty, documents, descriptors, []);
    expect(text).toMatch(/^Before\n<!-- operations -->/);
    expect(text).toContain('<!-- /operations -->\nBetween\n<!-- deviations -->');
    expect(text).toMatch(/<!-- \/deviations -->\nAfter$/);
  });

  it.each(['operations', 'deviations'])('names the section %s when its markers are missing', (section) => {
    const text = empty.replace(`<!-- /${section} -->`, '');
    expect(() => specReadme(text, documents, descriptors, [])).toThrow(
      `A section <!-- ${section} --> … <!-- /${section} --> is missing.`,
    );
  });

  it('takes content as it is, dollar signs too', () => {
    expect(replaceSection('<!-- a --><!-- /a -->', 'a', "$& $1 $'")).toBe(
      "<!-- a -->\n\n$& $1 $'\n\n<!-- /a -->",
    );
  });
});

describe('specs/deviations.yaml', () => {
  it('has rows that are numbered through, complete, and about modules that exist', async () => {
    const rows = parse(await readFile(join(repository, 'specs/deviations.yaml'), 'utf8')) as Deviation[];
    expect(rows.map(({ id }) => id)).toEqual(
      rows.map((_, index) => `D${String(index + 1).padStart(2, '0')}`),
    );
    for (const { id, modules, where, upstream, ours, reason } of rows) {
      expect([...documents.keys()], id).toEqual(expect.arrayContaining(modules));
      for (const sentence of [upstream, ours, reason]) expect(sentence, id).toMatch(/\.$/);
      expect(where, id).not.toBe('');
      expect(modules, id).not.toEqual([]);
    }
  });
});
