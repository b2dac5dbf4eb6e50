import { cellsOf, nameOf, operationIds } from '../../matrix/cells.ts';
import { createMatrix } from '../../matrix/matrix.ts';
import type { Figure } from '../figure.ts';
import { exactly } from '../figure.ts';

const fewOperations = 1;

/** 32 operations, 14 faults, three patterns: every cell ends as the class table says. */
export const retryMatrix: Figure = {
  name: 'matrix',
  async measure({ quick, progress, complain }) {
    const matrix = await createMatrix();
    const cells = (quick ? operationIds.slice(0, fewOperations) : operationIds).flatMap(cellsOf);
    let right = 0;
    let planned = 0;
    let consumed = 0;
    let neverReached = 0;
    for (const [index, cell] of cells.entries()) {
      const report = await matrix.run(cell);
      if (report.problems.length === 0) right += 1;
      else complain(`${nameOf(cell)}: ${report.problems.join('; ')}`);
      planned += cell.faults.length;
      consumed += report.consumed;
      neverReached += report.neverReached;
      if (index % 100 === 0) progress(`${index} cells`);
    }
    return [
      exactly('cells of the retry matrix that end as the class table says', cells.length, right),
      exactly(
        `planned faults that struck (${neverReached} more are behind a send that must not be)`,
        planned - neverReached,
        consumed,
      ),
    ];
  },
};
