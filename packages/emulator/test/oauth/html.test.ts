import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '../../src/accounts/html.ts';

test('what means something in HTML does not in a value', () => {
  expect(html`<a title="${`&<>"'\``}">${`&<>"'\``}</a>`.text).toBe(
    '<a title="&amp;&lt;&gt;&quot;&#39;&#96;">&amp;&lt;&gt;&quot;&#39;&#96;</a>',
  );
});

test('what has no place in HTML is replaced', () => {
  expect(html`${'a\u0000b\u001bc\u007fd\u0085e\ud800f\uffffg\ufdd0h\t\n'}`.text).toBe(
    'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\t\n',
  );
});

test('HTML stays HTML, and a list becomes what is in it', () => {
  expect(html`${[html`<b>${1}</b>`, '<', undefined]}${undefined}`.text).toBe('<b>1</b>&lt;');
});

test('no value leaves its quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(html`${value}`.text).not.toMatch(/[<>"'`]/u);
    }),
  );
});
