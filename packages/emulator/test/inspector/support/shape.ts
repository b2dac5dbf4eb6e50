import type { Page } from 'playwright-core';

/** How many elements of each kind a page has; a kind is a tag and the names of its attributes. */
export type Shape = Readonly<Record<string, number>>;

/** The elements of the page, without what their attributes and texts say. */
export function shapeOf(page: Page): Promise<Shape> {
  return page.evaluate(() => {
    const counts: Record<string, number> = {};
    for (const element of document.querySelectorAll('*')) {
      const kind = `${element.tagName}[${element.getAttributeNames().sort().join(' ')}]`;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  });
}

/** Attributes of the page that run something, or lead somewhere else. */
export function harmfulAttributes(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes]
        .filter(({ name, value }) => {
          if (name.startsWith('on') || name === 'srcdoc' || name === 'formaction') return true;
          if (name !== 'href' && name !== 'src' && name !== 'action') return false;
          return !value.startsWith('#') && !value.startsWith('/_emulator/inspector/');
        })
        .map(({ name, value }) => `${element.tagName} ${name}=${value}`),
    ),
  );
}
