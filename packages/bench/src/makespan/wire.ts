import { createDice } from '../redis/dice.ts';
import type { Scene } from './scene.ts';

/** A network that takes its time, both ways. */
export interface Wire {
  readonly fetch: typeof fetch;
  /** How many refusals have come over it. */
  throttles(): number;
  /** Mean time from sending a request to its reply. */
  roundTripMs(): number;
  /** A reply that is neither a success nor a refusal: the library does not send what it is meant to. */
  trouble(): string | undefined;
}

const refused: ReadonlySet<number> = new Set([400, 429]);

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The ways of the first request, the second, and so on depend on the seed alone: they are the same for every library. */
export function createWire(service: typeof fetch, { wayMs, jitterMs, seed }: Scene): Wire {
  const dice = createDice(seed);
  const way = (): number => wayMs + Math.round(dice() * jitterMs);
  let throttles = 0;
  let requests = 0;
  let sumMs = 0;
  let trouble: string | undefined;
  return {
    async fetch(input, init) {
      const there = way();
      const back = way();
      requests += 1;
      sumMs += there + back;
      await pass(there);
      const reply = await service(input, init);
      if (refused.has(reply.status)) throttles += 1;
      else if (!reply.ok) trouble ??= `status ${reply.status}`;
      await pass(back);
      return reply;
    },
    throttles: () => throttles,
    roundTripMs: () => sumMs / requests,
    trouble: () => trouble,
  };
}
