import { didYouMean } from '../did-you-mean.ts';
import { UsageError } from './cli-errors.ts';

/** For a command that takes options alone. */
export function refuseArguments(positionals: readonly string[]): void {
  const [first] = positionals;
  if (first !== undefined) throw new UsageError(`${JSON.stringify(first)} is one word too many`);
}

/** One of several words. */
export function readWord<Word extends string>(typed: string, words: readonly Word[], what: string): Word {
  const word = words.find((each) => each === typed);
  if (word === undefined) {
    throw new UsageError(`there is no ${what} ${JSON.stringify(typed)}; ${didYouMean(typed, words)}`);
  }
  return word;
}
