import type { Mapping } from '../read/json.ts';
import { own } from '../read/json.ts';
import type { Json, Pointer, UpstreamDocument } from '../read/upstream-document.ts';
import { askAboutBatches } from './ask-about-batches.ts';
import { breakCircles } from './break-circles.ts';
import { askAboutBrokenNumbers, withoutBrokenNumbers } from './broken-numbers.ts';
import { cleanBody } from './clean-body.ts';
import type { CleanOperation, FoundOperation } from './clean-operation.ts';
import { cleanParameters } from './clean-parameters.ts';
import { cleanReplies } from './clean-replies.ts';
import { askAboutDocument, draftHead } from './draft-head.ts';
import { DraftMedia } from './draft-media.ts';
import { draftOperation } from './draft-operation.ts';
import { dropUnusableKeys } from './drop-unusable-keys.ts';
import { errorCodesOf } from './error-codes.ts';
import { Examples } from './examples.ts';
import { findOperations } from './find-operations.ts';
import { groupUrls } from './group-urls.ts';
import { ImportContext } from './import-context.ts';
import { quoted, textOf } from './json.ts';
import { nameSharedObjects } from './name-shared-objects.ts';
import { Names } from './names.ts';
import { OperationFacts } from './operation-facts.ts';
import type { Questions } from './questions.ts';
import type { KnownSpecs } from './read-known-specs.ts';
import { SchemaStore } from './schema-store.ts';
import { SharedReplies } from './shared-replies.ts';

export interface Draft {
  document: Mapping;
  questions: Questions;
  /** What common.yaml has to get. */
  scopes: string[];
  replies: Map<string, Mapping>;
  operations: number;
  /** The line of a place in upstream's document. */
  lineOf(at: Pointer): number;
}

/** A cleaned draft of a spec, made of a document of upstream. Nothing is read or written. */
export function makeDraft(upstream: UpstreamDocument, module: string, known: KnownSpecs): Draft {
  const { value, dropped } = dropUnusableKeys(upstream.value);
  const context = new ImportContext(
    { ...upstream, value: withoutBrokenNumbers(upstream, value) },
    module,
    known,
  );
  askAboutDocument(context);
  const found = findOperations(context);
  const store = new SchemaStore(context);
  for (const { id } of found) store.names.claim(`${id.charAt(0).toUpperCase()}${id.slice(1)}Query`);
  const shared = new SharedReplies(store);
  const facts = new OperationFacts(context, found);
  const parts = found.map((operation) => ({
    found: operation,
    parameters: cleanParameters(store, operation),
    body: cleanBody(store, operation),
    ...cleanReplies(store, shared, operation),
    errors: errorCodesOf(store, operation),
  }));
  store.finish();
  breakCircles(store);
  const operations = parts.map(
    ({ found: operation, parameters, body, replies, reply, errors }): CleanOperation => {
      return {
        ...wordsOf(context, operation),
        id: operation.id,
        upstreamId: operation.upstreamId,
        method: operation.method,
        path: operation.path,
        virtual: own(operation.node, 'x-virtual-endpoint') === true,
        at: operation.at,
        deprecated: own(operation.node, 'deprecated') === true,
        scopes: facts.scopesOf(operation),
        limit: facts.limitOf(operation),
        retry: facts.retryOf(operation, body && store.schemas.get(body.name)),
        errors,
        pathParameters: parameters.path,
        query: parameters.query,
        body,
        replies,
        reply,
      };
    },
  );
  const urls = groupUrls(store, operations);
  nameSharedObjects(store);
  const examples = new Examples(store);
  examples.checkSchemas();

  const media = new DraftMedia(store, examples);
  const ids = new Names([...known.operationIds.keys(), ...operations.map(({ id }) => id)]);
  const paths = urls.map(({ path, parameters, methods }): [string, Json] => {
    const place = { operation: methods[0]?.[0]?.id ?? '' };
    const item: [string, Json][] = methods.map((members) => [
      members[0]?.method ?? 'get',
      draftOperation({ store, media, ids, module }, path, members),
    ]);
    const stated = parameters.map((parameter) =>
      media.stated(parameter, textOf(own(parameter, 'name')) ?? 'id', place),
    );
    return [path, { ...(stated.length > 0 && { parameters: stated }), ...Object.fromEntries(item) }];
  });
  askAboutBrokenNumbers(context, found, store);
  for (const at of dropped)
    context.questions.ask(
      'Upstream has a key of a name that every JavaScript object has; it was left out. Say what becomes of it.',
      'document',
      at,
      quoted(String(at.at(-1))),
    );
  askAboutBatches(store, operations);
  shared.askAboutUnlistedCodes(operations.flatMap(({ errors }) => errors.map(({ code }) => code)));
  for (const { name, at } of store.unused())
    context.questions.ask(
      'No operation needs these schemas of upstream, and they were left out. Look whether an operation is missing.',
      'document',
      at,
      quoted(name),
    );
  return {
    document: {
      ...draftHead(context, operations),
      paths: Object.fromEntries(paths),
      components: {
        securitySchemes: { ZohoOAuth: { $ref: 'common.yaml#/components/securitySchemes/ZohoOAuth' } },
        schemas: Object.fromEntries(store.reachableFrom(Object.fromEntries(paths))),
      },
    },
    questions: context.questions,
    scopes: [...new Set(operations.flatMap(({ scopes }) => scopes))],
    replies: shared.added,
    operations: operations.length,
    lineOf: (at) => upstream.lineOf(at),
  };
}

/** Upstream's own words, plain; lint asks for both. */
function wordsOf(
  context: ImportContext,
  { node, id }: FoundOperation,
): { summary: string; description: string } {
  const title = context.plain(own(node, 'summary'))?.replace(/\s+/g, ' ');
  const text = context.plain(own(node, 'description'));
  const summary = title ?? text?.split(/[.\n]/)[0]?.trim() ?? id;
  return { summary: summary.replace(/\.$/, '').slice(0, 200) || id, description: text ?? `${summary}.` };
}
