import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { lint, loadConfig } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import type { Document } from 'yaml';
import { published } from './documents.ts';
import { copyRepository, editText, editYaml, repository } from './repo-copy.ts';

interface Finding {
  rule: string;
  message: string;
  /** JSON pointer into the spec. */
  at: string;
}

/** What the rules of redocly.yaml find in a module of this tree. */
async function findingsIn(root: string, module: string): Promise<Finding[]> {
  const config = await loadConfig({ configPath: join(root, 'redocly.yaml') });
  const problems = await lint({ ref: join(root, `specs/${module}.yaml`), config });
  return problems.map(({ ruleId, message, location: [place] }) => ({
    rule: ruleId,
    message,
    at: place?.pointer ?? '',
  }));
}

interface Break {
  module: string;
  edit: (document: Document) => unknown;
}

async function findingsAfter({ module, edit }: Break): Promise<Finding[]> {
  const root = await copyRepository();
  await editYaml(root, `specs/${module}.yaml`, edit);
  return findingsIn(root, module);
}

const pins = ['paths', '/chats/{CHAT_ID}/pin-messages'];
const addPin = [...pins, 'post'];
const readPins = [...pins, 'get'];
const writeFolder = ['paths', '/pin-categories/{CATEGORY_ID}', 'put'];

describe('the specs as they are', () => {
  it.each(published.map(({ name }) => name))('%s has no finding', async (module) => {
    expect(await findingsIn(repository, module)).toEqual([]);
  });

  it('nothing is ignored', async () => {
    await expect(access(join(repository, '.redocly.lint-ignore.yaml'))).rejects.toThrow('ENOENT');
    await expect(access(join(repository, 'specs/.redocly.lint-ignore.yaml'))).rejects.toThrow('ENOENT');
  });
});

/** Each case is one edit of a real spec, the rule that refuses it, and what its finding names. */
const own: Record<string, [title: string, Break, message: string][]> = {
  'operation-facts': [
    [
      'no rate limit',
      { module: 'pins', edit: (spec) => spec.deleteIn([...addPin, 'x-rate-limit']) },
      'addPinnedMessage: x-rate-limit is missing.',
    ],
    [
      'a limit of zero',
      { module: 'pins', edit: (spec) => spec.setIn([...addPin, 'x-rate-limit', 'requests'], 0) },
      'addPinnedMessage: x-rate-limit.requests must be a whole number above 0.',
    ],
    [
      'a fraction of a second as window',
      { module: 'pins', edit: (spec) => spec.setIn([...addPin, 'x-rate-limit', 'windowSeconds'], 0.5) },
      'addPinnedMessage: x-rate-limit.windowSeconds must be a whole number above 0.',
    ],
    [
      'no lock',
      { module: 'pins', edit: (spec) => spec.deleteIn([...addPin, 'x-rate-limit', 'lockSeconds']) },
      'addPinnedMessage: x-rate-limit.lockSeconds must be a whole number above 0.',
    ],
    [
      'a limit from an unknown source',
      { module: 'pins', edit: (spec) => spec.setIn([...addPin, 'x-rate-limit', 'source'], 'rumour') },
      'addPinnedMessage: x-rate-limit.source must be one of documented, assumed.',
    ],
    [
      'no scope',
      { module: 'pins', edit: (spec) => spec.setIn([...addPin, 'security'], [{ ZohoOAuth: [] }]) },
      'addPinnedMessage: security must name at least one scope.',
    ],
    [
      'an unknown retry class',
      { module: 'pins', edit: (spec) => spec.setIn([...addPin, 'x-retry-class'], 'maybe') },
      'addPinnedMessage: x-retry-class must be one of safe, state-setting, conditional, never.',
    ],
    [
      'no description',
      { module: 'pins', edit: (spec) => spec.deleteIn([...addPin, 'description']) },
      'addPinnedMessage: summary and description are both needed.',
    ],
    [
      'no error codes',
      { module: 'pins', edit: (spec) => spec.deleteIn([...addPin, 'x-error-codes']) },
      'addPinnedMessage: the error codes are missing.',
    ],
    [
      'an error code in capitals',
      {
        module: 'pins',
        edit: (spec) => spec.setIn([...addPin, 'x-error-codes', 0, 'code'], 'FAILED'),
      },
      'addPinnedMessage: an error code needs a `code` in snake_case.',
    ],
    [
      'an error code with a status of success',
      { module: 'pins', edit: (spec) => spec.setIn([...addPin, 'x-error-codes', 0, 'status'], 200) },
      'addPinnedMessage: error code operation_failed needs a `status` of 400 to 599.',
    ],
    [
      'an error code from an unknown source',
      { module: 'pins', edit: (spec) => spec.setIn([...addPin, 'x-error-codes', 0, 'source'], 'rumour') },
      'addPinnedMessage: error code operation_failed needs a `source`: documented, schema, observed, inferred.',
    ],
    [
      'an error code that does not say when',
      { module: 'pins', edit: (spec) => spec.deleteIn([...addPin, 'x-error-codes', 0, 'when']) },
      'addPinnedMessage: error code operation_failed needs `when`, a sentence.',
    ],
    [
      "no name of Zoho's",
      { module: 'pins', edit: (spec) => spec.deleteIn([...addPin, 'x-upstream-id']) },
      "addPinnedMessage: x-upstream-id must name Zoho's own operationId.",
    ],
    [
      'a variant without a summary',
      { module: 'pins', edit: (spec) => spec.deleteIn([...readPins, 'x-variants', 1, 'summary']) },
      'readPinnedMessages: variant getPrimaryPinnedMessage needs summary and description.',
    ],
    [
      "a variant without a name of Zoho's",
      { module: 'pins', edit: (spec) => spec.deleteIn([...readPins, 'x-variants', 1, 'upstreamId']) },
      'readPinnedMessages: variant getPrimaryPinnedMessage needs upstreamId.',
    ],
    [
      'a variant of an unknown retry class',
      {
        module: 'folders',
        edit: (spec) => spec.setIn([...writeFolder, 'x-variants', 0, 'retryClass'], 'maybe'),
      },
      'writePinCategory: variant updatePinCategory has an unknown retryClass.',
    ],
    [
      'a variant without error codes',
      { module: 'pins', edit: (spec) => spec.setIn([...readPins, 'x-variants', 1, 'errors'], []) },
      'readPinnedMessages: variant getPrimaryPinnedMessage: the error codes are missing.',
    ],
  ],
  'variants-agree': [
    [
      'a template of another URL',
      {
        module: 'folders',
        edit: (spec) => spec.setIn([...writeFolder, 'x-variants', 1, 'template'], '/folders/{CATEGORY_ID1}'),
      },
      'writePinCategory: the template of reorderChatInCategory is not another name of /pin-categories/{CATEGORY_ID}.',
    ],
    [
      'two variants with one template',
      {
        module: 'folders',
        edit: (spec) =>
          spec.setIn([...writeFolder, 'x-variants', 1, 'template'], '/pin-categories/{CATEGORY_ID}'),
      },
      'writePinCategory: two variants share a template.',
    ],
    [
      'a query in the template that nothing selects',
      { module: 'pins', edit: (spec) => spec.deleteIn([...readPins, 'x-variants', 1, 'select']) },
      'readPinnedMessages: the query in the template of getPrimaryPinnedMessage and its select.query differ.',
    ],
    [
      'a body that is in no variant',
      {
        module: 'folders',
        edit: (spec) => spec.deleteIn([...writeFolder, 'x-variants', 3]),
      },
      'writePinCategory: the bodies of the variants are not those of requestBody.oneOf.',
    ],
    [
      'a variant without an example of its body',
      {
        module: 'folders',
        edit: (spec) =>
          spec.deleteIn([
            ...writeFolder,
            'requestBody',
            'content',
            'application/json',
            'examples',
            'reorderCategory',
          ]),
      },
      'writePinCategory: requestBody has no example named reorderCategory.',
    ],
    [
      'a reply that the operation does not have',
      {
        module: 'pins',
        edit: (spec) => spec.setIn([...readPins, 'x-variants', 1, 'response'], 'PinInformation'),
      },
      'readPinnedMessages: the responses of the variants are not those of the 200 reply.',
    ],
    [
      'a body that takes further keys',
      {
        module: 'folders',
        edit: (spec) =>
          spec.deleteIn(['components', 'schemas', 'ReorderChatRequest', 'additionalProperties']),
      },
      'writePinCategory: ReorderChatRequest needs additionalProperties: false to be told apart by its keys.',
    ],
    [
      'a body that fits two variants',
      {
        module: 'folders',
        edit: (spec) =>
          spec.setIn(['components', 'schemas', 'ReorderChatRequest', 'required'], ['last_sync_time']),
      },
      'writePinCategory: a body can fit both ReorderChatRequest and ReorderFolderRequest.',
    ],
  ],
  'examples-present': [
    [
      'a parameter without an example',
      { module: 'pins', edit: (spec) => spec.deleteIn([...readPins, 'parameters', 1, 'example']) },
      'Parameter limit needs an example.',
    ],
    [
      'a body without an example',
      {
        module: 'pins',
        edit: (spec) => spec.deleteIn([...addPin, 'requestBody', 'content', 'application/json', 'examples']),
      },
      'A body needs at least one named example.',
    ],
  ],
  'id-examples-are-strings': [
    [
      'a number as the id of a path',
      {
        module: 'threads',
        edit: (spec) =>
          spec.setIn(['paths', '/channels/{CHANNEL_ID}/messages', 'parameters', 0, 'example'], 2004),
      },
      'The id at CHANNEL_ID must be a string: quote it.',
    ],
    [
      'a number as an id in a body',
      {
        module: 'pins',
        edit: (spec) =>
          spec.setIn(
            [
              ...addPin,
              'requestBody',
              'content',
              'application/json',
              'examples',
              'untilDate',
              'value',
              'message_id',
            ],
            1773894772896,
          ),
      },
      'The id at message_id must be a string: quote it.',
    ],
    [
      'a number in a list of ids in a schema',
      {
        module: 'folders',
        edit: (spec) =>
          spec.setIn(
            ['components', 'schemas', 'CreateFolderRequest', 'properties', 'chat_ids', 'example'],
            [1488288613043522],
          ),
      },
      'The id at chat_ids.0 must be a string: quote it.',
    ],
  ],
};

it('refuses an id that lost its quotes, which YAML reads as a number', async () => {
  const root = await copyRepository();
  await editText(
    root,
    'specs/folders.yaml',
    "chat_id: '1488288613043522034'",
    'chat_id: 1488288613043522034',
  );
  expect(await findingsIn(root, 'folders')).toContainEqual(
    expect.objectContaining({
      rule: 'cliqkit/id-examples-are-strings',
      message: 'The id at chat_id must be a string: quote it.',
    }),
  );
});

describe.each(Object.entries(own))('rule cliqkit/%s', (rule, cases) => {
  it.each(cases)('refuses %s', async (_title, change, message) => {
    expect(await findingsAfter(change)).toContainEqual(
      expect.objectContaining({ rule: `cliqkit/${rule}`, message }),
    );
  });
});

describe("Redocly's rules, as redocly.yaml sets them", () => {
  const example = [...addPin, 'requestBody', 'content', 'application/json', 'examples', 'untilDate', 'value'];

  it.each<[title: string, Break, finding: { rule: string; message?: RegExp; at: string }]>([
    [
      'a query in a path',
      {
        module: 'folders',
        edit: (spec) =>
          spec.setIn(['paths', '/pin-categories?all=true'], spec.getIn(['paths', '/pin-categories'])),
      },
      { rule: 'path-not-include-query', at: '#/paths/~1pin-categories?all=true' },
    ],
    [
      'a path that differs from another in the name of a placeholder only',
      {
        module: 'folders',
        edit: (spec) =>
          spec.setIn(
            ['paths', '/pin-categories/{CATEGORY_ID1}'],
            spec.getIn(['paths', '/pin-categories/{CATEGORY_ID}']),
          ),
      },
      { rule: 'no-identical-paths', at: '#/paths/~1pin-categories~1{CATEGORY_ID1}' },
    ],
    [
      'an example of a body that does not validate',
      { module: 'pins', edit: (spec) => spec.setIn([...example, 'notify'], 'perhaps') },
      { rule: 'no-invalid-media-type-examples', message: /boolean/, at: '/untilDate/value/notify' },
    ],
    [
      'an example of a body with a key that the schema does not have',
      { module: 'pins', edit: (spec) => spec.setIn([...example, 'colour'], 'red') },
      { rule: 'no-invalid-media-type-examples', message: /colour/, at: '/untilDate/value' },
    ],
    [
      'an example of a parameter that does not validate',
      { module: 'pins', edit: (spec) => spec.setIn([...readPins, 'parameters', 1, 'example'], 'many') },
      { rule: 'no-invalid-parameter-examples', message: /integer/, at: '/get/parameters/1/example' },
    ],
    [
      'an example of a schema that does not validate',
      {
        module: 'folders',
        edit: (spec) => spec.setIn(['components', 'schemas', 'FolderState', 'example'], 'ajar'),
      },
      { rule: 'no-invalid-schema-examples', at: '#/components/schemas/FolderState/example' },
    ],
    [
      'a component that nothing uses',
      {
        module: 'folders',
        edit: (spec) =>
          spec.setIn(['components', 'schemas', 'Leftover'], {
            type: 'string',
            description: 'Nothing refers to it.',
            example: 'x',
          }),
      },
      { rule: 'no-unused-components', message: /Leftover/, at: '#/components/schemas/Leftover' },
    ],
  ])('%s is refused', async (_title, change, { rule, message = /./, at }) => {
    expect(await findingsAfter(change)).toContainEqual({
      rule,
      message: expect.stringMatching(message),
      at: expect.stringContaining(at),
    });
  });
});
