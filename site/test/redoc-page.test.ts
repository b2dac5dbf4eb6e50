import { expect, test } from 'vitest';
import { splitRedocPage } from '../src/reference/redoc-page.ts';

const scripts = { program: 'redoc.js', data: 'pins.js' };
const exported = 'export{RedocStandalone,hydrate,init};';
const page = (program: string): string =>
  `<!doctype html><body><div id="redoc"><a href="/pins">Pins</a></div><script type="module">${program}
const __redoc_definition = {"openapi":"3.1.1"};
hydrate(__redoc_definition);
</script></body>`;

test('the program is shared, the document stands alone, and links are where Redoc looks for them', () => {
  const { html, program, data } = splitRedocPage(page(`const hydrate = 1;${exported}`), scripts);
  expect(html).toBe(
    '<!doctype html><body><div id="redoc"><a href="#/pins">Pins</a></div><script defer src="redoc.js"></script>\n' +
      '<script defer src="pins.js"></script></body>',
  );
  expect(program.trim()).toBe('const hydrate = 1;');
  expect(data).toContain('hydrate(__redoc_definition)');
});

test('nothing of the program leads to a network of theirs', () => {
  const { program } = splitRedocPage(
    page(`const logo = \`https://cdn.redoc.ly/logo.svg\`;${exported}`),
    scripts,
  );
  expect(program).not.toContain('cdn.');
});

test.each([
  ['another export', 'const hydrate = 1;export{hydrate};', 'the script exports something else'],
  ['an import', `import x from 'x';${exported}`, 'the script has other imports or exports'],
  [
    'another address',
    `const logo = "https://cdn.redocly.com/x";${exported}`,
    'names a content delivery network',
  ],
])('%s is refused, with what to look at', (_, program, why) => {
  expect(() => splitRedocPage(page(program), scripts)).toThrow(
    new RegExp(`What redocly build-docs writes has changed: .*${why}.*See site/src/reference/redoc-page.ts`),
  );
});
