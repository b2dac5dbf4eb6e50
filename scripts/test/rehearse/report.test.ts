import { expect, test } from 'vitest';
import { Report } from '../../src/rehearse/report.ts';

function report(): { report: Report; lines: string[] } {
  const lines: string[] = [];
  let nowMs = 0;
  // Each look at the clock is half a second later than the one before.
  return {
    lines,
    report: new Report(
      (line) => lines.push(line),
      () => (nowMs += 500),
    ),
  };
}

test('a line for each check, and a line at the end', async () => {
  const { report: all, lines } = report();
  expect(await all.check('deno', async () => ({ name: 'Deno 2.9.5', seen: '16 checks' }))).toBe(true);
  all.skip('chromium', 'there is none', false);
  expect(all.finish()).toBe(true);
  expect(lines[0]).toMatch(/^ok {4}Deno 2\.9\.5 +16 checks +0\.5 s$/);
  expect(lines[1]).toMatch(/^skip {2}chromium +there is none$/);
  expect(lines[2]).toBe('\nRelease rehearsal: 1 passed; 1 skipped: chromium (1.5 s)');
});

test('a failure prints what was said, and the others go on', async () => {
  const { report: all, lines } = report();
  const failed = await all.check('bun', async () => {
    throw new Error('bun failed\nwith this');
  });
  await all.check('deno', async () => ({ seen: '' }));
  expect(failed).toBe(false);
  expect(all.finish()).toBe(false);
  expect(lines[0]).toMatch(/^FAIL {2}bun/);
  expect(lines[1]).toBe('      bun failed\n      with this');
  expect(lines.at(-2)).toContain('1 passed; 1 failed: bun');
  expect(lines.at(-1)).toBe('To look closer: pnpm release:rehearse --keep --only bun');
});

test('where nothing may be skipped, a missing runtime fails', async () => {
  const { report: all } = report();
  await all.check('deno', async () => ({ seen: '' }));
  all.skip('chromium', 'there is none', true);
  expect(all.finish()).toBe(false);
});

test('a rehearsal that has tried nothing is none', () => {
  expect(report().report.finish()).toBe(false);
});
