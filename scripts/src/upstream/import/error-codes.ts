import type { ErrorCode } from '../../openapi.ts';
import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { FoundOperation } from './clean-operation.ts';
import { quoted } from './json.ts';
import { mediaOf } from './media.ts';
import type { SchemaStore } from './schema-store.ts';
import { codesIn } from './shared-replies.ts';

/** The error codes that upstream lists for an operation: in the tables of its prose, and in the examples of its replies. */
export function errorCodesOf(store: SchemaStore, found: FoundOperation): ErrorCode[] {
  const { context } = store;
  const place = { operation: found.id };
  const described = new Map<string, { when: string; status: number | undefined }>();
  for (const { code, when, status } of context.prose(own(found.node, 'description')).errors)
    described.set(code, { when, status });

  for (const [status, node] of Object.entries(mappingOf(own(found.node, 'responses')) ?? {})) {
    if (!/^[45]\d\d$/.test(status)) continue;
    const at = [...found.at, 'responses', status];
    const target = context.follow(node, at, place);
    const reply = mappingOf(target?.node);
    if (target === undefined || reply === undefined) continue;
    const inProse = context.prose(own(reply, 'description')).errors;
    for (const { code, when, status: said } of inProse) {
      if (!described.has(code)) described.set(code, { when, status: said });
    }
    for (const code of [
      ...inProse.map((entry) => entry.code),
      ...examplesIn(store, reply, target.at, place),
    ]) {
      const known = described.get(code) ?? { when: '', status: undefined };
      described.set(code, { ...known, status: known.status ?? Number(status) });
    }
  }

  const codes = [...described].flatMap(([code, { when, status }]): ErrorCode[] => {
    if (!/^[a-z_]+$/.test(code)) {
      context.questions.ask(
        'An error code is not in small letters with underscores and was left out. Say what the service sends.',
        place,
        found.at,
        quoted(code),
      );
      return [];
    }
    if (status === undefined)
      context.questions.ask(
        'Upstream does not say with which status an error code comes; 400 is assumed.',
        place,
        found.at,
        code,
      );
    return [{ code, status: status ?? 400, source: 'documented', when: sentence(when) }];
  });
  if (codes.length > 0) return codes;
  context.questions.ask(
    'Upstream lists no error codes. One that most operations have is stated as inferred; say which ones come, and when.',
    place,
    found.at,
  );
  return [
    { code: 'operation_failed', status: 400, source: 'inferred', when: 'The service failed or refused.' },
  ];
}

function examplesIn(
  store: SchemaStore,
  reply: Mapping,
  at: FoundOperation['at'],
  place: { operation: string },
): string[] {
  const { json } = mediaOf(reply, at);
  if (json === undefined) return [];
  const given = own(json.node, 'schema');
  const schema = given === undefined ? undefined : store.context.follow(given, [...json.at, 'schema'], place);
  // Examples of a schema that many operations share are those of no operation.
  return codesIn(schema?.name === undefined ? mappingOf(schema?.node) : undefined, json.node);
}

function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return 'The service refuses the call.';
  return /\.$/.test(line) ? line : `${line.replace(/[:;,!?]$/, '')}.`;
}
