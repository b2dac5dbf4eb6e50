import { expect, test } from 'vitest';
import { diffUpstream, readOurSide } from '../../src/upstream/diff/diff-upstream.ts';
import { parseDocumentText } from '../../src/upstream/read/read-document.ts';
import { largeDocument } from './fixtures/large-document.ts';
import { standIn } from './stand-in.ts';

test('of a large document, every operation is named once, and each of ours that it lacks', {
  timeout: 60_000,
}, async () => {
  const side = await readOurSide(standIn, 'pins');
  const document = parseDocumentText('large.yaml', largeDocument(150));
  const { drifts } = diffUpstream(side, document).report;
  const operations = drifts.filter(({ place, fact }) => place === 'operation' && fact === 'present');
  expect(new Set(operations.map(({ operation }) => operation)).size).toBe(150 + side.ours.operations.length);
  expect(operations.filter(({ change }) => change === 'added')).toHaveLength(150);
  expect(operations.filter(({ change }) => change === 'removed')).toHaveLength(side.ours.operations.length);
  expect(operations).toHaveLength(150 + side.ours.operations.length);
});
