import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createEmulator } from '../../src/index.ts';
import { isReplay, seed, thrown } from './dice.ts';
import { rawRequests } from './raw-requests.ts';

/** Writes to a socket, ends it, and gives what has come back by the time it is closed. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => chunks.push(chunk));
    // A connection that is reset has been refused, too.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.end(Buffer.from(text, 'latin1'));
  });
}

/** The statuses of all replies in what has come back. */
function statusesIn(text: string): readonly number[] {
  return [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gmu)].map(([, status]) => Number(status));
}

test('whatever is written to a socket, nothing breaks, and others are served', async () => {
  const emulator = await createEmulator();
  onTestFinished(() => emulator.close());
  const port = Number(new URL(emulator.url).port);
  const headers = () => ({ authorization: `Bearer ${emulator.issueToken()}` });
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));

  const counts = new Map<string, number>();
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(rawRequests, async (text) => {
      sent += 1;
      const reply = await exchange(port, text.replaceAll('⟦token⟧', emulator.issueToken()));
      const statuses = statusesIn(reply);
      // Every reply begins with a status line, and none says that the emulator failed.
      expect(reply === '' || statuses.length > 0).toBe(true);
      expect(statuses.filter((status) => status >= 500)).toEqual([]);
      for (const status of statuses.length === 0 ? ['closed'] : statuses)
        counts.set(String(status), (counts.get(String(status)) ?? 0) + 1);
      if (sent % 20 > 0) return;
      emulator.reset();
      expect((await fetch(`${emulator.url}/pin-categories`, { headers: headers() })).status).toBe(200);
    }),
    thrown(1500),
  );
  console.info(`${sent} writes to a socket, seed ${seed}`, Object.fromEntries([...counts].sort()));
  expect(unhandled).toEqual([]);
  if (isReplay) return;
  for (const status of ['200', '400', '401', '403', '405', '431'])
    expect(counts.get(status) ?? 0, `replies with ${status}`).toBeGreaterThan(0);
}, 120_000);
