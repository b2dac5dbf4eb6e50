import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Emulator, EmulatorOptions } from '../../src/index.ts';
import { createEmulator } from '../../src/index.ts';

/** An emulator behind its HTTP door. */
export async function open(options: EmulatorOptions = {}): Promise<{ emulator: Emulator; port: number }> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  return { emulator, port: Number(new URL(emulator.url).port) };
}

/**
 * Sends bytes as they are, and gives what comes back until the connection is closed, which a reset can do early. `ends`
 * says that nothing more will come, as a client that dies in the middle of a request does.
 */
export async function raw(port: number, sent: string | Uint8Array, ends = false): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {});
  const bytes = typeof sent === 'string' ? Buffer.from(sent, 'latin1') : sent;
  if (ends) socket.end(bytes);
  else socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

/** A GET with these header lines, on a connection that is closed after the reply. */
export function get(lines: readonly string[], target = '/api/v3/pin-categories'): string {
  return [`GET ${target} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n');
}

/** The statuses of the replies that have come back, in their order. */
export function statuses(replies: string): readonly number[] {
  return [...replies.matchAll(/^HTTP\/1\.1 (\d{3}) /gmu)].map(([, status]) => Number(status));
}

/** The status of the last reply; 0 for none. */
export function statusOf(replies: string): number {
  return statuses(replies).at(-1) ?? 0;
}

/** The headers of a reply. */
export function headersOf(reply: string): Headers {
  const [, ...lines] = reply.split('\r\n\r\n')[0]?.split('\r\n') ?? [];
  const headers = new Headers();
  for (const line of lines)
    headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1));
  return headers;
}
