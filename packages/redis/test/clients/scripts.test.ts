import { createHash } from 'node:crypto';
import { StoreProblem } from '@cliqkit/core';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/clients/connection.ts';
import type { Script } from '../../src/clients/scripts.ts';
import { scriptsOn } from '../../src/clients/scripts.ts';

const script: Script = { name: 'acquire', source: 'return ARGV[1]' };
const sha = createHash('sha1').update(script.source).digest('hex');

type Step = (
  how: 'sha' | 'source',
  what: string,
  keys: readonly string[],
  args: readonly string[],
) => unknown;

/** A client whose server does as it is told. */
function scripted(step: Step): Connection & { asked: string[] } {
  const asked: string[] = [];
  const run =
    (how: 'sha' | 'source') => async (what: string, keys: readonly string[], args: readonly string[]) => {
      asked.push(how);
      return step(how, what, keys, args);
    };
  return { asked, clustered: false, evalSha: run('sha'), eval: run('source') };
}

const failsWith = (error: unknown): Connection =>
  scripted(() => {
    throw error;
  });

const problemOf = (error: unknown): Promise<unknown> =>
  scriptsOn(failsWith(error))
    .run(script, ['secret key'], ['secret value'])
    .catch((problem: unknown) => problem);

describe('a script', () => {
  it('is named by its digest, with numbers as text', async () => {
    const connection = scripted((how, what, keys, args) => ({ how, what, keys, args }));
    expect(await scriptsOn(connection).run(script, ['a', 'b'], ['c', 7, 0.5])).toEqual({
      how: 'sha',
      what: sha,
      keys: ['a', 'b'],
      args: ['c', '7', '0.5'],
    });
  });

  it.each([
    'NOSCRIPT No matching script. Please use EVAL.',
    'An error was signalled by the server: - NoScriptError: No matching script. Please use EVAL.',
  ])('is sent whole, once, to a server that does not know it: %s', async (message) => {
    let known = false;
    const connection = scripted((how, what, keys, args) => {
      if (how === 'source') {
        known = true;
        return { what, keys, args };
      }
      if (!known) throw new Error(message);
      return 'known';
    });
    const scripts = scriptsOn(connection);
    expect(await scripts.run(script, ['a'], [1])).toEqual({ what: script.source, keys: ['a'], args: ['1'] });
    expect(await scripts.run(script, ['a'], [1])).toBe('known');
    expect(connection.asked).toEqual(['sha', 'source', 'sha']);
  });

  it('is sent whole only once, also when the server forgets it again at once', async () => {
    const connection = scripted(() => {
      throw new Error('NOSCRIPT No matching script. Please use EVAL.');
    });
    await expect(scriptsOn(connection).run(script, [], [])).rejects.toBeInstanceOf(StoreProblem);
    expect(connection.asked).toEqual(['sha', 'source']);
  });

  it('is not sent again after any other error, for it may have been carried out', async () => {
    const connection = scripted(() => {
      throw new Error('Socket closed unexpectedly');
    });
    await expect(scriptsOn(connection).run(script, [], [])).rejects.toBeInstanceOf(StoreProblem);
    expect(connection.asked).toEqual(['sha']);
  });
});

describe('an error', () => {
  const withCode = (code: string, message = ''): Error => Object.assign(new Error(message), { code });
  const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
  const signalled = (text: string): Error =>
    named('RequestError', `An error was signalled by the server: - ${text}`);
  const errors: [says: RegExp, errors: Error[]][] = [
    [
      /no command EVALSHA/,
      [
        new Error(
          "ERR unknown command 'EVAL', with args beginning with: 'if READONLY then' '1' 'secret key'",
        ),
        signalled("ResponseError: unknown command 'EVALSHA', with args beginning with: 'BUSY'"),
      ],
    ],
    [
      /is a replica, which/,
      [
        new Error("READONLY You can't write against a read only replica."),
        new Error(
          "ERR Error running script (call to f_0): @user_script:1: -READONLY You can't write against a read only replica.", // Redis 6
        ),
        signalled("ReadOnly: You can't write against a read only replica."),
      ],
    ],
    [
      /still reads its data/,
      [
        new Error('LOADING Redis is loading the dataset in memory'),
        signalled('BusyLoadingError: Redis is loading the dataset in memory'),
      ],
    ],
    [/lost its primary/, [new Error('MASTERDOWN Link with MASTER is down'), signalled('MasterDown: Link')]],
    [
      /cluster is down/,
      [
        new Error('CLUSTERDOWN The cluster is down'),
        new Error('Too many Cluster redirections. Last error: ReplyError: CLUSTERDOWN The cluster is down'),
      ],
    ],
    [
      /braces/,
      [new Error("CROSSSLOT Keys in request don't hash to the same slot"), signalled('CrossSlot: x')],
    ],
    [
      /cluster client/,
      [
        new Error('MOVED 123 10.1.2.3:6379'),
        new Error('ASK 123 10.1.2.3:6379'),
        signalled('Moved: 123 10.1.2.3'),
      ],
    ],
    [/moves this key/, [new Error('TRYAGAIN Multiple keys request'), signalled('TryAgain: x')]],
    [
      /password/,
      [
        new Error('NOAUTH Authentication required.'),
        new Error('WRONGPASS invalid username-password pair or user is disabled.'),
        named('ClosingError', 'Connection error: Standalone(WRONGPASS: invalid username-password pair)'),
      ],
    ],
    [
      /permit/,
      [
        new Error("NOPERM this user has no permissions to run the 'eval' command"),
        new Error("ERR The user executing the script can't run this command or subcommand script: 0"),
        signalled("PermissionDenied: this user has no permissions to run the 'eval' command"),
      ],
    ],
    [/memory is full/, [new Error("OOM command not allowed when used memory > 'maxmemory'.")]],
    [/save its data/, [new Error('MISCONF Errors writing to the AOF file: No space left on device')]],
    [/too few replicas/, [new Error('NOREPLICAS Not enough good replicas to write.')]],
    [
      /SCRIPT KILL/,
      [new Error('BUSY Redis is busy running a script.'), named('RequestError', 'BUSY: Redis')],
    ],
    [/Something else uses/, [new Error('WRONGTYPE Operation against a key holding the wrong kind of value')]],
    [/maxclients/, [new Error('ERR max number of clients reached')]],
    [
      /did not answer within/,
      [
        named('TimeoutError', 'timed out'),
        new Error('Command timed out'),
        new Error('Connection timeout'),
        withCode('ETIMEDOUT', 'connect ETIMEDOUT'),
      ],
    ],
    [
      /no connection/,
      [
        withCode('ECONNREFUSED', 'connect ECONNREFUSED 10.1.2.3:6379'),
        Object.assign(new AggregateError([withCode('ECONNREFUSED')]), { code: 'ECONNREFUSED' }),
        withCode('ECONNRESET', 'read ECONNRESET'),
        withCode('EPIPE'),
        withCode('ENOTFOUND', 'getaddrinfo ENOTFOUND redis.example.com'),
        withCode('EAI_AGAIN'),
        withCode('EHOSTUNREACH'),
        new Error('Socket closed unexpectedly'),
        new Error('The client is closed'),
        new Error('The client is offline'),
        new Error('Disconnects client'),
        new Error('All the root nodes are unavailable'),
        new Error('Connection is closed.'),
        new Error("Stream isn't writeable and enableOfflineQueue options is false"),
        named('MaxRetriesPerRequestError', 'Reached the max retries per request limit (which is 20).'),
        named('ClusterAllFailedError', 'Failed to refresh slots cache.'),
        new Error('None of startup nodes is available'),
        new Error('Too many Cluster redirections. Last error: Error: Connection is closed.'),
        named(
          'ClosingError',
          'Unable to execute requests; the client is closed. Please create a new client.',
        ),
        named('ConnectionError', 'broken'),
      ],
    ],
    [
      /script "acquire"/,
      [new Error('ERR value is not an integer'), named('RequestError', 'MYERR: 10.1.2.3')],
    ],
  ];

  it.each(
    errors.flatMap(([says, list]) =>
      list.map((error) => [error.message || error.name, says, error] as const),
    ),
  )('becomes a problem that says what to do: %s', async (_, says, error) => {
    const problem = await problemOf(error);
    expect(problem).toBeInstanceOf(StoreProblem);
    const { message } = problem instanceof Error ? problem : new Error();
    expect(message).toMatch(says);
    expect(message).toMatch(/^[A-Z].+[.:] .+\.$/);
    expect(message).not.toMatch(/secret|10\.1\.2\.3|example\.com/);
    expect(problem).not.toHaveProperty('cause');
  });

  it.each([['text'], [undefined], [null], [7]])('that is none, %j, is one, too', async (thrown) => {
    expect(await problemOf(thrown)).toBeInstanceOf(StoreProblem);
  });
});
