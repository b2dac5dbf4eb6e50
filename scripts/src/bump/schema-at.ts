import { expandVariants } from '../expand-variants.ts';
import type { Document } from '../openapi.ts';
import { operationsOf } from '../openapi.ts';
import type { Step } from '../upstream/facts/place.ts';
import { parsePlace } from '../upstream/facts/place.ts';
import type { Mapping } from '../upstream/read/json.ts';
import { canonical, listOf, mappingOf, own, pointerOf, textOf, valueAt } from '../upstream/read/json.ts';
import type { Json } from '../upstream/read/upstream-document.ts';

/** A schema that has a name, which is that of a type, and the way from it: `UserReference` and `.name`. */
export interface NamedSchema {
  name: string;
  path: string;
}

/** Finds the named schemas of a document by places of operations. */
export class SchemaFinder {
  readonly #document: Mapping;
  readonly #operations: Map<string, Mapping>;

  constructor(document: Document) {
    this.#document = inJson(document);
    this.#operations = new Map(
      operationsOf(expandVariants(document)).map(({ operation }) => [
        operation.operationId,
        inJson(operation),
      ]),
    );
  }

  /** Whether another document says something else of a schema. */
  differs(other: SchemaFinder, name: string): boolean {
    return canonical(this.#schema(name)) !== canonical(other.#schema(name));
  }

  /** The innermost named schema that a place is in; with `parent` the one that its key stands in, although the key has a schema of its own. */
  find(operation: string, place: string, parent: boolean): NamedSchema | undefined {
    const steps = parsePlace(place).steps;
    let at = this.#start(operation, place);
    let named: NamedSchema | undefined;
    for (const [index, step] of [...steps, undefined].entries()) {
      const last = index === steps.length;
      if (at === undefined) return undefined;
      if (!(last && parent)) [at, named] = this.#follow(at, named);
      if (step === undefined || at === undefined) return named;
      [at, named] = this.#into(at, named, step);
      if (named) named = { ...named, path: named.path + inPath(step) };
    }
    return named;
  }

  #schema(name: string): Mapping | undefined {
    return mappingOf(valueAt(this.#document, ['components', 'schemas', name]));
  }

  #start(operation: string, place: string): Mapping | undefined {
    const { head, name, media } = parsePlace(place);
    const found = this.#operations.get(operation);
    if (head === 'body') return this.#schemaOf(own(found, 'requestBody'), media);
    if (head === 'reply') return this.#schemaOf(own(mappingOf(own(found, 'responses')), name ?? ''), media);
    const parameter = listOf(own(found, 'parameters'))
      .map((entry) => this.#follow(mappingOf(entry) ?? {}, undefined)[0])
      .find((entry) => own(entry, 'in') === head && own(entry, 'name') === name);
    return mappingOf(own(parameter, 'schema'));
  }

  #schemaOf(holder: Json | undefined, media: string | undefined): Mapping | undefined {
    const [found] = this.#follow(mappingOf(holder) ?? {}, undefined);
    const content = mappingOf(own(found, 'content'));
    const form = mappingOf(own(content, media ?? 'application/json'));
    return mappingOf(own(form, 'schema'));
  }

  /** What a chain of references leads to, and the last schema with a name in it. */
  #follow(start: Mapping, known: NamedSchema | undefined): [Mapping | undefined, NamedSchema | undefined] {
    let at: Mapping | undefined = start;
    let named = known;
    const seen = new Set<string>();
    for (let ref = textOf(own(at, '$ref')); ref !== undefined; ref = textOf(own(at, '$ref'))) {
      if (seen.has(ref)) return [undefined, named];
      seen.add(ref);
      const pointer = pointerOf(ref);
      if (pointer?.[1] === 'schemas') named = { name: String(pointer[2]), path: '' };
      at = pointer && mappingOf(valueAt(this.#document, pointer));
    }
    return [at, named];
  }

  /** One step down, through the parts of a schema that is put together from others. */
  #into(
    at: Mapping,
    named: NamedSchema | undefined,
    step: Step,
  ): [Mapping | undefined, NamedSchema | undefined] {
    const key = step === '[]' ? 'items' : step === '{}' ? 'additionalProperties' : undefined;
    const inner = key === undefined ? mappingOf(own(at, 'properties')) : at;
    const child = mappingOf(own(inner, key ?? (typeof step === 'object' ? step.property : '')));
    if (child) return [child, named];
    for (const part of ['allOf', 'oneOf', 'anyOf'].flatMap((each) => listOf(own(at, each)))) {
      const [there, name] = this.#follow(mappingOf(part) ?? {}, named);
      const found = there ? this.#into(there, name, step) : [undefined, undefined];
      if (found[0]) return [found[0], found[1]];
    }
    return [undefined, undefined];
  }
}

function inPath(step: Step): string {
  return typeof step === 'object' ? `.${step.property}` : step;
}

/** Documents are JSON; their types name only the keys that generation reads. */
function inJson(part: object): Mapping {
  return part as Mapping;
}
