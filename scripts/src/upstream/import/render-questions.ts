import type { NumberedQuestion } from './questions.ts';

/** Lines for people: each question with its number and the lines it is about, of the draft and of upstream's document. */
export function renderQuestions(
  questions: readonly NumberedQuestion[],
  draft: string,
  mostPlaces: number,
): string[] {
  return questions.flatMap(({ number, text, places }) => {
    const indent = ' '.repeat(`${number}. `.length);
    const shown = places.slice(0, mostPlaces).map(({ line, upstreamLine, note }) => {
      const origin = upstreamLine === undefined ? '' : `, upstream line ${upstreamLine}`;
      return `${indent}- ${draft}:${line}${origin}${note === undefined ? '' : `: ${note}`}`;
    });
    const hidden = places.length - shown.length;
    return [`${number}. ${text}`, ...shown, ...(hidden > 0 ? [`${indent}- and ${hidden} more`] : [])];
  });
}

/** `specs/<module>.questions.md`. It stands beside the draft until all is decided, and is never published. */
export function questionsFile(module: string, questions: readonly NumberedQuestion[]): string {
  return [
    `# Open questions of ${module}.yaml`,
    '',
    '`pnpm upstream import` wrote this file. Decide each point in the spec and take it out here; with the last one,',
    'delete the file. Nothing is released as long as it is there.',
    '',
    ...renderQuestions(questions, `specs/${module}.yaml`, Number.POSITIVE_INFINITY),
    '',
  ].join('\n');
}
