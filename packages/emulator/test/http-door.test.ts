import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClock, createEmulator } from '../src/index.ts';
import { open } from './door/raw.ts';

describe('the door', () => {
  test('refuses a long body so that fetch sees the refusal', async () => {
    const { emulator } = await open();
    const init = { method: 'POST', body: 'x'.repeat(4_000_000) };
    expect((await fetch(`${emulator.url}/pin-categories`, init)).status).toBe(413);
    expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
  });

  test('answers 500 to a fault of the emulator, and says nothing of it', async () => {
    let broken = false;
    const clock = createClock();
    const wall = (): number => {
      if (broken) throw new Error('inner detail');
      return clock.wall();
    };
    const emulator = await createEmulator({ clock: { ...clock, wall } });
    onTestFinished(() => emulator.close());
    broken = true;
    const warned = once(process, 'warning');
    const reply = await fetch(`${emulator.url}/nowhere`);
    const [{ message }] = await warned;
    expect(message).toContain('http-door.test.ts');
    expect(message).not.toContain('detail');
    expect(reply.status).toBe(500);
    expect(await reply.text()).not.toContain('detail');
    await expect(emulator.fetch(`${emulator.url}/nowhere`)).rejects.toThrow('inner detail');
    const headers = { authorization: 'Bearer x' };
    await expect(emulator.fetch(`${emulator.url}/pin-categories`, { headers })).rejects.toThrow(
      'inner detail',
    );
  });

  test('sends no headers that would let a web page in', async () => {
    const { emulator } = await open();
    const reply = await fetch(`${emulator.url}/pin-categories`, { method: 'OPTIONS' });
    expect(reply.status).toBe(405);
    expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('does not open on a port that is taken', async () => {
    const { port } = await open();
    await expect(createEmulator({ port })).rejects.toThrow(`port ${port} is in use`);
    await expect(createEmulator({ port: 70_000 })).rejects.toThrow();
  });

  test('closes with its connections, and closes once', async () => {
    const { emulator, port } = await open();
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => {});
    const gone = once(socket, 'close');
    await Promise.all([emulator.close(), emulator.close()]);
    await gone;
    await expect(fetch(emulator.url)).rejects.toThrow();
  });
});
