import type { Reply } from '../replies/reply.ts';
import type { RequestHead } from './request-head.ts';

/** How a reply goes out. Each door carries it out with its own means. */
export type Manner =
  | { readonly kind: 'whole' }
  /** The connection is refused: nothing has arrived. */
  | { readonly kind: 'refused' }
  /** The connection is reset without a byte of the reply. */
  | { readonly kind: 'reset' }
  /** Nothing is ever sent. */
  | { readonly kind: 'silence' }
  /** The head, with the length of the whole body, and half of the body; then the connection ends, or is reset. */
  | { readonly kind: 'half'; readonly ending: 'end' | 'reset' }
  /** The head at once, and the body byte by byte. */
  | { readonly kind: 'drip'; readonly ms: number };

/** A reply, and how it goes out. */
export interface Delivery {
  readonly reply: Reply;
  readonly manner: Manner;
}

/** What answers the requests that come through a door: head and body, the body read by the door. */
export type Engine = (request: RequestHead, bytes: Uint8Array) => Delivery;

/** A reply that nothing has happened to. */
export function whole(reply: Reply): Delivery {
  return { reply, manner: { kind: 'whole' } };
}

/** The status that the client is sent; nothing when it is sent no head. */
export function sentStatus({ reply, manner }: Delivery): number | undefined {
  const headless = manner.kind === 'refused' || manner.kind === 'reset' || manner.kind === 'silence';
  return headless ? undefined : reply.status;
}
