import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { createCliBench } from './cli-bench.ts';

describe('what is not understood', () => {
  test.each([
    [[], 'a command is missing'],
    [['stop'], 'there is no command "stop"'],
    [['strat'], 'did you mean start?'],
    [['start', '--prot', '0'], 'there is no option --prot; did you mean --port?'],
    [['start', '--color'], 'there is no option --color'],
    [['start', 'now'], '"now" is one word too many'],
    [['start', '--port', 'http'], '"http" is not a port'],
    [['start', '--port', ''], '"" is not a port'],
    [['start', '--port', ' '], '" " is not a port'],
    [['start', '--port', '0x50'], '"0x50" is not a port'],
    [['start', '--port', '-1'], "'--port' needs a value; one that begins with a dash follows a ="],
    [['start', '--port=-1'], '"-1" is not a port'],
    [['start', '--port=65536'], '"65536" is not a port'],
    [['start', '--port'], "'--port <value>' argument missing"],
    [['start', '--json=yes'], "'--json' does not take an argument"],
    [['start', '--speed', 'fast'], '"fast" is not a speed; give one such as 60x'],
    [['start', '--speed', '0x'], '"0x" is not a speed'],
    [['start', '--speed', '100001x'], '"100001x" is not a speed'],
    [['start', '--speed', '2x', '--freeze'], '--speed and --freeze exclude each other'],
    [['start', '--seed', 'a.yaml', '--scenario', 'demo'], '--seed and --scenario exclude each other'],
    [['start', '--quirk', 'widnow=fixed'], 'there is no quirk "widnow"; did you mean window?'],
    [
      ['start', '--quirk', 'window=square'],
      '"square" is no position of the quirk window; it takes "rolling", "fixed"',
    ],
    [['start', '--quirk', 'window'], '"" is no position of the quirk window'],
    [['start', '--quirk', 'maxFolders=many'], 'it takes an integer from 0'],
    [['start', '--quirk', 'maxFolders= '], '" " is no position of the quirk maxFolders'],
    [['start', '--quirk', 'maxFolders=0x10'], 'it takes an integer from 0'],
    [['start', '--quirk', 'checkOrder=auth,throttle'], 'it takes auth, throttle, validation in any order'],
    [['exec'], 'exec needs a command, as in: cliqkit-emulator exec -- npm test'],
    [['exec', '--strict', '--'], 'exec needs a command'],
    [['exec', '--', ''], 'exec needs a command'],
    [['exec', '--stict', '--', 'true'], 'there is no option --stict; did you mean --strict?'],
    [['env', '--shell', 'powershel'], 'there is no shell "powershel"; did you mean powershell?'],
    [['reset', 'fault'], 'there is no part "fault"; did you mean faults?'],
    [['clock', 'stop'], 'there is no action "stop"; there is show, advance, freeze, run'],
    [['clock', 'advance'], 'say by how much'],
    [['clock', 'advance', 'a', 'while'], '"while" is one word too many'],
    [['clock', 'advance', '5 minutes'], '"5 minutes" is not a duration; give one such as 90s, 5m'],
    [['clock', 'run', '-1x'], '-1'],
    [['clock', 'freeze', '5m'], '"5m" is one word too many'],
    [['state', 'show', 'me'], '"me" is one word too many'],
    [['journal', '--last', '0'], '"0" will not do for --last'],
    [['seed'], 'say which, as in: cliqkit-emulator seed large'],
    [['quirks', 'window=square'], '"square" is no position'],
    [['limits', '--url', 'somewhere', '--token', 't'], '"somewhere" is not a URL'],
    [['limits', '--url', 'http://127.0.0.1:1'], '--url needs the --token'],
  ])('%j', async (args, text) => {
    const { run } = await createCliBench();
    const { code, printed, errors } = await run(args);
    expect(errors).toContain(text);
    expect(errors).toMatch(/^cliqkit-emulator: /u);
    expect(errors).toMatch(/\nSee: cliqkit-emulator [a-z ]*--help$/u);
    expect([code, printed]).toEqual([2, '']);
  });
});

describe('what cannot be done', () => {
  test.each([
    [['start', '--seed', 'missing.yaml'], 'cannot read "missing.yaml": there is no such file'],
    [['start', '--seed', '.'], 'cannot read ".": '],
    [
      ['start', '--host', '0.0.0.0'],
      'other machines may reach the host "0.0.0.0"; give 127.0.0.1 or ::1, or add allowRemote (--allow-remote)',
    ],
    [['env'], 'no emulator runs; start one with: cliqkit-emulator start'],
    [
      ['reset', '--port', '8801'],
      'no emulator runs on port 8801; start it with: cliqkit-emulator start --port 8801',
    ],
    [['clock', '--url', 'http://127.0.0.1:1', '--token', 't'], 'no emulator answers at http://127.0.0.1:1'],
  ])('%j', async (args, text) => {
    const { run } = await createCliBench();
    const { code, printed, errors } = await run(args);
    expect(errors).toContain(`cliqkit-emulator: ${text}`);
    expect(errors.split('\n')).toHaveLength(1);
    expect([code, printed]).toEqual([1, '']);
  });
});

describe('where the emulator is', () => {
  test('is half known', async () => {
    const { run } = await createCliBench();
    const { code, errors } = await run(['clock'], { env: { CLIQ_EMULATOR_URL: 'http://127.0.0.1:1' } });
    expect(code).toBe(2);
    expect(errors).toContain('CLIQ_EMULATOR_URL is set, and CLIQ_EMULATOR_TOKEN is not');
  });
});

describe('what nobody has foreseen', () => {
  test.each([
    [new Error('boom'), /^cliqkit-emulator: Error: boom\n\s+at /u],
    [Object.assign(new Error('boom'), { stack: undefined }), /^cliqkit-emulator: boom$/u],
    ['boom', /^cliqkit-emulator: boom$/u],
  ])('is shown with all that is known of it', async (thrown, text) => {
    const { run } = await createCliBench();
    const { code, errors } = await run(['exec', 'x'], { runCommand: () => Promise.reject(thrown) });
    expect(errors).toMatch(text);
    expect(code).toBe(1);
  });
});

describe('help', () => {
  test('names every command', async () => {
    const { run } = await createCliBench();
    const { code, printed } = await run(['--help']);
    expect(code).toBe(0);
    for (const name of commands.keys()) expect(printed).toMatch(new RegExp(`^  ${name} `, 'mu'));
    expect((await run(['help'])).printed).toBe(printed);
  });

  test.each([...commands.keys()])('%s says what it does, without an emulator', async (name) => {
    const { run } = await createCliBench();
    const asked = await run([name, '--help']);
    expect(asked).toMatchObject({ code: 0, errors: '' });
    expect(asked.printed).toMatch(new RegExp(`^Usage: cliqkit-emulator ${name}\\b`, 'u'));
    expect(await run([name, '-h'])).toEqual(asked);
    expect(await run(['help', name])).toEqual(asked);
    for (const line of asked.printed.split('\n')) expect(line.length).toBeLessThanOrEqual(130);
  });

  test('tells the version', async () => {
    const { run } = await createCliBench();
    expect((await run(['--version'])).printed).toMatch(/^\d+\.\d+\.\d+/u);
  });
});
