import { createRequire } from 'node:module';
import { operations } from '@cliqkit/types';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  Seed,
  SeedBot,
  SeedChannel,
  SeedChat,
  SeedClient,
  SeedFolder,
  SeedLock,
  SeedMessage,
  SeedNetwork,
  SeedShelf,
  SeedThread,
  SeedToken,
  SeedUser,
} from '../../src/index.ts';
import { createEmulator, scenarioNames, scenarios } from '../../src/index.ts';
import { checkSeed } from '../../src/seeds/read-seed.ts';
import { resolved, seedSchema } from '../../src/seeds/seed-schema.ts';
import { buildWorkspace } from '../../src/state/build-workspace.ts';
import { countEntities } from '../../src/state/count-entities.ts';

/** What a type says of its keys. `filled`: the schema lets it be left out, and `readSeed` fills it in. */
type Keys<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? 'optional' : 'required' | 'filled';
};

const id = 'required';
const user: Keys<SeedUser> = { id, name: 'required', email: 'required', utcOffsetMinutes: 'optional' };
const bot: Keys<SeedBot> = { id, uniqueName: 'required', name: 'required' };
const channel: Keys<SeedChannel> = { id, uniqueName: 'required', replyMode: 'filled', bots: 'filled' };
const message: Keys<SeedMessage> = { id, senderId: 'required', text: 'required', mentions: 'optional' };
const pin: Keys<NonNullable<SeedChat['pins']>[number]> = { messageId: 'required', creatorId: 'required' };
const chat: Keys<SeedChat> = {
  id,
  type: 'required',
  name: 'optional',
  members: 'required',
  channel: 'optional',
  bot: 'optional',
  external: 'optional',
  messages: 'filled',
  pins: 'optional',
};
const thread: Keys<SeedThread> = {
  id,
  parentChatId: 'required',
  messageId: 'required',
  title: 'required',
  state: 'optional',
  followers: 'filled',
  messages: 'filled',
};
const folder: Keys<SeedFolder> = {
  id,
  title: 'required',
  symbol: 'optional',
  state: 'optional',
  chatIds: 'filled',
};
const shelf: Keys<SeedShelf> = { userId: 'required', chatIds: 'filled', folders: 'filled' };
const part = { chats: 'filled', threads: 'filled', shelves: 'filled' } as const;
const network: Keys<SeedNetwork> = { id, name: 'required', members: 'optional', ...part };
const lock: Keys<SeedLock> = { userId: 'required', operation: 'required', lockedForMs: 'required' };
const token: Keys<SeedToken> = { userId: 'required', scopes: 'optional', expiresInMs: 'required' };
const client: Keys<SeedClient> = { name: 'required', redirectUris: 'required' };
const seed: Keys<Seed> = {
  name: 'required',
  users: 'required',
  bots: 'filled',
  ...part,
  networks: 'optional',
  clients: 'optional',
  limits: 'optional',
  tokens: 'optional',
};
const types = { user, bot, channel, message, pin, chat, thread, folder, shelf, network, lock, token, client };

interface Node {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

const root: Node & { readonly $defs?: Readonly<Record<string, Node>> } = seedSchema;
const definitions = root.$defs ?? {};

function definition(name: string): Node {
  const found = definitions[name];
  if (found === undefined) throw new Error(`The schema has no ${name}`);
  return found;
}

/** What the schema says of the keys of an object, in the words of `Keys`. */
function keysIn({ properties = {}, required = [] }: Node): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, property]) => {
      if (required.includes(key)) return [key, 'required'];
      const filled = Array.isArray(property.default) || key === 'replyMode';
      return [key, filled ? 'filled' : 'optional'];
    }),
  );
}

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const inner of Object.values(node.properties ?? {})) yield* nodesIn(inner);
  if (node.items !== undefined) yield* nodesIn(node.items);
}

const everyNode = [root, ...Object.values(definitions)].flatMap((node) => [...nodesIn(node)]);

describe('the published schema', () => {
  test('is a JSON Schema, and so is that of saved workspaces, with nothing unknown in them', () => {
    const require = createRequire(import.meta.url);
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
    for (const name of ['seed', 'snapshot-workspace']) {
      const schema = require(`../../schemas/${name}.schema.json`);
      expect(ajv.validateSchema(schema)).toBe(true);
      expect(ajv.compile(schema)({})).toBe(false);
      expect(schema.$id).toMatch(new RegExp(`/packages/emulator/schemas/${name}\\.schema\\.json$`, 'u'));
    }
  });

  test('comes with the package, for editors', () => {
    const require = createRequire(import.meta.url);
    expect(require('@cliqkit/emulator/seed.schema.json')).toEqual(seedSchema);
    const { exports, publishConfig } = require('../../package.json');
    expect(publishConfig.exports['./seed.schema.json']).toBe(exports['./seed.schema.json']);
  });

  test.each(Object.entries(types))('has the keys of the type: %s', (name, keys) => {
    expect(keysIn(definition(name))).toEqual(keys);
  });

  test('has the keys of the type: seed', () => {
    const { $schema, ...keys } = keysIn(root);
    expect($schema).toBe('optional');
    expect(keys).toEqual(seed);
  });

  test('has no object that no type stands for', () => {
    const objects = Object.entries(definitions).filter(([, { type }]) => type === 'object');
    expect(objects.map(([name]) => name).sort()).toEqual(Object.keys(types).sort());
  });

  test('describes everything, lets nothing else in, and shows what a pattern means', () => {
    for (const node of everyNode) {
      if (node.$ref === undefined) expect(node.description, JSON.stringify(node)).toMatch(/\.|…$/u);
      if (node.type === 'object') expect(node.additionalProperties).toBe(false);
      if (node.pattern === undefined) continue;
      const pattern = new RegExp(node.pattern, 'u');
      expect(node.examples?.length).toBeGreaterThan(0);
      for (const example of node.examples ?? []) expect(String(example)).toMatch(pattern);
    }
  });

  test('knows the operations, and the lengths, of the API', () => {
    expect(definition('lock').properties?.['operation']?.enum).toEqual(Object.keys(operations).sort());
    const { title, symbol } = operations.createPinCategory.body.keys;
    expect(definition('folder').properties?.['title']).toMatchObject(title);
    expect(definition('folder').properties?.['symbol']).toMatchObject(symbol);
    const { text } = operations.sendMessageToThread.body.keys;
    expect(definition('message').properties?.['text']?.maxLength).toBe(text.maxLength);
  });

  test.each(scenarioNames.filter((name) => name !== 'large'))('lets the scenario through: %s', (name) => {
    expect(checkSeed(scenarios[name].seed())).toMatchObject(scenarios[name].seed());
  });
});

const fewIds = ['1', '2', '3'];
const fewMessages = ['5_1', '5_2', '7_1'];

/** Values that a schema lets through. Few ids, so that references often lead somewhere. */
function valuesOf(given: Node, name = ''): fc.Arbitrary<unknown> {
  const node: Node = resolved(given) ?? given;
  const reference = given.$ref?.split('/').at(-1) ?? name;
  switch (node.type) {
    case 'object': {
      const keys = Object.entries(node.properties ?? {}).filter(([key]) => key !== '$schema');
      const requiredKeys = node.required ?? [];
      return fc.record(Object.fromEntries(keys.map(([key, inner]) => [key, valuesOf(inner, key)])), {
        requiredKeys: [...requiredKeys],
      });
    }
    case 'array':
      return fc.array(valuesOf(node.items ?? {}), { minLength: node.minItems ?? 0, maxLength: 2 });
    case 'integer':
      return fc.integer({
        min: Math.max(node.minimum ?? 0, -(2 ** 31)),
        max: Math.min(node.maximum ?? 9, 2 ** 31 - 1),
      });
    case 'boolean':
      return fc.boolean();
    default:
      if (node.enum !== undefined) return fc.constantFrom(...node.enum);
      if (reference === 'messageId') return fc.constantFrom(...fewMessages);
      if (reference === 'threadId') return fc.constantFrom('1-T-1', '2-T-1');
      if (reference === 'botName') return fc.constantFrom('a', 'b');
      if (['userId', 'chatId', 'chatOrThreadId', 'folderId'].includes(reference))
        return fc.constantFrom(...fewIds);
      if (node.pattern !== undefined)
        return fc.stringMatching(new RegExp(node.pattern, 'u'), { maxLength: 30 });
      return fc.string({ minLength: node.minLength ?? 0, maxLength: Math.min(node.maxLength ?? 20, 20) });
  }
}

test('whatever the schema lets through is built, or refused with a TypeError that says where', async () => {
  let built = 0;
  let refused = 0;
  const tryOne = (value: unknown): void => {
    try {
      const workspace = buildWorkspace(checkSeed(value));
      expect(countEntities(workspace)).toBeGreaterThan(0);
      built += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
      expect(String(error)).toMatch(
        /: the seed[^\n]* has (?:a problem|\d+ problems):(?:\n- \/[\w/-]+: [^\n]+)+(?:\n- and \d+ more)?$/u,
      );
      refused += 1;
    }
  };
  fc.assert(fc.property(valuesOf(root), tryOne), { seed: 20_261_122, numRuns: 1000 });
  const mild = fc.record({
    name: fc.constant('x'),
    users: fc.uniqueArray(valuesOf(definition('user')), {
      minLength: 1,
      maxLength: 3,
      selector: (value) => JSON.stringify(value).slice(0, 9),
    }),
  });
  fc.assert(fc.property(mild, tryOne), { seed: 20_261_122, numRuns: 100 });
  expect(built).toBeGreaterThan(50);
  expect(refused).toBeGreaterThan(50);
});

test('an emulator with a seed that a file cannot have is an emulator', async () => {
  const emulator = await createEmulator({
    port: false,
    seed: { ...scenarios.empty.seed(), name: 'a name with blanks' },
  });
  expect(emulator.credentials.refreshToken).not.toBe('');
  await emulator.close();
});
