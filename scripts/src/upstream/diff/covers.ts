import type { Difference } from '../facts/facts.ts';
import { canonical, mappingOf } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';

/**
 * Which differences a deviation explains. `operation` (our id), `place` and `fact` are names in which `*` stands for
 * anything, or lists of such names; without `operation` it is about every operation, and about the document where the place
 * is one of the document. `upstream` and `ours` are the values of the two sides: one that is left out has to say nothing,
 * `{ anyOf: [...] }` is one of several, `'*'` is any value at all. Another value is another difference, and not explained.
 */
export interface Cover {
  modules?: string[];
  operation?: string | string[];
  place: string | string[];
  fact: string | string[];
  upstream?: Json;
  ours?: Json;
}

export function isCovered(difference: Difference, cover: Cover, module: string): boolean {
  return (
    matches(difference.fact, cover.fact) &&
    (cover.modules?.includes(module) ?? true) &&
    (cover.operation === undefined || matches(difference.operation ?? '', cover.operation)) &&
    matches(difference.place, cover.place) &&
    hasValue(difference.upstream, cover.upstream) &&
    hasValue(difference.ours, cover.ours)
  );
}

const patterns = new Map<string, RegExp>();

function matches(name: string, wanted: string | string[]): boolean {
  return [wanted].flat().some((pattern) => {
    if (!pattern.includes('*')) return pattern === name;
    const form =
      patterns.get(pattern) ??
      new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
    patterns.set(pattern, form);
    return form.test(name);
  });
}

function hasValue(value: Json | undefined, wanted: Json | undefined): boolean {
  if (wanted === '*') return value !== undefined;
  const choices = mappingOf(wanted)?.['anyOf'];
  if (Array.isArray(choices)) return choices.some((choice) => hasValue(value, choice));
  return canonical(value) === canonical(wanted);
}
