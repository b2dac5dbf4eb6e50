import { didYouMean } from '../did-you-mean.ts';
import { canBe, isQuirk, positionsOf, quirkNames } from '../quirk-choices.ts';
import type { Quirks } from '../quirks.ts';
import { UsageError } from './cli-errors.ts';

/** A position by its text: itself, a number, or a list. */
function positionOf(name: keyof Quirks, text: string): unknown {
  const meant = [text, ...(/^\d+$/u.test(text) ? [Number(text)] : []), text.split(',')];
  const position = meant.find((value) => canBe(name, value));
  if (position === undefined) {
    throw new UsageError(
      `${JSON.stringify(text)} is no position of the quirk ${name}; it takes ${positionsOf(name)}`,
    );
  }
  return position;
}

/** Quirks as they are typed, `name=position`: those that were named, and no other. */
export function readQuirkOptions(texts: readonly string[]): Partial<Quirks> {
  const changes = texts.map((text): [string, unknown] => {
    const [name = '', ...position] = text.split('=');
    if (!isQuirk(name)) {
      throw new UsageError(`there is no quirk ${JSON.stringify(name)}; ${didYouMean(name, quirkNames)}`);
    }
    return [name, positionOf(name, position.join('='))];
  });
  return Object.fromEntries(changes);
}
