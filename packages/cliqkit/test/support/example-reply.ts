import { readFileSync } from 'node:fs';
import type { OperationId } from '@cliqkit/types';
import { operations } from '@cliqkit/types';
import type { Reply } from './recording-fetch.ts';

interface DocumentedResponse {
  $ref?: string;
  content?: { 'application/json'?: { examples?: Record<string, { value: unknown }> } };
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, DocumentedResponse> }>>;
  components: { responses: Record<string, DocumentedResponse> };
}

/** The success that the published OpenAPI document shows for an operation: its example, or a 204. */
export function exampleReply(id: OperationId): Reply {
  const { module, path, method } = operations[id];
  const file = new URL(`../../../types/openapi/${module}.json`, import.meta.url);
  const document: Document = JSON.parse(readFileSync(file, 'utf8'));
  const shown = document.paths[path]?.[method.toLowerCase()]?.responses['200'];
  if (shown === undefined) return { status: 204 };
  const name = shown.$ref?.split('/').at(-1);
  const response = name === undefined ? shown : document.components.responses[name];
  const examples = response?.content?.['application/json']?.examples ?? {};
  const example = examples[id] ?? Object.values(examples)[0];
  if (example === undefined) throw new Error(`${id} has no example of its reply.`);
  return { status: 200, json: example.value };
}
