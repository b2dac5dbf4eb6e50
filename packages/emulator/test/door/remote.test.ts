import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/index.ts';
import { get, open, statusOf } from './raw.ts';

const lan = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

/** What comes back from an address of this machine; how it failed where nothing listens. */
async function from(address: string, port: number, request: string): Promise<string> {
  const socket = connect(port, address);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => socket.once('close', resolve));
  try {
    await once(socket, 'connect');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  socket.write(request);
  await ended;
  return Buffer.concat(chunks).toString();
}

test.skipIf(lan === undefined)('other machines find nothing, unless that is meant', async () => {
  const address = lan ?? '';
  const { port } = await open();
  expect(await from(address, port, get(['Host: localhost']))).toBe('ECONNREFUSED');
  const warned = once(process, 'warning');
  const remote = await open({ host: '0.0.0.0', allowRemote: true });
  const [warning] = await warned;
  expect(warning).toMatchObject({
    name: 'CliqkitEmulatorWarning',
    message: expect.stringContaining(`0.0.0.0:${remote.port}`),
  });
  const status = async (host: string) => statusOf(await from(address, remote.port, get([`Host: ${host}`])));
  expect(await status(`${address}:${remote.port}`)).toBe(401);
  expect(await status('localhost')).toBe(401);
  expect(await status('evil.test')).toBe(403);
  expect(await status('0.0.0.0')).toBe(403);
  expect(remote.emulator.url).toBe(`http://127.0.0.1:${remote.port}/api/v3`);
});

test.each(['0.0.0.0', '::', '', 'localhost', 'evil.test', '127.0.0.2', '192.168.0.1'])(
  'the host %j is refused unless remote clients are meant',
  async (host) => {
    await expect(createEmulator({ host })).rejects.toThrow(/may reach the host .*allowRemote/u);
  },
);

test('::1 is as good as 127.0.0.1', async () => {
  const { emulator, port } = await open({ host: '::1' });
  expect(emulator.url).toBe(`http://[::1]:${port}/api/v3`);
  expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
});

test('an address that this machine does not have is named', async () => {
  // Of RFC 5737, for documents: nobody has it.
  const failure = createEmulator({ host: '203.0.113.77', allowRemote: true });
  await expect(failure).rejects.toThrow('has no address 203.0.113.77 on this machine');
});
