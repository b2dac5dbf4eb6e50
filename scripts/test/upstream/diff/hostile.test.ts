import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffUpstream, readOurSide } from '../../../src/upstream/diff/diff-upstream.ts';
import type { DiffReport } from '../../../src/upstream/diff/drift.ts';
import { reportAsMarkdown } from '../../../src/upstream/diff/report.ts';
import { UnreadableDocument } from '../../../src/upstream/read/upstream-document.ts';
import { documentOf, documents } from '../facts/any-document.ts';
import { standIn } from '../stand-in.ts';

const side = await readOurSide(standIn, 'pins');

it('a document of any shape has a report, in which each drift has a level and a line of ours', () => {
  const report = (value: Parameters<typeof documentOf>[0]): DiffReport | undefined => {
    try {
      return diffUpstream(side, documentOf(value)).report;
    } catch (error) {
      if (error instanceof UnreadableDocument) return undefined;
      throw error;
    }
  };
  fc.assert(
    fc.property(
      documents('/chats/{CHAT_ID}/pin-messages', '/chats/{CHAT_ID}/pin-messages?primary=true'),
      (value) => {
        const found = report(value);
        if (!found) return;
        // Operations of ours are missing in it, at the least.
        expect(found.level).toBe('major');
        const wrong = found.drifts.filter(
          ({ text, edit }) =>
            !text.endsWith('.') || !/^specs\/[a-z/]+\.(yaml|json)$/.test(edit.file) || edit.line < 1,
        );
        expect(wrong).toEqual([]);
        expect(reportAsMarkdown(found)).toContain('## Major');
      },
    ),
    { numRuns: 60 },
  );
});

it('very many differences take no more than their number', () => {
  const keys = Array.from({ length: 5_000 }, (_, index) => `key${index}`);
  const properties = Object.fromEntries(keys.map((key) => [key, { type: 'string', maxLength: 5 }]));
  const post = {
    operationId: 'addPinnedMessage',
    requestBody: { content: { 'application/json': { schema: { properties } } } },
  };
  const { report } = diffUpstream(side, documentOf({ paths: { '/chats/{CHAT_ID}/pin-messages': { post } } }));
  expect(
    report.drifts.filter(({ change, place }) => change === 'added' && place.startsWith('body.key')),
  ).toHaveLength(keys.length);
});
