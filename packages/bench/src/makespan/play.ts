import { createClock, createEmulator, demo } from '@cliqkit/emulator';
import { createDice } from '../redis/dice.ts';
import type { Peer } from './peers/peer.ts';
import type { Outcome, Scene } from './scene.ts';
import { refusals } from './scene.ts';
import type { VirtualTime } from './virtual-time.ts';
import { createWire } from './wire.ts';

/** What has not ended by then is lost. */
const longestMs = 6 * 60 * 60_000;
/** Longer than any job: tokens are not what is measured. */
const tokenMs = 1e12;

/**
 * Plays a job with a library in virtual time, against an emulator that counts calls when they arrive.
 *
 * @throws Error if calls fail for another reason than a refusal: then the library is not set up as it should be.
 */
export async function play(peer: Peer, scene: Scene, time: VirtualTime): Promise<Outcome> {
  const { calls, processes, seed, refusal } = scene;
  Math.random = createDice(seed + 1_000);
  const emulator = await createEmulator({
    port: false,
    clock: createClock({ mode: 'real' }),
    quirks: refusals[refusal],
  });
  const wire = createWire(emulator.fetch, scene);
  const { chatId } = demo.channels.launch;
  const service = {
    baseUrl: emulator.url,
    accountsUrl: emulator.accountsUrl,
    path: `/chats/${chatId}/pin-messages?primary=true`,
    chatId,
    accessToken: emulator.issueToken({ expiresInMs: tokenMs }),
    fetch: wire.fetch,
  };
  const open = peer();
  const clients = Array.from({ length: processes }, () => open(service));
  const since = time.now();
  let done = 0;
  let lastEnd = since;
  let failure: unknown;
  const ends = Array.from({ length: calls }, async (_none, number) => {
    const call = clients[number % processes];
    try {
      await call?.();
      done += 1;
    } catch (error) {
      failure ??= error;
    }
    lastEnd = time.now();
  });
  await time.run(Promise.all(ends), longestMs);
  const outcome = {
    lost: calls - done,
    throttles: wire.throttles(),
    makespanMs: lastEnd - since,
    roundTripMs: wire.roundTripMs(),
  };
  const trouble = wire.trouble() ?? (outcome.throttles === 0 ? failure : undefined);
  if (trouble !== undefined) throw new Error('a call failed that was not refused', { cause: trouble });
  time.clear();
  await emulator.close();
  return outcome;
}
