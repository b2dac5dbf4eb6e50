import type { Pointer } from '../read/upstream-document.ts';

/** Where in the draft something is to be decided: in an operation, in a schema, or in the document as a whole. */
export type Place = { operation: string; trail?: Pointer } | { schema: string; trail?: Pointer } | 'document';

interface Asked {
  place: Place;
  upstream: Pointer | undefined;
  note: string | undefined;
}

/** A question with every line it is about. */
export interface NumberedQuestion {
  number: number;
  text: string;
  places: { line: number; upstreamLine: number | undefined; note: string | undefined }[];
}

/** What a person must decide. The same question about many places is one question. */
export class Questions {
  readonly #asked = new Map<string, Asked[]>();
  readonly #origins = new Map<string, Pointer>();
  readonly #moved = new Map<string, string>();

  /** Says where upstream has an operation or a schema of the draft, for questions that do not say it. */
  originate(place: Exclude<Place, 'document'>, at: Pointer): void {
    this.#origins.set(keyOf(place), at);
  }

  /** An operation became a part of another one: what was asked about it is asked there. */
  move(operation: string, to: string): void {
    this.#moved.set(operation, to);
  }

  ask(text: string, place: Place, upstream?: Pointer, note?: string): void {
    const places = this.#asked.get(text);
    if (places) places.push({ place, upstream, note });
    else this.#asked.set(text, [{ place, upstream, note }]);
  }

  /** In the order of the draft; what is about the whole document comes first. */
  numbered(lineOf: (place: Place) => number, upstreamLineOf: (at: Pointer) => number): NumberedQuestion[] {
    const questions = [...this.#asked].map(([text, asked]) => ({
      text,
      places: asked
        .map(({ place, upstream, note }) => ({
          line: lineOf(this.#now(place)),
          upstreamLine: this.#originOf(place, upstream, upstreamLineOf),
          note,
        }))
        .filter(onceByLineAndNote())
        .sort((a, b) => a.line - b.line),
    }));
    const first = ({ places }: { places: { line: number }[] }) => places[0]?.line ?? 0;
    return questions
      .sort((a, b) => first(a) - first(b))
      .map((question, index) => ({ number: index + 1, ...question }));
  }

  #now(place: Place): Place {
    if (place === 'document' || !('operation' in place)) return place;
    let { operation } = place;
    for (let to = this.#moved.get(operation); to !== undefined; to = this.#moved.get(operation))
      operation = to;
    return { ...place, operation };
  }

  #originOf(place: Place, given: Pointer | undefined, lineOf: (at: Pointer) => number): number | undefined {
    const at = given ?? (place === 'document' ? undefined : this.#origins.get(keyOf(place)));
    return at && lineOf(at);
  }
}

function onceByLineAndNote(): (place: { line: number; note: string | undefined }) => boolean {
  const seen = new Set<string>();
  return ({ line, note }) => {
    const key = `${line} ${note ?? ''}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  };
}

function keyOf(place: Exclude<Place, 'document'>): string {
  return 'operation' in place ? `operation ${place.operation}` : `schema ${place.schema}`;
}
