import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../clock/clock.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { doorRefusal } from '../replies/door-refusal.ts';
import type { Reply } from '../replies/reply.ts';
import { sendReply } from './send-reply.ts';

/**
 * What a client gets to read what has arrived, in real time. Linux tells one that finds data and a reset together of a
 * plain end.
 */
const readingMs = 20;

/** Sends the head, with the length of the whole body, and gives the body. */
function sendHead({ status, headers, body = '' }: Reply, outgoing: ServerResponse): Uint8Array {
  const bytes = new TextEncoder().encode(body);
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length });
  outgoing.flushHeaders();
  return bytes;
}

async function sendHalf(reply: Reply, outgoing: ServerResponse, ending: 'end' | 'reset'): Promise<void> {
  const bytes = sendHead(reply, outgoing);
  // Only what has left can arrive before the end.
  await new Promise((resolve) => outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), resolve));
  if (ending === 'end') {
    outgoing.socket?.destroy();
    return;
  }
  await setTimeout(readingMs);
  outgoing.socket?.resetAndDestroy();
}

async function drip(reply: Reply, outgoing: ServerResponse, ms: number, clock: Clock): Promise<void> {
  const bytes = sendHead(reply, outgoing);
  let isGone = false;
  let wake = (): void => {};
  outgoing.once('close', () => {
    isGone = true;
    wake();
  });
  for (const byte of bytes) {
    await new Promise<void>((resolve) => {
      const cancel = clock.timer(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
    if (isGone) return;
    outgoing.write(Uint8Array.of(byte));
  }
  outgoing.end();
}

/** Carries a delivery out on the connection. */
export function playOnSocket(
  { reply, manner }: Delivery,
  outgoing: ServerResponse,
  clock: Clock,
): void | Promise<void> {
  switch (manner.kind) {
    case 'whole':
      return sendReply(reply, outgoing);
    case 'refused':
      // Too late: the connection stands. Said clearly, so that nobody takes the reply for the service's.
      return sendReply(
        doorRefusal(501, 'the fault refuse-connect needs the in-process door, emulator.fetch.'),
        outgoing,
      );
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      return;
    case 'silence':
      return;
    case 'half':
      return sendHalf(reply, outgoing, manner.ending);
    case 'drip':
      return reply.body === undefined ? sendReply(reply, outgoing) : drip(reply, outgoing, manner.ms, clock);
  }
}
