import { describe, expect, test } from 'vitest';
import { runCli } from '../src/cli/run-cli.ts';
import { createEmulator } from '../src/index.ts';

async function run(
  args: readonly string[],
  whileRunning: (printed: string) => Promise<void> = async () => {},
) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await runCli(args, {
    print: (text) => printed.push(text),
    printError: (text) => errors.push(text),
    interrupted: () => whileRunning(printed.join('\n')),
  });
  return { code, printed: printed.join('\n'), errors: errors.join('\n') };
}

describe('the command line', () => {
  test('prints URLs and a token that work until it is interrupted', async () => {
    let url = '';
    const { code, errors } = await run(['start'], async (printed) => {
      url = /API +(\S+)/u.exec(printed)?.[1] ?? '';
      const token = /Access token +(\S+)/u.exec(printed)?.[1];
      const reply = await fetch(`${url}/pin-categories`, {
        headers: { authorization: `Zoho-oauthtoken ${token}` },
      });
      expect(reply.status).toBe(200);
      const grant = /curl -d '(\S+)'/u.exec(printed)?.[1] ?? '';
      const accounts = /Accounts +(\S+)/u.exec(printed)?.[1];
      const minted = await fetch(`${accounts}/oauth/v2/token`, {
        method: 'POST',
        body: new URLSearchParams(grant),
      });
      expect(await minted.text()).toContain('"token_type":"Bearer"');
    });
    expect([code, errors]).toEqual([0, '']);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('says that a port is in use', async () => {
    const emulator = await createEmulator();
    const { code, errors } = await run(['start', '--port', new URL(emulator.url).port]);
    expect(code).toBe(1);
    expect(errors).toContain('is in use');
    await emulator.close();
  });

  test.each([
    [['start', '--color'], "'--color'"],
    [['start', '--port', 'http'], '"http" is not a port'],
    [['start', '--port', ''], '"" is not a port'],
    [['start', '--port=65536'], 'is not a port'],
    [['start', 'now'], 'The command is `start`'],
    [['stop'], 'The command is `start`'],
    [[], 'The command is `start`'],
  ])('refuses %j', async (args, text) => {
    const { code, errors } = await run(args);
    expect(code).toBe(1);
    expect(errors).toContain(text);
    expect(errors).toContain('Usage:');
  });

  test('explains itself', async () => {
    const { code, printed } = await run(['--help']);
    expect(code).toBe(0);
    expect(printed).toContain('Usage: cliqkit-emulator start');
  });
});
