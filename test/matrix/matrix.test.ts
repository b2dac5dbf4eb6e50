import { describe, expect, test } from 'vitest';
import { cellsOf, nameOf, operationIds } from './cells.ts';
import { createMatrix } from './matrix.ts';

const matrix = await createMatrix();

test('the matrix has 1,344 cells', () => {
  expect(operationIds.flatMap(cellsOf)).toHaveLength(1344);
});

describe.each(operationIds)('%s', (operation) => {
  for (const cell of cellsOf(operation)) {
    test(nameOf(cell), async () => {
      expect((await matrix.run(cell)).problems).toEqual([]);
    });
  }
});

test('a client that repeats what must not be done twice is caught', async () => {
  const careless = await createMatrix({ retry: { classes: { sendMessageToThread: 'state-setting' } } });
  const reports = [];
  for (const cell of cellsOf('sendMessageToThread')) reports.push(await careless.run(cell));
  expect(reports.filter(({ problems }) => problems.length > 0).length).toBeGreaterThan(20);
});
