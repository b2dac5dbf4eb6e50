import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock/clock.ts';
import type { Engine } from '../delivery/delivery.ts';
import type { RequestHead } from '../delivery/request-head.ts';
import { bodyTooLong, doorRefusal } from '../replies/door-refusal.ts';
import type { Reply } from '../replies/reply.ts';
import { emptyReply } from '../replies/reply.ts';
import { maxBodyBytes } from './body-collector.ts';
import type { Inside, InsideRoute } from './inside.ts';
import { isInside } from './inside.ts';
import { crossOriginHeaders, isForeign, preflightHeaders } from './origins.ts';
import { playOnSocket } from './play-on-socket.ts';
import { readHead } from './read-head.ts';
import { hasBody, receiveBody } from './receive-body.ts';
import { sendReply } from './send-reply.ts';
import { warnOfFault } from './warn-of-fault.ts';

/** What stands behind the door, and whom it lets in. */
export interface Hall {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly inside: Inside;
  /** Names by which a client may call the door. */
  readonly hosts: ReadonlySet<string>;
  /** Of web pages that are let in. */
  readonly origins: ReadonlySet<string>;
}

/** A request and its reply, as Node has them. */
interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  /** Whether the client waits to be told that it may send the body. */
  readonly waits: boolean;
}

/** Answers and closes the connection: the rest of the body is not wanted. */
function turnAway(reply: Reply, { incoming, outgoing }: Exchange): void | Promise<void> {
  if (hasBody(incoming) && !incoming.complete) {
    outgoing.setHeader('connection', 'close');
    outgoing.once('finish', () => incoming.destroy());
  }
  return sendReply(reply, outgoing);
}

/** Lets the engine, or what is inside, answer a request that has come whole. */
async function pass(
  head: RequestHead,
  bytes: Uint8Array,
  route: InsideRoute | undefined,
  outgoing: ServerResponse,
  { engine, clock }: Hall,
): Promise<void> {
  try {
    await (route === undefined
      ? playOnSocket(engine(head, bytes), outgoing, clock)
      : route.answer(bytes, outgoing));
  } catch (error) {
    // The client has left in the middle of its reply, which is no fault of anybody here.
    if (outgoing.destroyed) return;
    warnOfFault(error);
    if (outgoing.headersSent) outgoing.destroy();
    else await sendReply(doorRefusal(500, 'this request has met a fault of the emulator.'), outgoing);
  }
}

/** Answers a request that comes through the door. */
export async function answerRequest(exchange: Exchange, hall: Hall): Promise<void> {
  const { incoming, outgoing, waits } = exchange;
  const { origins } = hall;
  const arrival = readHead(incoming, hall.hosts);
  if ('refusal' in arrival) return turnAway(arrival.refusal, exchange);
  const { head } = arrival;
  if (isForeign(head, origins)) {
    const text = 'pages of this origin are not let in; the option `origins` lists those that are.';
    return turnAway(doorRefusal(403, text), exchange);
  }
  for (const [name, value] of Object.entries(crossOriginHeaders(head, origins)))
    outgoing.setHeader(name, value);
  const preflight = preflightHeaders(head, origins);
  if (preflight !== undefined) return turnAway(emptyReply(204, preflight), exchange);

  const route = isInside(head.url.pathname) ? hall.inside(head) : undefined;
  if (!hasBody(incoming)) return pass(head, new Uint8Array(), route, outgoing, hall);
  const maxBytes = route?.maxBodyBytes ?? maxBodyBytes;
  const tooLong = Number(head.headers.get('content-length') ?? 0) > maxBytes;
  if (waits && tooLong) return turnAway(bodyTooLong(maxBytes), exchange);
  if (waits) outgoing.writeContinue();
  const bytes = await receiveBody(incoming, maxBytes);
  if (bytes === undefined) return turnAway(bodyTooLong(maxBytes), exchange);
  return pass(head, bytes, route, outgoing, hall);
}
