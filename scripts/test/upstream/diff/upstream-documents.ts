import type { Document } from 'yaml';
import { parseDocument } from 'yaml';
import type { OurSide } from '../../../src/upstream/diff/diff-upstream.ts';
import { diffUpstream, readOurSide } from '../../../src/upstream/diff/diff-upstream.ts';
import type { DiffReport, Drift } from '../../../src/upstream/diff/drift.ts';
import { parseDocumentText } from '../../../src/upstream/read/read-document.ts';
import { publishedText, standIn } from '../stand-in.ts';

const sides = new Map<string, Promise<OurSide>>();

function sideOf(module: string): Promise<OurSide> {
  const side = sides.get(module) ?? readOurSide(standIn, module);
  sides.set(module, side);
  return side;
}

/** The report on a fixture, changed or as it is. */
export async function reportOn(
  module: string,
  change?: (document: Document) => unknown,
): Promise<DiffReport> {
  const document = parseDocument(publishedText(module));
  change?.(document);
  return reportOnText(module, document.toString());
}

export async function reportOnText(module: string, text: string): Promise<DiffReport> {
  return diffUpstream(await sideOf(module), parseDocumentText(`${module}.yaml`, text)).report;
}

/** Replaces some text in the description at a place; it has to be there. */
export function edit(document: Document, at: (string | number)[], from: string, to: string): void {
  const text = String(document.getIn([...at, 'description']));
  if (!text.includes(from)) throw new Error(`${at.join('.')} does not say ${from}.`);
  document.setIn(
    [...at, 'description'],
    text.replace(from, () => to),
  );
}

/** The one drift of a report. */
export function only(report: DiffReport): Drift {
  const [drift, ...more] = report.drifts;
  if (!drift || more.length > 0) throw new Error(`There are ${report.drifts.length} drifts, not one.`);
  return drift;
}
