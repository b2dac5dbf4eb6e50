import { expect, test } from 'vitest';
import { checkHtml } from '../src/links/check-html.ts';
import { asText } from '../src/links/problem.ts';
import { folderWith } from './folder.ts';

const page = (body: string): string => `<!doctype html>\n<body>\n${body}\n</body>\n`;

test('pages, anchors, pictures and scripts of a site are followed, those that a page makes when it runs included', () => {
  const folder = folderWith({
    'index.html': page(
      '<h1 id="top">x</h1><a href="sub/a.html#b">a</a><img src="p.png" srcset="p.png 1x, p.png 2x">',
    ),
    'p.png': '',
    'sub/a.html': page(
      '<p id="b"></p><a href="../index.html#top">x</a><a href="#/made">x</a><a href="mailto:a@b.c">x</a>',
    ),
  });
  expect(checkHtml(folder, new Map([['sub/a.html', ['/made']]]))).toEqual([]);
});

test('what leads nowhere is named with its page and line', () => {
  const folder = folderWith({
    'index.html': page(
      ['gone.html', '#gone', 'sub/a.html#gone', '/sub/a.html', 'sub', 'http://[', 'site:/x.html', '../x.html']
        .map((href) => `<a href="${href}">x</a>`)
        .join('\n'),
    ),
    'sub/a.html': page('<script src="gone.js"></script><img srcset="a.png 1x">'),
  });
  expect(checkHtml(folder).map(asText)).toEqual([
    'index.html:3: gone.html leads to gone.html, which does not exist',
    'index.html:4: #gone has no such place in index.html',
    'index.html:5: sub/a.html#gone has no such place in sub/a.html',
    'index.html:6: /sub/a.html begins with a slash: the site may be in a folder',
    'index.html:7: sub leads to sub, which is a folder',
    'index.html:8: http://[ is no address of the web',
    'index.html:9: site:/x.html is no address of the web',
    'index.html:10: ../x.html leads to ../x.html, which does not exist',
    'sub/a.html:3: gone.js leads to sub/gone.js, which does not exist',
    'sub/a.html:3: a.png leads to sub/a.png, which does not exist',
  ]);
});
