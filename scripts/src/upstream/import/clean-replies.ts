import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import type { CleanOperation, FoundOperation } from './clean-operation.ts';
import { quoted, textOf } from './json.ts';
import { examplesOf, mediaOf } from './media.ts';
import type { SchemaStore } from './schema-store.ts';
import type { SharedReplies } from './shared-replies.ts';

type Replies = Pick<CleanOperation, 'replies' | 'reply'>;

/** The replies of an operation: one JSON for success, or none; refusals as common.yaml has them. */
export function cleanReplies(store: SchemaStore, shared: SharedReplies, found: FoundOperation): Replies {
  const { context } = store;
  const place = { operation: found.id, trail: ['responses'] };
  const replies = new Map<string, Mapping>();
  let reply: Replies['reply'];
  for (const [status, node] of Object.entries(mappingOf(own(found.node, 'responses')) ?? {})) {
    const at: Pointer = [...found.at, 'responses', status];
    if (status.startsWith('x-')) continue;
    const target = context.follow(node, at, place);
    const given = mappingOf(target?.node);
    if (target === undefined || given === undefined) continue;
    if (/^[45]\d\d$/.test(status)) {
      replies.set(status, shared.refusal(found, status, given, target.at));
    } else if (/^2\d\d$/.test(status)) {
      const success = successOf(store, found, status, given, target.at, at);
      if (success === undefined) replies.set('204', noContent);
      else if (reply === undefined) {
        reply = success;
        replies.set('200', { description: context.plain(own(given, 'description')) ?? 'The reply.' });
      } else {
        context.questions.ask(
          'An operation has several replies with JSON; the first one is stated. Say what it really answers.',
          place,
          at,
          status,
        );
      }
    } else if (!/^[45]XX$/i.test(status)) {
      context.questions.ask(
        'A reply has a status that cliqkit does not tell apart and was left out.',
        place,
        at,
        quoted(status),
      );
    }
  }
  if (!replies.has('200') && !replies.has('204')) {
    replies.set('204', noContent);
    context.questions.ask(
      'Upstream does not say what comes when all went well. Say it; here it is an empty 204.',
      place,
      found.at,
    );
  }
  for (const [status, standard] of shared.standard) if (!replies.has(status)) replies.set(status, standard);
  return { replies: new Map([...replies].sort(([a], [b]) => (a < b ? -1 : 1))), reply };
}

const noContent: Mapping = { $ref: 'common.yaml#/components/responses/NoContent' };

/** The JSON of a success; undefined for one without. */
function successOf(
  store: SchemaStore,
  found: FoundOperation,
  status: string,
  given: Mapping,
  target: Pointer,
  at: Pointer,
): Replies['reply'] {
  const { context } = store;
  const place = { operation: found.id, trail: ['responses'] };
  const { json, others } = mediaOf(given, target);
  if (others.length > 0)
    context.questions.ask(
      'A reply comes in forms other than JSON, which cliqkit does not read. Say what becomes of them.',
      place,
      at,
      others.map(quoted).join(', '),
    );
  const schema = json && own(json.node, 'schema');
  const empty =
    json === undefined ||
    schema === undefined ||
    saysNothing(context.follow(schema, [...json.at, 'schema'], place)?.node);
  if (empty || status === '204' || status === '205') {
    if (status !== '204')
      context.questions.ask(
        'Upstream has no JSON for a success, or one that only says that there is none. Here it is an empty 204; see what the service answers.',
        place,
        at,
        status,
      );
    return undefined;
  }
  if (status !== '200')
    context.questions.ask(
      'cliqkit knows 200 and 204. This success is stated as 200; see what the service answers.',
      place,
      at,
      status,
    );
  const ref = store.reply(schema, [...json.at, 'schema'], found.id);
  return ref && { schema: ref, examples: examplesOf(json.node) };
}

/** `{ Response Code: 204 No response }` and the like: the words of an editor for an empty reply. */
function saysNothing(schema: Json | undefined): boolean {
  const properties = Object.values(mappingOf(own(mappingOf(schema), 'properties')) ?? {});
  const [only] = properties;
  return properties.length === 1 && /^20[45]\b/.test(textOf(own(mappingOf(only), 'example')) ?? '');
}
