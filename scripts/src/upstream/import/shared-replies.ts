import { STATUS_CODES } from 'node:http';
import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import type { FoundOperation } from './clean-operation.ts';
import { listOf, quoted } from './json.ts';
import { examplesOf, mediaOf } from './media.ts';
import { pascalCase } from './names.ts';
import { componentsOf } from './read-known-specs.ts';
import type { SchemaStore } from './schema-store.ts';

const errorKeys = ['code', 'message', 'error'];

/** The refusals of all operations. What common.yaml has is used; what it lacks is put into it, once for all. */
export class SharedReplies {
  /** What the server itself answers, whatever the operation: the refusals of common.yaml by status. */
  readonly standard: ReadonlyMap<string, Mapping>;
  /** Replies that common.yaml lacks, by name. */
  readonly added: Map<string, Mapping> = new Map();
  readonly #store: SchemaStore;
  readonly #codes = new Map<string, Pointer>();

  constructor(store: SchemaStore) {
    this.#store = store;
    const known = componentsOf(store.context.known.common, 'responses');
    const standard = Object.keys(STATUS_CODES).flatMap((status): [string, Mapping][] => {
      const name = nameOf(status);
      return Number(status) >= 400 && Object.hasOwn(known, name) ? [[status, refTo(name)]] : [];
    });
    this.standard = new Map(standard);
  }

  /** A reply of 400 to 599. Bodies that `ErrorReply` covers share one reply; others are asked about. */
  refusal(found: FoundOperation, status: string, given: Mapping, at: Pointer): Mapping {
    const { context } = this.#store;
    const place = { operation: found.id, trail: ['responses', status] };
    const { json } = mediaOf(given, at);
    const schema = json && own(json.node, 'schema');
    const keys =
      json === undefined || schema === undefined
        ? []
        : this.#keysOf(schema, [...json.at, 'schema'], found.id);
    const strange = keys?.filter((key) => !errorKeys.includes(key));
    if (strange === undefined || strange.length > 0) {
      context.questions.ask(
        'The body of an error is none of the shapes of `ErrorReply` in common.yaml, which is stated all the same. Add the shape there if the service sends it.',
        place,
        at,
        strange?.map(quoted).join(', '),
      );
    }
    const standard = this.standard.get(status);
    if (standard) return standard;
    const name = nameOf(status);
    if (!this.added.has(name)) {
      this.added.set(name, errorReply(status));
      context.questions.ask(
        'common.yaml had no reply of this status, and now has one. Describe it there, or take it out again.',
        place,
        at,
        `${status} is ${name}`,
      );
    }
    return refTo(name);
  }

  /** Codes that only the enum of an error reply has: some operation must answer with them. */
  askAboutUnlistedCodes(listed: readonly string[]): void {
    for (const [code, at] of this.#codes) {
      if (listed.includes(code)) continue;
      this.#store.context.questions.ask(
        'An error code stands in an enum of upstream and in the list of no operation. Add it where it can come, with `source: schema`.',
        'document',
        at,
        quoted(code),
      );
    }
  }

  /** The keys of the body of an error; undefined for one that is no object. */
  #keysOf(schema: Json, at: Pointer, operation: string): string[] | undefined {
    const target = mappingOf(
      this.#store.context.follow(schema, at, { operation, trail: ['responses'] })?.node,
    );
    const type = own(target, 'type');
    for (const code of listOf(own(mappingOf(own(mappingOf(own(target, 'properties')), 'code')), 'enum')) ??
      []) {
      if (typeof code === 'string' && !this.#codes.has(code)) this.#codes.set(code, at);
    }
    if (target === undefined || (type !== undefined && type !== 'object')) return undefined;
    return Object.keys(mappingOf(own(target, 'properties')) ?? {});
  }
}

function refTo(name: string): Mapping {
  return { $ref: `common.yaml#/components/responses/${name}` };
}

/** `409` is Conflict; a status that HTTP does not know is Status499. */
function nameOf(status: string): string {
  if (status === '500') return 'ServerError';
  return pascalCase(STATUS_CODES[status] ?? '') ?? `Status${status}`;
}

function errorReply(status: string): Mapping {
  return {
    description: `Refused with ${status}.`,
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorReply' },
        examples: {
          refused: {
            summary: 'With a text',
            value: { code: 'operation_failed', message: 'This is refused.' },
          },
        },
      },
    },
  };
}

/** Error codes in the examples of a reply, with what each example says. */
export function codesIn(schema: Mapping | undefined, media: Mapping): string[] {
  const values = examplesOf(media).map(([, value]) => value);
  const example = own(schema, 'example');
  const code = mappingOf(own(mappingOf(own(schema, 'properties')), 'code'));
  const inSchema = own(code, 'example');
  const found = [...values, ...(example === undefined ? [] : [example])].flatMap((value) => {
    const map = mappingOf(value);
    return [own(map, 'code'), own(mappingOf(own(map, 'error')), 'code')];
  });
  return [...found, inSchema].filter((value) => typeof value === 'string');
}
