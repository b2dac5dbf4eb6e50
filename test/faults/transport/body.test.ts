import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import {
  badFraming,
  cutWithoutLength,
  headAlone,
  resetWithinBody,
  shortOfLength,
  stallsWithinBody,
  withinChunk,
  withoutLastChunk,
} from '../chaos/broken-replies.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { jsonReply } from '../chaos/http-reply.ts';
import type { Play } from '../chaos/play.ts';
import { sends } from '../chaos/play.ts';
import type { ClassCall } from '../support/calls.ts';
import { everyClass, post, repeatable } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const outcomeAfter = ({ retry }: ClassCall) => (retry === 'safe' ? 'notApplied' : 'unknown');

/** A broken body every time: one typed error, once for a message, after four attempts for the rest. */
async function failsInTheBody(play: Play): Promise<void> {
  for (const call of everyClass) {
    const server = await chaosServer(play);
    const attempts = call === post ? 1 : 4;
    const error = await failureOf(call.run(cliqAt(server.origin)));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      phase: 'body',
      outcome: outcomeAfter(call),
      operation: call.operation,
      attempts,
    });
    expect(server.requests).toHaveLength(attempts);
  }
}

/** A broken body once: what may be repeated passes with the next attempt. */
async function passesNext(play: Play): Promise<void> {
  for (const call of repeatable) {
    const server = await chaosServer(play, sends(jsonReply(call.reply)));
    await call.run(cliqAt(server.origin));
    expect(server.requests).toHaveLength(2);
  }
}

describe('a success whose body does not come whole', () => {
  carries('T10', 'because of a reset fails in the body', () => failsInTheBody(resetWithinBody));
  carries('T10', 'because of a reset passes next time', () => passesNext(resetWithinBody));
  carries('T11', 'by its length fails in the body', () => failsInTheBody(shortOfLength));
  carries('T11', 'by its length passes next time', () => passesNext(shortOfLength));
  carries('T12', 'for want of the last chunk fails in the body', () => failsInTheBody(withoutLastChunk));
  carries('T12', 'for want of the last chunk passes next time', () => passesNext(withoutLastChunk));
  carries('T12', 'within a chunk fails in the body', () => failsInTheBody(withinChunk));
});

describe('a success that is cut where nothing tells its length', () => {
  carries('T13', 'is neither data nor a success, whatever the operation', async () => {
    for (const call of everyClass) {
      const server = await chaosServer(cutWithoutLength);
      const error = await failureOf(call.run(cliqAt(server.origin)));
      expect(error).toMatchObject({
        name: 'ResponseError',
        status: 200,
        outcome: outcomeAfter(call),
        operation: call.operation,
        attempts: 1,
      });
      expect(server.requests).toHaveLength(1);
    }
  });
});

const stalls: [how: string, play: Play][] = [
  ['its head', headAlone],
  ['half of its body', stallsWithinBody],
];

describe('a reply that stops coming', () => {
  carries.each('T09', stalls, 'after %s ends at the deadline of the caller', async ([, play]) => {
    for (const call of everyClass) {
      const server = await chaosServer(play);
      const error = await failureOf(call.run(cliqAt(server.origin), { deadline: 100 }));
      expect(error).toMatchObject({
        name: 'TimeoutError',
        timeoutMs: 100,
        outcome: outcomeAfter(call),
        attempts: 1,
      });
      expect(server.requests).toHaveLength(1);
    }
  });

  carries.each(
    'T09',
    stalls,
    'after %s ends with the time of its attempt, and the next one passes',
    async ([, play]) => {
      for (const call of repeatable) {
        const server = await chaosServer(play, sends(jsonReply(call.reply)));
        await call.run(cliqAt(server.origin, { attemptTimeout: 500 }));
        expect(server.requests).toHaveLength(2);
      }
      const server = await chaosServer(play);
      const error = await failureOf(post.run(cliqAt(server.origin, { attemptTimeout: 100 })));
      expect(error).toMatchObject({ name: 'TimeoutError', timeoutMs: 100, outcome: 'unknown', attempts: 1 });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe('a reply whose framing is not HTTP', () => {
  carries.each(
    ['T10', 'H13'],
    Object.entries(badFraming),
    'for %s is one typed error, and a message is not repeated',
    async ([, play]) => {
      for (const call of everyClass) {
        const server = await chaosServer(play);
        const error = await failureOf(call.run(cliqAt(server.origin)));
        expect(error).toMatchObject({ name: 'ConnectionError', outcome: outcomeAfter(call) });
        if (call === post) expect(server.requests).toHaveLength(1);
      }
    },
  );
});
