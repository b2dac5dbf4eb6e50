import type { OperationDescriptor } from '@cliqkit/types';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { EarlyReply } from '../replies/early-reply.ts';
import { refuse } from '../replies/refuse.ts';
import type { Variant } from '../spec/endpoints.ts';
import { isTooDeep, maxJsonDepth } from './json-depth.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads JSON; nothing for an empty body. */
export function parseBody(descriptor: OperationDescriptor, bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const malformed = (message: string): EarlyReply => refuse(descriptor, 'input_pattern_mismatch', message);
  try {
    const text = decoder.decode(bytes);
    if (isTooDeep(text)) throw malformed(`The body nests deeper than ${maxJsonDepth} levels.`);
    return JSON.parse(text);
  } catch (error) {
    throw error instanceof EarlyReply ? error : malformed('The body is not JSON.');
  }
}

/** As much as anybody reads. */
const maxComplaints = 5;
const maxNameLength = 40;

/** What is wrong, and where. */
function complaintOf({ instancePath, message = 'is wrong', keyword, params }: ErrorObject): string {
  const where = instancePath === '' ? 'The body' : instancePath;
  const name = String(params['additionalProperty'] ?? params['missingProperty']).slice(0, maxNameLength);
  if (keyword === 'additionalProperties') return `${where} has a key too many: ${name}`;
  return keyword === 'required' ? `${where} lacks ${name}` : `${where} ${message}`;
}

/** The code for what a body does wrong. Keys too many come first, then keys too few, then values. */
function codeOf(errors: readonly ErrorObject[]): string {
  const keywords = new Set(errors.map(({ keyword }) => keyword));
  if (keywords.has('additionalProperties')) return 'extra_key_found';
  if (keywords.has('required') || keywords.has('minProperties')) return 'param_missing';
  return 'input_pattern_mismatch';
}

/** Validates a body against the spec. An operation without a body ignores what is sent. */
export function readBody({ descriptor, validateBody }: Variant, body: unknown): unknown {
  if (validateBody === undefined) return undefined;
  if (body === undefined && descriptor.body?.optional === true) return undefined;
  if (body === undefined) throw refuse(descriptor, 'param_missing', 'The body is missing.');
  const validate = validateBody();
  if (validate(body)) return body;
  const errors = validate.errors ?? [];
  const complaints = new Set(errors.slice(0, maxComplaints).map(complaintOf));
  throw refuse(descriptor, codeOf(errors), `${[...complaints].join('; ')}.`);
}
