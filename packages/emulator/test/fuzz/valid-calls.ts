import type { OperationId } from '@cliqkit/types';
import fc from 'fast-check';
import { reference } from './references.ts';
import type { Shape } from './shapes.ts';
import { shapes } from './shapes.ts';
import type { Asked } from './step.ts';
import { fittingValue, queryOf } from './values.ts';

/** A call before it is written down. */
export interface Draft {
  readonly shape: Shape;
  /** Of the path, in its order. */
  readonly ids: readonly string[];
  readonly query: readonly (readonly [string, string])[];
  readonly body: unknown;
}

const reserved = /[^\w.~!*'()-]/gu;

/** Not `encodeURIComponent`, which throws for half a surrogate pair. */
function percentEncode(char: string): string {
  return Buffer.from(char).toString('hex').toUpperCase().replaceAll(/../gu, '%$&');
}

/** Percent-encodes all but the references, whose values are encoded when they are known. */
export function encodeAround(text: string): string {
  return text
    .split(/(⟦\w+:-?\d+⟧)/u)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(reserved, percentEncode)))
    .join('');
}

function targetOf({ shape, ids, query }: Draft): string {
  const left = [...ids];
  const path = shape.path.replace(/\{\w+\}/gu, () => encodeAround(left.shift() ?? ''));
  const pairs = query.map(([name, value]) => `${encodeAround(name)}=${encodeAround(value)}`);
  return `~${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

export function written(draft: Draft, intent: Asked['intent'] = 'valid'): Asked {
  const { shape, body } = draft;
  return {
    intent,
    operation: shape.operation,
    method: shape.method,
    target: targetOf(draft),
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** Where the kind of id that the URL takes is not the kind that the operation needs. */
const idKinds: Partial<Readonly<Record<OperationId, string>>> = {
  createThreadMessageByChatId: 'ChannelChatId',
  sendMessageToThread: 'ThreadChatId',
};

/** Calls that make something come more often than those that need it to be there, or take it away. */
const weights: Partial<Readonly<Record<OperationId, number>>> = {
  addPinnedMessage: 8,
  createPinCategory: 4,
  pinChat: 4,
  deletePinnedMessages: 1,
  deletePinCategory: 1,
};

function draftOf(shape: Shape): fc.Arbitrary<Draft> {
  const kind = idKinds[shape.operation];
  const kinds = kind === undefined ? shape.idKinds : [kind];
  const bodies = shape.body === undefined ? fc.constant(undefined) : fittingValue(shape, shape.body.schema);
  const body =
    shape.body === undefined || shape.body.required
      ? bodies
      : fc.oneof({ weight: 3, arbitrary: bodies }, { weight: 1, arbitrary: fc.constant(undefined) });
  return fc.record({
    shape: fc.constant(shape),
    ids: fc.tuple(...kinds.map(reference)),
    query: queryOf(shape).map((query) =>
      shape.operation === 'getPrimaryPinnedMessage'
        ? [['primary', 'true'] as const]
        : query.filter(([name]) => name !== 'primary'),
    ),
    body,
  });
}

/** Calls that keep to the spec. What is refused of them is so for what they name. */
export const drafts: fc.Arbitrary<Draft> = fc.oneof(
  ...shapes.map((shape) => ({ weight: weights[shape.operation] ?? 2, arbitrary: draftOf(shape) })),
);
