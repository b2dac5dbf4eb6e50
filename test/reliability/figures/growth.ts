import type { Figure, Row } from '../figure.ts';
import { atMost, exactly } from '../figure.ts';
import type { Growth } from '../support/growth.ts';
import { measureInChild } from '../support/run-child.ts';

const onStub = new URL('../children/growth-stub.ts', import.meta.url);
const overHttp = new URL('../children/growth-http.ts', import.meta.url);

/** Calls leave nothing behind: no listener, no timer, no socket beyond the pool, no memory. */
export const growth: Figure = {
  name: 'growth',
  async measure({ quick, progress }) {
    // In all, 100,000.
    const [stubCalls, httpCalls] = quick ? [1000, 200] : [60_000, 40_000];
    progress(`${stubCalls} calls on a stub, ${httpCalls} over HTTP, and ${httpCalls} plain ones`);
    // Each in a process of its own, and none of them is about time.
    const [stub, http, plain] = await Promise.all([
      play(onStub, stubCalls),
      play(overHttp, httpCalls),
      quick ? undefined : play(overHttp, httpCalls, 'plain'),
    ]);
    const facts = [
      ...rows(`${stubCalls.toLocaleString('en')} mixed calls on a stub`, stub, 0),
      ...rows(`${httpCalls.toLocaleString('en')} mixed calls over HTTP`, http, mostSockets),
    ];
    if (plain === undefined) return facts; // A few calls say nothing of memory.
    return [
      ...facts,
      slope('on a stub', stub.bytesPerCall),
      slope('over HTTP, beyond that of plain fetch', http.bytesPerCall - plain.bytesPerCall),
    ];
  },
};

/** Sixteen calls at a time; both ends of a socket count, and so do those that are being closed. */
const mostSockets = 4 * 16;

function play(file: URL, calls: number, ...args: string[]): Promise<Growth> {
  return measureInChild<Growth>(file, {
    flags: ['--expose-gc'],
    args: [String(calls), ...args],
    timeoutMs: 900_000,
  });
}

function rows(what: string, found: Growth, mostSockets: number): Row[] {
  return [
    exactly(`${what}: listeners left on the signal that they share`, 0, found.listeners),
    exactly(`${what}: timers left`, 0, found.timers),
    atMost(`${what}: sockets open, both ends counted`, mostSockets, found.sockets),
    exactly(`${what}: process warnings`, 0, found.warnings),
  ];
}

function slope(where: string, bytesPerCall: number): Row {
  return { ...atMost(`heap after GC, growth a call ${where}`, 10, bytesPerCall, ' bytes'), machine: true };
}
