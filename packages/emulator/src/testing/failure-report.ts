import { journalHeading, journalRow } from '../cli/journal-rows.ts';
import { oneLine, textTable } from '../cli/text-table.ts';
import type { Emulator } from '../emulator-types.ts';

/** More would hide the failure itself. */
const mostRows = 100;

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`)];
}

/** What the emulator has seen of a test that failed. */
export function failureReport(testName: string, { journal, violations, faults }: Emulator): string {
  const entries = journal.entries();
  const shown = entries.slice(-mostRows);
  const hidden = entries.length - shown.length;
  const rows = shown.length === 0 ? [] : textTable([journalHeading, ...shown.map(journalRow)]);
  const left = hidden === 0 ? [] : [`and ${hidden} before these`];
  return [
    `@cliqkit/emulator: ${shown.length === 0 ? 'nothing has arrived' : 'what has arrived'} in ${JSON.stringify(testName)}`,
    ...[...rows, ...left].map((line) => `  ${line}`),
    ...section(
      'Violations',
      violations().map(({ message }) => oneLine(message)),
    ),
    ...section(
      'Faults that have not struck',
      faults.account().pending.map(({ target, fault }) => `${target}: ${JSON.stringify(fault)}`),
    ),
  ].join('\n');
}
