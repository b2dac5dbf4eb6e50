import { describe, expect, it } from 'vitest';
import { reportAsMarkdown } from '../../../src/upstream/diff/report.ts';
import { publishedText } from '../stand-in.ts';
import { edit, only, reportOn, reportOnText } from './upstream-documents.ts';

const pins = ['paths', '/chats/{CHAT_ID}/pin-messages'];

describe('a drift', () => {
  it('says what changed, what that breaks, the level, where to edit, and where upstream says it', async () => {
    const report = await reportOn('folders', (document) =>
      edit(document, ['paths', '/pin-categories/{CATEGORY_ID}', 'put'], '50 requests', '40 requests'),
    );
    expect(only(report)).toEqual({
      operation: 'updatePinCategory',
      place: 'operation',
      fact: 'limit',
      upstream: '40/60s',
      recorded: '50/60s',
      ours: '50/60s',
      change: 'tightened',
      text: '`updatePinCategory`: upstream says `limit` 40 calls in 60 s (was 50 calls in 60 s); ours says 50 calls in 60 s.',
      breaks: 'behaviour',
      level: 'minor',
      banner: true,
      edit: {
        file: 'specs/folders.yaml',
        line: expect.any(Number),
        what: '`x-rate-limit` of `updatePinCategory`',
      },
      source: { line: expect.any(Number) },
    });
  });

  it('points to the line of upstream', async () => {
    const changed = publishedText('threads').replace(
      /(\n {4}v3-thread:[\s\S]*?follower_count:\n +type: )integer/,
      '$1number',
    );
    const { source, text } = only(await reportOnText('threads', changed));
    expect(text).toBe(
      '`getThreadDetailsV3`, key `data.follower_count` of reply 200: upstream says `type` `number` (was `integer`); ours says `integer`.',
    );
    expect(changed.split('\n')[source.line - 1]?.trim()).toBe('type: number');
  });

  it('tells of a deviation that is over where to take it out', async () => {
    const { change, level, breaks, text, edit } = only(
      await reportOn('pins', (document) =>
        document.setIn(
          ['components', 'schemas', 'get-pinned-messages-response', 'properties', 'next_token'],
          { type: 'string' },
        ),
      ),
    );
    expect({ change, level, breaks }).toEqual({ change: 'ended', level: 'patch', breaks: 'none' });
    expect(text).toBe(
      '`getPinnedMessages`, key `next_token` of reply 200 is new upstream: optional, `string`. That is what ours says: the two agree now (D27).',
    );
    expect(edit).toEqual({
      file: 'specs/deviations.yaml',
      line: expect.any(Number),
      what: 'deviation D27, which is over',
    });
  });
});

describe('the report', () => {
  it('begins with the sum, has the drifts by level, and ends with the deviations that were met', async () => {
    const report = await reportOn('pins', (document) => {
      document.deleteIn([...pins, 'put']);
      document.setIn([...pins, 'get', 'deprecated'], true);
      edit(document, [...pins, 'post'], '5 minutes', '9 minutes');
    });
    const text = reportAsMarkdown(report);
    expect(text).toContain(
      '**3 drifts** (1 major, 2 minor) in `pins.yaml`. A release that follows is **major**. Its notes need a banner',
    );
    expect(text).toMatch(
      /## Major\n\n1\. `reorderPinnedMessages` is gone from upstream\.\n {3}- removed; breaks types\n {3}- edit specs\/pins\.yaml:\d+: /,
    );
    expect(text).toMatch(/## Minor\n\n1\. .*\n( .*\n)+2\. /);
    expect(text).toMatch(/Documented deviations met, with the differences each explains: D04 \(1\), .*\.\n$/);
  });

  it('tells once what one edit follows for several operations', async () => {
    const at = ['components', 'schemas', 'error-response', 'properties', 'code', 'enum'];
    const report = await reportOn('folders', (document) => document.addIn(at, 'brand_new'));
    expect(report.drifts).toHaveLength(10);
    const text = reportAsMarkdown(report);
    expect(text.match(/`brand_new`/g)).toHaveLength(1);
    expect(text.match(/ {3}- the same of (`\w+`(, )?){9}\n/g)).toHaveLength(1);
  });

  it('quotes what a document says, whatever that is', async () => {
    const name = 'a`\n\n# @everyone <img>\u001b[2J';
    const at = ['components', 'schemas', 'add-pinned-message-request', 'properties', name];
    const { text, edit } = only(await reportOn('pins', (document) => document.setIn(at, { enum: [name] })));
    expect(text).toMatch(
      /^`addPinnedMessage`, key `a {3}# @everyone <img> \[2J` of the body is new upstream: /,
    );
    for (const sentence of [text, edit.what]) {
      expect(sentence.replaceAll(/`[^`]*`/g, '')).not.toContain('@everyone');
      expect(sentence).not.toMatch(/\p{C}/u);
    }
  });

  it('says so when there is no drift', async () => {
    expect(reportAsMarkdown(await reportOn('pins'))).toContain(
      'No drift: `pins.yaml` differs only where a deviation says so.',
    );
  });
});
