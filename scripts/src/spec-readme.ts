import type { OperationDescriptor } from './descriptor.ts';
import type { Document } from './openapi.ts';
import { operationsOf } from './openapi.ts';
import type { Cover } from './upstream/diff/covers.ts';

/** A documented difference between Zoho's document and ours. */
export interface Deviation {
  id: string;
  modules: string[];
  where: string;
  upstream: string;
  ours: string;
  reason: string;
  /** The differences that `pnpm upstream diff` finds because of it. */
  covers?: Cover[];
  /** Why it finds none: said instead of `covers`. */
  uncompared?: string;
}

/** specs/README.md with its tables (operations, deviations) made anew between their markers. */
export function specReadme(
  text: string,
  documents: Map<string, Document>,
  descriptors: OperationDescriptor[],
  deviations: Deviation[],
): string {
  const upstream = new Map([...documents.values()].flatMap(upstreamIds));
  const rows = descriptors.map(({ id, module, method, template, limit, lockMs, retry }) => {
    const before = upstream.get(id) ?? id;
    return [
      module,
      `\`${before}\``,
      before === id ? 'kept' : `\`${id}\``,
      `\`${method} ${template}\``,
      String(limit),
      String(lockMs / 60_000),
      retry,
    ];
  });
  const operations = table(
    ['Module', "Zoho's id", 'Our id', 'Method and template', 'Calls a minute', 'Lock, min', 'Retry class'],
    rows,
  );
  const list = table(
    ['#', 'Where', 'Upstream', 'Here', 'Why'],
    deviations.map(({ id, where, upstream, ours, reason }) => [id, where, upstream, ours, reason]),
  );
  return replaceSection(replaceSection(text, 'operations', operations), 'deviations', list);
}

function upstreamIds(document: Document): [string, string][] {
  return operationsOf(document).flatMap(({ operation }) =>
    operation['x-variants']
      ? operation['x-variants'].map(({ operationId, upstreamId }): [string, string] => [
          operationId,
          upstreamId,
        ])
      : [[operation.operationId, operation['x-upstream-id'] ?? operation.operationId] as [string, string]],
  );
}

/** A Markdown table. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
export function replaceSection(text: string, name: string, content: string): string {
  const section = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!section.test(text)) throw new Error(`A section <!-- ${name} --> … <!-- /${name} --> is missing.`);
  return text.replace(section, (_all, start: string, end: string) => `${start}\n\n${content}\n\n${end}`);
}
