import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { httpHead } from '../chaos/http-reply.ts';
import type { Play } from '../chaos/play.ts';
import { post, read } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const mib = 1024 * 1024;

/** A success of 100 MB, which counts what the client has taken of it. */
function hundredMegabytes(headers: Record<string, string | number>, frame: (text: string) => string) {
  const taken = { bytes: 0 };
  const block = frame(`{"id":"${'a'.repeat(mib)}"},`);
  const act = async (socket: Socket): Promise<void> => {
    socket.write(`${httpHead({ headers })}${frame('{"data":[')}`);
    for (let count = 0; count < 100 && socket.writable; count += 1) {
      if (!socket.write(block)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
      taken.bytes += block.length;
    }
    if (socket.writable) socket.end(`${frame('{}]}')}${frame('')}`);
  };
  const play: Play = { at: 'request', act: (socket) => void act(socket).catch(() => undefined) };
  return { play, taken };
}

const whole = (text: string): string => text;
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
const forms = [
  ['with a length', { 'Content-Length': 101 * mib }, whole],
  ['in chunks', { 'Transfer-Encoding': 'chunked' }, chunk],
  ['without a length', {}, whole],
] as const;

describe('a reply of 100 MB', () => {
  carries.each(
    'P05',
    forms,
    '(%s) is cut at the cap, and most of it is never taken',
    async ([, headers, frame]) => {
      for (const call of [read, post]) {
        const { play, taken } = hundredMegabytes({ 'Content-Type': 'application/json', ...headers }, frame);
        const server = await chaosServer(play);
        const error = await failureOf(call.run(cliqAt(server.origin)));
        expect(error).toMatchObject({
          name: 'ResponseError',
          status: 200,
          outcome: call.retry === 'safe' ? 'notApplied' : 'unknown',
          attempts: 1,
          retryable: false,
        });
        // The cap of 10 MiB, and what lies in the buffers of both ends.
        expect(taken.bytes / mib).toBeLessThan(50);
        expect(server.requests).toHaveLength(1);
      }
    },
  );

  carries('P05', 'as an error is cut, too', async () => {
    const { play, taken } = hundredMegabytes({ 'Content-Type': 'text/html' }, whole);
    const failing: Play = {
      at: 'request',
      act: (socket) => {
        socket.write('HTTP/1.1 400 Bad Request\r\nX-Then: ');
        play.act(socket);
      },
    };
    const server = await chaosServer(failing);
    const error = await failureOf(read.run(cliqAt(server.origin)));
    expect(error).toMatchObject({ status: 400, outcome: 'notApplied' });
    expect(taken.bytes / mib).toBeLessThan(50);
  });
});
