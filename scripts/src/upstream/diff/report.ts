import { canonical } from '../read/json.ts';
import type { DiffReport, Drift, Level } from './drift.ts';
import { code } from './words.ts';

/** The report as Markdown, for a terminal and for a pull request. */
export function reportAsMarkdown(report: DiffReport): string {
  const { module, file, drifts, deviations } = report;
  const lines = [`# Upstream's ${module} against specs/${module}.yaml`, '', summaryOf(report), ''];
  for (const level of ['major', 'minor', 'patch'] as const) {
    const groups = grouped(drifts.filter((drift) => drift.level === level));
    if (groups.length === 0) continue;
    const entries = groups.flatMap((group, index) => entry(index + 1, group, file));
    lines.push(`## ${titles[level]}`, '', ...entries, '');
  }
  const met = deviations.map(({ id, differences }) => `${id} (${differences})`).join(', ');
  lines.push(
    met === ''
      ? 'No documented deviation was met.'
      : `Documented deviations met, with the differences each explains: ${met}.`,
  );
  return `${lines.join('\n')}\n`;
}

const titles: Record<Level, string> = { major: 'Major', minor: 'Minor', patch: 'Patch' };

function summaryOf({ file, drifts, level }: DiffReport): string {
  if (drifts.length === 0) return `No drift: \`${file}\` differs only where a deviation says so.`;
  const counts = (['major', 'minor', 'patch'] as const).flatMap((each) => {
    const count = drifts.filter((drift) => drift.level === each).length;
    return count === 0 ? [] : [`${count} ${each}`];
  });
  const banner = drifts.some((drift) => drift.banner)
    ? ' Its notes need a banner: calls that are right today can be refused.'
    : '';
  const noun = drifts.length === 1 ? 'drift' : 'drifts';
  return `**${drifts.length} ${noun}** (${counts.join(', ')}) in \`${file}\`. A release that follows is **${level}**.${banner}`;
}

/** The same drift of several operations that is followed by one edit is told once. */
function grouped(drifts: Drift[]): Drift[][] {
  const groups = new Map<string, Drift[]>();
  for (const drift of drifts) {
    const { place, fact, upstream, ours, edit } = drift;
    const key = canonical([place, fact, upstream ?? null, ours ?? null, edit.file, edit.line]);
    const group = groups.get(key);
    if (group) group.push(drift);
    else groups.set(key, [drift]);
  }
  return [...groups.values()];
}

function entry(number: number, [drift, ...more]: Drift[], file: string): string[] {
  if (!drift) return [];
  const { text, change, breaks, banner, edit, source } = drift;
  const effect = breaks === 'none' ? 'breaks nothing' : `breaks ${breaks}`;
  const others = more.flatMap(({ operation }) => (operation === undefined ? [] : [code(operation)]));
  return [
    `${number}. ${text}`,
    ...(others.length > 0 ? [`   - the same of ${others.join(', ')}`] : []),
    `   - ${change}; ${effect}${banner ? '; needs a banner' : ''}`,
    `   - edit ${edit.file}:${edit.line}: ${edit.what}`,
    `   - upstream ${file}:${source.line}`,
  ];
}
