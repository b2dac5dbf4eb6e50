import type { Json } from '../read/upstream-document.ts';

/**
 * What a document says, as a flat list of facts that two documents can be compared by: `place` is where, the keys of
 * `facts` are what. Descriptions, examples and order are no facts. The same model is made of Zoho's documents and of ours.
 *
 * Places of a document: `document`, `schema <name>` for each schema that nothing refers to.
 * Places of an operation (`operation` is set): `operation`, `path CHAT_ID`, `query limit`, `header X`, `body`, `reply 200`;
 * within a schema `.key` is a property, `[]` the items of a list, `{}` further keys: `body.chat_ids[]`, `reply 200.data[].chats[].name`.
 */
export interface DocumentFacts {
  /** Facts of the document itself: version, servers, scopes, unused schemas. */
  places: Map<string, PlaceFacts>;
  operations: OperationFacts[];
}

export interface OperationFacts {
  /** Upstream's operationId, also for our documents (`x-upstream-id`). */
  upstreamId: string;
  /** Our operationId; the same as upstream's where we have none. */
  id: string;
  /** `PUT /pin-categories/{CATEGORY_ID1}`: method and path as upstream writes them, a fixed query included. */
  key: string;
  /** The path that is sent: without query, by `x-display-path`. */
  realPath: string;
  places: Map<string, PlaceFacts>;
}

/**
 * Facts of one place; a key is absent when the document says nothing.
 *
 * `operation`: key, upstreamId, tags, scopes, limit ("20/60s"), lock (seconds), errors (codes, sorted), deprecated, virtual.
 * Parameters, bodies, properties, items: required, type (sorted, "integer|string"), format, enum (sorted), const, minimum,
 * maximum, minLength, maxLength, pattern, minItems, maxItems, uniqueItems, minProperties, closed (additionalProperties:
 * false), open (additionalProperties allowed expressly), default, nullable, deprecated, style, schema (name of the schema,
 * on bodies and replies alone), content (media types, on bodies and replies).
 */
export type PlaceFacts = { [fact: string]: Json };

/** One fact in which two documents differ; `undefined` where a side says nothing. A place that one side lacks whole is one difference, `fact: 'present'`. */
export interface Difference {
  /** Our operationId (upstream's where it is new); undefined for the document. */
  operation?: string;
  place: string;
  fact: string;
  /** What upstream says: now, and when it was last recorded. */
  upstream: Json | undefined;
  recorded?: Json | undefined;
  /** What our spec says. */
  ours: Json | undefined;
}
