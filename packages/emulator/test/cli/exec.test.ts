import { describe, expect, test } from 'vitest';
import { createCliBench } from './cli-bench.ts';

async function list(variables: Readonly<Record<string, string>>): Promise<number> {
  const reply = await fetch(`${variables['CLIQ_API_URL']}/pin-categories`, {
    headers: { authorization: `Zoho-oauthtoken ${variables['CLIQ_ACCESS_TOKEN']}` },
  });
  return reply.status;
}

describe('exec', () => {
  test('runs a command against an emulator of its own, and gives its exit code', async () => {
    const { run } = await createCliBench();
    let origin = '';
    const ran = await run(['exec', '--scenario', 'empty', '--', 'my', '--own', '--help'], {
      async runCommand(command, variables) {
        expect(command).toEqual(['my', '--own', '--help']);
        expect(await list(variables)).toBe(200);
        origin = variables['CLIQ_EMULATOR_URL'] ?? '';
        return 7;
      },
    });
    expect(ran).toEqual({ code: 7, printed: '', errors: '' });
    await expect(fetch(`${origin}/_emulator/health`)).rejects.toThrow();
  });

  test('takes a command without -- before it, too', async () => {
    const { run } = await createCliBench();
    let ran: readonly string[] = [];
    await run(['exec', '--strict', 'node', '--test', '--', 'a'], {
      async runCommand(command) {
        ran = command;
        return 0;
      },
    });
    expect(ran).toEqual(['node', '--test', '--', 'a']);
  });

  test.each([
    [['--strict'], 0, 1],
    [['--strict'], 3, 3],
    [[], 0, 0],
  ])('says what the command should not have done: %j, exit code %i', async (flags, commandCode, expected) => {
    const { run } = await createCliBench();
    const { code, errors } = await run(['exec', ...flags, '--', 'x'], {
      async runCommand(_, variables) {
        for (let call = 0; call < 22; call += 1) await list(variables);
        return commandCode;
      },
    });
    expect(code).toBe(expected);
    expect(errors.split('\n')).toEqual([
      expect.stringMatching(/^cliqkit-emulator: over-limit: call 21, getPinCategories/u),
      expect.stringMatching(/^cliqkit-emulator: into-lock: call 22, getPinCategories/u),
    ]);
  });

  test('closes the emulator when the command cannot be run', async () => {
    const { run } = await createCliBench();
    let origin = '';
    const { code, errors } = await run(['exec', '--', 'x'], {
      async runCommand(_, variables) {
        origin = variables['CLIQ_EMULATOR_URL'] ?? '';
        throw new Error('@cliqkit/emulator: no');
      },
    });
    expect([code, errors]).toEqual([1, 'cliqkit-emulator: no']);
    await expect(fetch(`${origin}/_emulator/health`)).rejects.toThrow();
  });
});
