import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chaosProxy } from '../chaos/chaos-proxy.ts';
import type { Toxic } from '../chaos/toxic.ts';
import {
  bandwidth,
  down,
  halfClose,
  latency,
  limitData,
  resetPeer,
  silence,
  slicer,
  slowClose,
} from '../chaos/toxic.ts';
import { everyClass, pinChat, post, read } from '../support/calls.ts';
import { emulated } from '../support/emulated.ts';
import { failureOf } from '../support/failure-of.ts';

/** A client whose way to an emulator leads through a proxy, each connection through the next toxics. */
async function through(...toxics: (readonly Toxic[])[]) {
  const world = await emulated({ port: 0 });
  const proxy = await chaosProxy(world.emulator.url, ...toxics);
  const dataCenter = { api: `${proxy.origin}/api/v3`, accounts: proxy.origin };
  return { ...world, proxy, cliq: world.cliqWith({ dataCenter, attemptTimeout: 500 }) };
}

const harmless: [what: string, toxic: Toxic][] = [
  ['comes late', latency(20)],
  ['goes out late', latency(20, 'up')],
  ['comes slowly', bandwidth(20)],
  ['comes byte by byte', slicer(1)],
  ['comes in odd pieces', slicer(7)],
  ['is closed late', slowClose(50)],
];

describe('a reply that', () => {
  carries.each('T14', harmless, '%s is the same', async ([, toxic]) => {
    for (const call of everyClass) {
      const clean = await call.run((await emulated()).cliq);
      const { cliq, arrived } = await through([toxic]);
      const told = await call.run(cliq);
      if (call === read) expect(told).toEqual(clean);
      expect(arrived(call.operation)).toHaveLength(1);
    }
  });
});

/** What breaks a connection, and whether the request has arrived by then. */
const broken: [what: string, toxic: Toxic, arrives: 0 | 1][] = [
  ['is dropped when it is made', down(), 0],
  ['is reset instead of a reply', resetPeer(), 1],
  ['is closed within the head', limitData(40), 1],
  ['is half-closed within the head', halfClose(40), 1],
  ['swallows the request', silence('up'), 0],
  ['swallows the reply', silence('down'), 1],
];

describe('a connection that', () => {
  carries.each(
    ['T05', 'T07', 'T08'],
    broken,
    '%s leaves a message unknown, and it is carried out once at most',
    async ([, toxic, arrives]) => {
      const { cliq, arrived, commits, proxy } = await through([toxic]);
      expect(await failureOf(post.run(cliq))).toMatchObject({
        outcome: 'unknown',
        retryable: false,
        attempts: 1,
      });
      expect(proxy.connections).toBe(1);
      expect([arrived(post.operation).length, commits(post.operation)]).toEqual([arrives, arrives]);
    },
  );

  carries.each(
    ['T05', 'T10', 'T11'],
    broken,
    '%s is passed by what may be repeated',
    async ([, toxic, arrives]) => {
      for (const call of [read, pinChat]) {
        const { cliq, arrived } = await through([toxic], []);
        await call.run(cliq);
        expect(arrived(call.operation)).toHaveLength(arrives + 1);
      }
    },
  );
});
