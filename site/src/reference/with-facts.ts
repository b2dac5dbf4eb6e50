import type { Document, ErrorCode, Operation, Variant } from '../../../scripts/src/openapi.ts';
import { operationsOf } from '../../../scripts/src/openapi.ts';

const retryInWords: Record<Operation['x-retry-class'], string> = {
  safe: 'Yes: it only reads',
  'state-setting': 'Yes: the state is the same after it',
  conditional: 'Only with `last_sync_time`, which guards it',
  never: 'Never: look first whether it was done',
};

/** Where the word of a code is not that of the documentation. */
const sourceInWords: Record<ErrorCode['source'], readonly string[]> = {
  documented: [],
  schema: ['named in a schema only'],
  observed: ['seen by clients'],
  inferred: ['inferred'],
};

/** Text of a cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

function seconds(value: number): string {
  return value % 60 === 0 ? `${value / 60} min` : `${value} s`;
}

function facts(document: Document, operation: Operation): string {
  const limit = operation['x-rate-limit'];
  const scopes = operation.security.flatMap((scheme) => Object.values(scheme).flat());
  const batch = operation['x-batch'];
  const never = Object.entries(operation['x-never-retry-when']?.query ?? {}).map(
    ([key, value]) => `\`${key}=${value}\``,
  );
  return rows(
    ['What holds', ''],
    [
      [
        'Limit',
        `**${limit.requests} calls** per user in ${seconds(limit.windowSeconds)}${limit.source === 'assumed' ? ' (assumed: not documented)' : ''}`,
      ],
      ['Lock', `**${seconds(limit.lockSeconds)}** for the user on this URL, once the limit is passed`],
      ['Scope', scopes.map((scope) => `\`${scope}\``).join(', ')],
      [
        'Sent again after an unclear failure',
        retryInWords[operation['x-retry-class']] +
          (never.length > 0 ? `; never with ${never.join(', ')}` : ''),
      ],
      ...(batch === undefined
        ? []
        : [
            [
              'Split into calls',
              `\`${batch.field}\`, at most ${maximum(document, operation, batch.field)} in one`,
            ],
          ]),
    ],
  );
}

/** How many entries the key that a call can be split by may have. */
function maximum(document: Document, operation: Operation, field: string): number {
  const bodies = Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema);
  const parameter = operation.parameters?.find(({ name }) => name === field);
  const schemas = [...bodies, parameter?.schema]
    .map((schema) =>
      schema?.$ref === undefined ? schema : document.components.schemas[schema.$ref.replace(/^.*\//, '')],
    )
    .map((schema) => schema?.properties?.[field] ?? schema);
  const found = schemas.find((schema) => schema?.maxItems !== undefined)?.maxItems;
  if (found === undefined)
    throw new Error(`${operation.operationId}: x-batch names ${field}, which has no maxItems`);
  return found;
}

function codes(title: string, errors: readonly ErrorCode[]): string {
  return rows(
    [title, 'When'],
    errors.map(({ code, status, when, source }) => [
      `\`${code}\``,
      `${when} (${[String(status), ...sourceInWords[source]].join(', ')})`,
    ]),
  );
}

function variantText(variant: Variant, errors: readonly ErrorCode[]): string {
  const select = Object.entries(variant.select?.query ?? {}).map(([key, value]) => `\`${key}=${value}\``);
  const marks = [
    ...select.map((query) => `chosen by ${query} in the query`),
    ...(variant.body === undefined ? [] : [`body \`${variant.body}\``]),
    ...(variant.response === undefined ? [] : [`reply \`${variant.response}\``]),
    ...(variant.retryClass === undefined
      ? []
      : [`sent again: ${retryInWords[variant.retryClass].toLowerCase()}`]),
    ...(variant.batch === undefined ? [] : [`split by \`${variant.batch.field}\``]),
  ];
  return [
    `**${variant.summary}** (\`${variant.operationId}\`): ${variant.description}`,
    `In short: ${marks.join('; ')}.`,
    ...(errors.length === 0 ? [] : [codes('Error code', errors)]),
  ].join('\n\n');
}

/** The codes that each of the lists has, and each list without them. */
function shared(lists: readonly (readonly ErrorCode[])[]): { common: ErrorCode[]; own: ErrorCode[][] } {
  const key = ({ code, status, when }: ErrorCode): string => JSON.stringify([code, status, when]);
  const [first = [], ...others] = lists;
  const common = first.filter((error) =>
    others.every((list) => list.some((other) => key(other) === key(error))),
  );
  const keys = new Set(common.map(key));
  return { common, own: lists.map((list) => list.filter((error) => !keys.has(key(error)))) };
}

function variants(all: readonly Variant[]): string[] {
  const { common, own } = shared(all.map(({ errors }) => errors));
  return [
    `This URL has ${all.length} meanings:`,
    ...all.map((variant, index) => variantText(variant, own[index] ?? [])),
    codes('Error code of each of them', common),
  ];
}

/** The description of an operation with what its extensions say: limits, locks, scopes, variants and error codes. */
function describe(document: Document, operation: Operation): string {
  const errors = operation['x-error-codes'];
  return [
    operation.description,
    facts(document, operation),
    ...(operation['x-variants'] === undefined ? [] : variants(operation['x-variants'])),
    ...(errors === undefined ? [] : [codes('Error code', errors)]),
  ].join('\n\n');
}

/** A copy of a published document for people to read: what Redoc has no place for stands in the descriptions. */
export function withFacts(document: Document): Document {
  const copy = structuredClone(document);
  for (const { operation } of operationsOf(copy)) operation.description = describe(document, operation);
  return copy;
}
