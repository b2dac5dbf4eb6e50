import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import { cleanSchema } from './clean-schema.ts';
import { closeBody } from './close-body.ts';
import type { ImportContext } from './import-context.ts';
import { quoted } from './json.ts';
import { Names, pascalCase, reservedTypes } from './names.ts';
import type { Place } from './questions.ts';

interface Waiting {
  name: string;
  node: Json;
  at: Pointer;
}

/** The named schemas of the draft. Only what is asked for gets in, so that nothing is in it that nobody refers to. */
export class SchemaStore {
  readonly context: ImportContext;
  readonly schemas: Map<string, Mapping> = new Map();
  /** Examples of whole objects, which stand with the schema upstream and with the body here. */
  readonly examples: Map<string, Json> = new Map();
  readonly names: Names;
  /** Places of upstream that are being written out where a reference to them stood. */
  readonly writingOut: Set<string> = new Set();
  readonly #byPlace = new Map<string, string>();
  readonly #waiting: Waiting[] = [];
  readonly #bodies = new Set<string>();

  constructor(context: ImportContext) {
    this.context = context;
    const queries = [...context.known.operationIds.keys()].map(
      (id) => `${id.charAt(0).toUpperCase()}${id.slice(1)}Query`,
    );
    this.names = new Names([...context.known.schemaNames.keys(), ...queries, ...reservedTypes]);
  }

  /** The name here of a schema that has a name upstream. */
  named(upstreamName: string, node: Json, at: Pointer): string {
    return this.#add(`schema ${upstreamName}`, tidy(upstreamName), node, at, upstreamName);
  }

  /** The name of a request body: a schema of its own, closed, even where replies use the same one upstream. */
  body(node: Json, at: Pointer, operationId: string): string | undefined {
    const target = this.context.follow(node, at, { operation: operationId, trail: ['requestBody'] });
    if (target === undefined) return undefined;
    const stem = (target.name ?? operationId).replace(/[-_ ]?(request|payload|body)$/i, '');
    const key = `body ${target.name ?? operationId}`;
    const name = this.#add(key, `${tidy(stem)}Request`, target.node, target.at, target.name);
    this.#bodies.add(name);
    return name;
  }

  /** A reference to the schema of a reply. What has no name upstream is named after its operation. */
  reply(node: Json, at: Pointer, operationId: string): Mapping | undefined {
    const target = this.context.follow(node, at, { operation: operationId, trail: ['responses'] });
    if (target === undefined) return undefined;
    const name =
      target.name === undefined
        ? this.#add(`reply ${operationId}`, `${tidy(operationId)}Reply`, target.node, target.at)
        : this.named(target.name, target.node, target.at);
    return { $ref: `#/components/schemas/${name}` };
  }

  /** Cleans what was asked for, and what that asks for, to the end; then closes the bodies. */
  finish(): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const { name, node, at } = next;
      const place: Place = { schema: name };
      const cleaned = cleanSchema(this, node, at, place);
      const { example, ...rest } = cleaned;
      const structured = own(rest, 'properties') !== undefined || own(rest, 'type') === 'array';
      if (example !== undefined && structured) this.examples.set(name, example);
      this.schemas.set(name, structured ? rest : cleaned);
    }
    for (const name of this.#bodies) {
      const schema = this.schemas.get(name);
      if (schema) this.schemas.set(name, closeBody(this, name, schema));
    }
  }

  /** The schemas that some part of the draft refers to, directly or not; merging leaves others behind. */
  reachableFrom(start: Json): Map<string, Mapping> {
    const found = new Set<string>();
    const waiting = [...refsIn(start)];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (found.has(name)) continue;
      found.add(name);
      waiting.push(...refsIn(this.schemas.get(name) ?? {}));
    }
    return new Map([...this.schemas].filter(([name]) => found.has(name)));
  }

  /** Puts in a schema that upstream does not have. */
  put(wanted: string, schema: Mapping): string {
    const name = this.names.claim(wanted);
    this.schemas.set(name, schema);
    return name;
  }

  /** The schema that a reference names; anything else is itself. */
  resolve(schema: Mapping): Mapping {
    const ref = own(schema, '$ref');
    if (typeof ref !== 'string') return schema;
    const name = ref.split('/').pop() ?? '';
    if (ref.startsWith('#/')) return this.schemas.get(name) ?? {};
    return (
      mappingOf(
        own(mappingOf(own(mappingOf(own(this.context.known.common, 'components')), 'schemas')), name),
      ) ?? {}
    );
  }

  /** The name here of one of upstream's schemas, if it is in the draft. */
  nameOf(upstreamName: string): string | undefined {
    return this.#byPlace.get(`schema ${upstreamName}`) ?? this.#byPlace.get(`body ${upstreamName}`);
  }

  /** Upstream's schemas that no operation needs. */
  unused(): { name: string; at: Pointer }[] {
    const all = mappingOf(own(mappingOf(own(this.context.upstream.value, 'components')), 'schemas')) ?? {};
    return Object.keys(all)
      .filter((name) => !this.#byPlace.has(`schema ${name}`) && !this.#byPlace.has(`body ${name}`))
      .map((name) => ({ name, at: ['components', 'schemas', name] }));
  }

  #add(key: string, wanted: string, node: Json, at: Pointer, upstreamName?: string): string {
    const known = this.#byPlace.get(key);
    if (known !== undefined) return known;
    const name = this.names.claim(wanted);
    this.#byPlace.set(key, name);
    this.schemas.set(name, {}); // Keeps its place in the order; filled in by finish().
    this.#waiting.push({ name, node, at });
    this.context.questions.originate({ schema: name }, at);
    if (name !== wanted) {
      const owner = this.context.known.schemaNames.get(wanted);
      const taken = owner === undefined ? 'taken here' : `taken by specs/${owner}.yaml`;
      this.context.questions.ask(
        'The name of a schema was taken, so it got a number. Give it a name that tells the two apart, or use the other one if both are the same thing.',
        { schema: name },
        at,
        `${quoted(upstreamName ?? wanted)} became ${name}: ${wanted} is ${taken}`,
      );
    }
    return name;
  }
}

function refsIn(node: Json): string[] {
  if (Array.isArray(node)) return node.flatMap(refsIn);
  const map = mappingOf(node);
  if (map === undefined) return [];
  return Object.entries(map).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' && value.startsWith('#/components/schemas/')
      ? [value.slice('#/components/schemas/'.length)]
      : refsIn(value),
  );
}

/** A name of upstream in our form: `get-bots-response` is GetBotsReply. */
function tidy(name: string): string {
  const pascal = pascalCase(name) ?? 'Unnamed';
  return pascal.replace(/(.)Response$/, '$1Reply').replace(/(.)Payload$/, '$1Request');
}
