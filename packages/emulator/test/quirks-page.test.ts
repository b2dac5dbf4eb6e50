import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultQuirks } from '../src/index.ts';
import { quirkChoices } from '../src/quirk-choices.ts';

const page = readFileSync(new URL('../../../docs/emulator.md', import.meta.url), 'utf8');
const rows = new Map(
  [...page.matchAll(/^\| `(\w+)` \| (.+?) \|/gmu)].map(([, name = '', positions = '']) => [name, positions]),
);

describe('docs/emulator.md', () => {
  test('lists every quirk, and no other', () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(defaultQuirks).sort());
  });

  test.each(Object.entries(quirkChoices))(
    'gives the positions of %s, its default first',
    (name, { positions }) => {
      const listed = rows.get(name) ?? '';
      for (const position of positions) expect(listed).toContain(`\`${position}\``);
      const value = Object.entries(defaultQuirks).find(([quirk]) => quirk === name)?.[1];
      const first = Array.isArray(value) ? value[0] : value;
      expect(listed.indexOf('`')).toBe(listed.indexOf(`\`${first}`));
    },
  );
});
