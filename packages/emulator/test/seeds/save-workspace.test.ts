import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClock, demo, demoSeed, scenarioNames, scenarios } from '../../src/index.ts';
import { createVisit } from '../../src/journal/visit.ts';
import { createBounds } from '../../src/limits/bounds.ts';
import { createCallMeter } from '../../src/limits/call-meter.ts';
import { serveApi } from '../../src/pipeline/serve-api.ts';
import { defaultQuirks } from '../../src/quirks.ts';
import { buildWorkspace } from '../../src/state/build-workspace.ts';
import { loadWorkspace } from '../../src/state/load-workspace.ts';
import { saveWorkspace } from '../../src/state/save-workspace.ts';
import type { Workspace } from '../../src/state/workspace.ts';
import { createWorld } from '../../src/world.ts';
import { start } from '../session.ts';
import type { RandomCall } from './random-calls.ts';
import { aCall, twoWorkspaces } from './random-calls.ts';

const world = createWorld({ seed: 'demo', clock: createClock({ at: start }) });
const expiresInMs = 1e12;
const tokens = new Map(
  demoSeed.users.map(({ id: userId }) => [
    userId,
    world.accounts().issueToken({ userId, expiresInMs }, start),
  ]),
);

/** Makes calls past all limits. Gives what is answered, and the time of the last one. */
function play(
  workspace: Workspace,
  calls: readonly RandomCall[],
  from: number,
): { trace: string[]; now: number } {
  const trace: string[] = [];
  let now = from;
  for (const { method, path, body, userId, network, waitMs } of calls) {
    now += waitMs;
    const prefix = network === undefined ? '' : `/network/${network}`;
    const url = new URL(`http://127.0.0.1${prefix}/api/v3${path}`);
    const headers = new Map([['authorization', `Bearer ${tokens.get(userId)}`]]);
    const bytes = body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body));
    const meter = createCallMeter(defaultQuirks, createBounds({}).of);
    const context = {
      workspace: () => workspace,
      tokens: world.accounts().tokens,
      meter,
      faults: world.faults,
      quirks: defaultQuirks,
    };
    const reply = serveApi({ method, url, headers }, bytes, createVisit(1, now), context);
    trace.push(`${method} ${path} ${reply.status} ${reply.body ?? ''}`);
  }
  return { trace, now };
}

/** Through JSON, as a file would be. */
function reloaded(workspace: Workspace): Workspace {
  return loadWorkspace(JSON.parse(JSON.stringify(saveWorkspace(workspace))));
}

const someCalls = fc.array(aCall, { minLength: 10, maxLength: 40 });

test('saved and loaded at any point, a workspace goes on with the same bytes', () => {
  let changed = 0;
  fc.assert(
    fc.property(someCalls, someCalls, (before, after) => {
      const kept = buildWorkspace(twoWorkspaces);
      const { now } = play(kept, before, start);
      const loaded = reloaded(kept);
      expect(saveWorkspace(loaded)).toEqual(saveWorkspace(kept));
      const expected = play(kept, after, now).trace;
      expect(play(loaded, after, now).trace).toEqual(expected);
      expect(JSON.stringify(saveWorkspace(loaded))).toBe(JSON.stringify(saveWorkspace(kept)));
      changed += expected.filter((line) => /^(?:POST|PUT|DELETE) \S+ 20/u.test(line)).length;
    }),
    { seed: 20_261_122, numRuns: 80 },
  );
  // Or the property would say little.
  expect(changed).toBeGreaterThan(600);
});

test.each(scenarioNames)('the scenario %s comes back whole', (name) => {
  const workspace = buildWorkspace(scenarios[name].seed());
  const text = JSON.stringify(saveWorkspace(workspace));
  expect(JSON.stringify(saveWorkspace(loadWorkspace(JSON.parse(text)))) === text).toBe(true);
});

test('ids go on where they stood, beyond what a number can hold', () => {
  const workspace = buildWorkspace(demoSeed);
  workspace.ids.long();
  workspace.ids.message(start);
  const loaded = reloaded(workspace);
  expect(BigInt(workspace.ids.position().long)).toBeGreaterThan(2n ** 53n);
  for (const _ of [1, 2, 3]) {
    expect(loaded.ids.long()).toBe(workspace.ids.long());
    expect(loaded.ids.message(start)).toBe(workspace.ids.message(start));
  }
});

test('what was never changed still counts as never changed', () => {
  const text = JSON.stringify(saveWorkspace(buildWorkspace(demoSeed)));
  expect(text).not.toContain('Infinity');
  const loaded = loadWorkspace(JSON.parse(text));
  expect(loaded.chats.get(demo.channels.launch.chatId)?.board.modifiedAt).toBe(Number.NEGATIVE_INFINITY);
  expect(loaded.shelves.get(demo.users.ana)?.modifiedAt).toBe(Number.NEGATIVE_INFINITY);
});

describe('what was saved is taken for what anybody may have written', () => {
  const launch = demoSeed.chats[0]?.id ?? '';

  /** The saved demo workspace, with one place of its JSON changed. */
  function changed(from: string | RegExp, to: string): unknown {
    const text = JSON.stringify(saveWorkspace(buildWorkspace(twoWorkspaces)));
    const other = text.replace(from, to);
    expect(other).not.toBe(text);
    return JSON.parse(other);
  }

  test.each([
    ['a key too many', '"networks":[', '"more":1,"networks":[', '/more: no such key here'],
    [
      '__proto__ at the top',
      '"networks":[',
      '"__proto__":{"polluted":1},"networks":[',
      '/__proto__: no such key here',
    ],
    [
      '__proto__ in a pin',
      '"change":0',
      '"change":0,"__proto__":{"polluted":1}',
      '/chats/0/board/pins/0/__proto__: no such key',
    ],
    [
      'a constructor in a user',
      '"name":"Ana Duarte"',
      '"name":"Ana Duarte","constructor":1',
      '/users/0/constructor: no such',
    ],
    [
      'no users',
      /"users":\[.*?\],"bots"/u,
      '"users":[],"bots"',
      '/users: [] must NOT have fewer than 1 items',
    ],
    [
      'a path for an id',
      `"id":"${launch}"`,
      '"id":"../../etc"',
      '/chats/0/id: "../../etc" is not what belongs here',
    ],
    ['ids that are none', /"long":"\d+"/u, '"long":"0x1F"', '/ids/long: "0x1F" is not what belongs here'],
    [
      'a moment that is none',
      '"createdAt":1791012900750',
      '"createdAt":"now"',
      '/chats/0/board/pins/0/createdAt',
    ],
    [
      'a moment beyond time',
      '"createdAt":1791012900750',
      '"createdAt":1e300',
      '/chats/0/board/pins/0/createdAt: 1e+300 must be <=',
    ],
    [
      'a pin of nothing',
      `"messageId":"${demo.messages.checklist}"`,
      '"messageId":"1_1"',
      '/chats/0/board/pins/0: there is no message 1_1',
    ],
    [
      'a pin twice',
      `"messageId":"${demo.messages.checklist}"`,
      `"messageId":"${demo.messages.rollback}"`,
      '/chats/0/board/pins/1: the message',
    ],
    [
      'a pin of nobody',
      '"creatorId":"855727961"',
      '"creatorId":"1"',
      '/chats/0/board/pins/0: there is no user 1',
    ],
    [
      'a pin from later',
      '"change":0',
      '"change":9',
      '/chats/0/board/pins/0: it was changed after the last change',
    ],
    [
      'a primary pin that is none',
      `"primary":"${demo.messages.checklist}"`,
      '"primary":"1_1"',
      '/chats/0/board/primary: 1_1 is not pinned',
    ],
    [
      'a message of nobody',
      '"senderId":"855727961"',
      '"senderId":"1"',
      '/chats/0/messages/0/senderId: the seed has no user or bot 1',
    ],
    [
      'a folder with no chat',
      /"chatIds":\["\d+"\]/u,
      '"chatIds":["1"]',
      '/shelves/0/chatIds/0: the seed has no chat 1',
    ],
    [
      'a participant who is nobody',
      /"participants":\["\d+"/u,
      '"participants":["1"',
      '/threads/0: there is no user or bot 1',
    ],
    [
      'a thread elsewhere',
      `"parentChatId":"${launch}"`,
      '"parentChatId":"1"',
      '/threads/0/parentChatId: the seed has no chat 1',
    ],
    [
      'a network with nobody',
      /"members":\["855727961","855727962","855727963","855727964","855727965","855727966"\],"chats":\[/u,
      '"members":["1"],"chats":[',
      '/networks/0/members/0: the seed has no user 1',
    ],
  ])('%s is refused', (_, from, to, text) => {
    expect(() => loadWorkspace(changed(from, to))).toThrow(TypeError);
    expect(() => loadWorkspace(changed(from, to))).toThrow(text);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test.each([undefined, null, 1, 'x', [], {}, JSON.parse('{"__proto__":{"name":"x"}}')])(
    '%j is refused',
    (value) => {
      expect(() => loadWorkspace(value)).toThrow(
        /^@cliqkit\/emulator: the saved workspace has a problem:\n- /u,
      );
    },
  );

  test('whichever key is taken away or made something else, it is refused or loaded, and nothing breaks', () => {
    const saved = JSON.stringify(saveWorkspace(buildWorkspace(twoWorkspaces)));
    const values = [...saved.matchAll(/:("[^"]*"|-?\d+|null|true|false|\[)/gu)];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: values.length - 1 }),
        fc.constantFrom(':null', ':"x"', ':-1', ':[]', ':{}', ':"1_1"'),
        (index, other) => {
          const at = values[index]?.index ?? 0;
          const whole = values[index]?.[0] ?? '';
          const text = `${saved.slice(0, at)}${whole === ':[' ? ':["x",' : other}${saved.slice(at + whole.length)}`;
          let value: unknown;
          try {
            value = JSON.parse(text);
          } catch {
            return;
          }
          try {
            expect(loadWorkspace(value).users.size).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(TypeError);
            expect(String(error)).toContain('the saved workspace has ');
          }
        },
      ),
      { seed: 20_261_122, numRuns: 400 },
    );
  });
});
