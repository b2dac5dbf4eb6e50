import { StoreProblem } from '@cliqkit/core';

/** For an answer that none of our scripts gives. */
export function strangeAnswer(): StoreProblem {
  return new StoreProblem(
    'The server answered a script with something else than it gives. Check that no proxy changes replies, and that the client converts no types.',
  );
}
