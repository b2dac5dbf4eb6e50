import type { Json } from '../read/upstream-document.ts';

/**
 * What a document says, as a flat list of facts that two documents can be compared by: `place` is where, the keys of
 * `facts` are what. Descriptions, examples and order are no facts. The same model is made of Zoho's documents and of ours.
 *
 * Places of a document: `document`, `schema <name>` for each schema that no path leads to.
 * Places of an operation (`operation` is set): `operation`, `path CHAT_ID`, `query limit`, `header X`, `body`, `reply 200`;
 * within a schema `.key` is a property, `[]` the items of a list, `{}` further keys: `body.chat_ids[]`, `reply 200.data[].chats[].name`.
 * `reply 401 (text/html)` is a form other than JSON. Names that hold such signs stand in quotes, as in JSON: `query "a[b]"`.
 */
export interface DocumentFacts {
  /** Facts of the document itself: version, servers, scopes, unused schemas. */
  places: Map<string, PlaceFacts>;
  operations: OperationFacts[];
}

export interface OperationFacts {
  /** Upstream's operationId, also for our documents (`x-upstream-id`); method and path where it has none. */
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
 * `document`: version, servers, tags, signIn (scheme and flow), scopes. `schema X`: type, keys.
 * `operation`: key, realPath, upstreamId, tags, scopes, limit ("20/60s"), lock (seconds), errors (codes), deprecated, virtual
 * (upstream alone).
 * Parameters, properties, bodies: required. Parameters: style, explode, allowEmptyValue, where they are not the usual ones.
 * Bodies and replies: content (media types), schema (its name); replies: headers.
 * All that has a schema: type ("integer|string"), format, enum, suggested (values beside which any other may stand), minimum,
 * maximum, minLength, maxLength, pattern, multipleOf, minItems, maxItems, uniqueItems, minProperties, maxProperties, closed
 * (additionalProperties: false), open (additionalProperties allowed expressly), default, nullable, deprecated, readOnly,
 * writeOnly, alternatives (how many objects there are to choose from), recursive and unresolved (of a reference).
 * From prose: values (where there is no enum), and, where prose says more or less than the schema, `prose values`, `prose
 * maxLength`, `prose maxItems`.
 * Lists are sorted, and types are parted by a bar.
 */
export type PlaceFacts = { [fact: string]: Json };

/**
 * One fact in which two documents differ; `undefined` where a side says nothing. A place that one side lacks whole is one
 * difference, `fact: 'present'`, with its facts as the value and those of the places in it under `within`. Error codes, and
 * the values of lists that both sides have, are a difference each. `fact: 'renamed'` has the names as values.
 */
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
