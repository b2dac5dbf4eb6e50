import type { Mapping } from '../read/json.ts';
import { canonical, own } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import type { CleanOperation, QueryParameter } from './clean-operation.ts';
import type { Examples } from './examples.ts';
import { quoted } from './json.ts';
import { camelCase, Names } from './names.ts';
import type { SchemaStore } from './schema-store.ts';

/** Parameters, bodies and replies of the draft, each with an example that fits it. */
export class DraftMedia {
  readonly #store: SchemaStore;
  readonly #examples: Examples;

  constructor(store: SchemaStore, examples: Examples) {
    this.#store = store;
    this.#examples = examples;
  }

  parameter(operation: string, { name, stated }: QueryParameter): Mapping {
    return this.stated(stated, name, { operation });
  }

  /** A parameter with an example, upstream's where it fits. */
  stated(stated: Mapping, name: string, place: { operation: string }): Mapping {
    if (own(stated, '$ref') !== undefined) return stated;
    const { example, schema: given, ...rest } = stated;
    const schema = this.#examples.checked(asMap(given), place);
    const fitted = example === undefined ? undefined : this.#examples.fitted(schema, example);
    if (example !== undefined && fitted === undefined)
      this.#store.context.questions.ask(
        'An example of upstream does not fit its schema and was left out. One of the two is wrong.',
        place,
      );
    if (fitted !== undefined) return { ...rest, schema, example: fitted };
    return { ...rest, schema, example: this.#examples.sample(schema, name) };
  }

  /** One body, or one of several. */
  body(members: readonly CleanOperation[], several: boolean): Mapping {
    const bodies = members.flatMap(({ id, body }) => (body ? [{ id, ...body }] : []));
    const refs = [...new Set(bodies.map(({ name }) => `#/components/schemas/${name}`))].map(($ref) => ({
      $ref,
    }));
    const named = new Names([]);
    const examples = bodies.flatMap(({ id, name, examples: given }) => {
      const schema = { $ref: `#/components/schemas/${name}` };
      const found = this.#fitting(schema, [...given, ...this.#ofSchema(schema)], id, 'requestBody');
      const all: [string, Json][] = found.length > 0 ? found : [['example', this.#examples.sample(schema)]];
      return several ? all.slice(0, 1).map(([, value]): [string, Json] => [id, value]) : all;
    });
    return {
      required: bodies.length === members.length && bodies.every(({ required }) => required),
      content: {
        'application/json': {
          schema: refs.length === 1 ? (refs[0] ?? {}) : { oneOf: refs },
          examples: Object.fromEntries(
            examples.map(([name, value]) => [
              named.claim(camelCase(name) ?? 'example'),
              { summary: 'An example', value },
            ]),
          ),
        },
      },
    };
  }

  /** The replies by status. The JSON of a success is of one shape, or `anyOf` those of the variants. */
  replies(members: readonly CleanOperation[], several: boolean): Mapping {
    const all = new Map(members.flatMap(({ replies }) => [...replies]).reverse());
    const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
    const entries = sorted.map(([status, stated]): [string, Json] => [
      status,
      status === '200' ? { ...stated, content: this.#success(members, several) } : stated,
    ]);
    return Object.fromEntries(entries);
  }

  #success(members: readonly CleanOperation[], several: boolean): Mapping {
    const replies = members.flatMap(({ id, reply }) => (reply ? [{ id, ...reply }] : []));
    const schemas = [...new Map(replies.map(({ schema }) => [canonical(schema), schema])).values()];
    const named = new Names([]);
    const examples = replies.flatMap(({ id, schema, examples: given }, index) => {
      if (!several && index > 0) return [];
      const found = this.#fitting(schema, [...given, ...this.#ofSchema(schema)], id, 'responses');
      const all: [string, Json][] = found.length > 0 ? found : [['example', this.#examples.sample(schema)]];
      return several ? all.slice(0, 1).map(([, value]): [string, Json] => [id, value]) : all;
    });
    return {
      'application/json': {
        schema: schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas },
        examples: Object.fromEntries(
          examples.map(([name, value]) => [
            named.claim(camelCase(name) ?? 'example'),
            { summary: 'An example', value },
          ]),
        ),
      },
    };
  }

  /** Examples that fit, mended where that is no guess; the others are asked about. */
  #fitting(schema: Mapping, given: [string, Json][], operation: string, part: string): [string, Json][] {
    const { questions } = this.#store.context;
    const place = { operation, trail: [part] };
    const fitting = given.flatMap(([name, value]): [string, Json][] => {
      const fitted = this.#examples.fitted(schema, value);
      if (fitted === undefined) {
        questions.ask(
          'An example of upstream does not fit its schema and was left out. One of the two is wrong.',
          place,
        );
        return [];
      }
      const strange = this.#examples.strangeKeys(schema, value);
      if (strange.length > 0)
        questions.ask(
          'An example of upstream has keys that its schema does not have; they were left out of the example. Add them to the schema if the service sends them.',
          place,
          undefined,
          strange.slice(0, 10).map(quoted).join(', '),
        );
      return [[name, fitted]];
    });
    return [...new Map(fitting.map((entry) => [canonical(entry[1]), entry])).values()];
  }

  #ofSchema(schema: Mapping): [string, Json][] {
    const ref = own(schema, '$ref');
    const example =
      typeof ref === 'string' ? this.#store.examples.get(ref.split('/').pop() ?? '') : undefined;
    return example === undefined ? [] : [['example', example]];
  }
}

function asMap(value: Json | undefined): Mapping {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}
