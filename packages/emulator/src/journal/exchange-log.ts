import type { Delivery } from '../delivery/delivery.ts';
import { sentStatus } from '../delivery/delivery.ts';
import type { RequestHead } from '../delivery/request-head.ts';
import type { Check } from '../quirks.ts';
import type { JournalEntry } from './journal.ts';
import type { Visit } from './visit.ts';

/** RELIABILITY of a tool that runs all day: so many are kept in full, and no more than so much of them. */
const maxExchanges = 1000;
const maxKeptBytes = 16 * 1_048_576;
/** As much of a body as anybody reads. */
const maxBodyBytes = 16_384;

/** A body, or the beginning of one. */
export interface KeptBody {
  readonly text: string;
  readonly bytes: number;
  readonly cut: boolean;
}

/** A request and its reply, as they were. Holds credentials: it is masked before it is shown. */
export interface KeptExchange {
  readonly entry: JournalEntry;
  readonly request: RequestHead;
  readonly requestBody: KeptBody | undefined;
  /** Absent when no head was sent. */
  readonly status: number | undefined;
  readonly replyHeaders: Readonly<Record<string, string>>;
  readonly replyBody: KeptBody | undefined;
  readonly checkOrder: readonly Check[];
  /** The check that refused it, or `passed`; absent when none was reached. */
  readonly check: Visit['check'];
}

/** The latest exchanges in full. */
export interface ExchangeLog {
  add(entry: JournalEntry, visit: Visit, request: RequestHead, bytes: Uint8Array, delivery: Delivery): void;
  find(number: number): KeptExchange | undefined;
  /** Oldest first. */
  all(): readonly KeptExchange[];
  clear(): void;
}

const decoder = new TextDecoder();

function keptBytes(bytes: Uint8Array): KeptBody | undefined {
  if (bytes.length === 0) return undefined;
  const cut = bytes.length > maxBodyBytes;
  return { text: decoder.decode(cut ? bytes.subarray(0, maxBodyBytes) : bytes), bytes: bytes.length, cut };
}

function keptText(text: string | undefined): KeptBody | undefined {
  if (text === undefined) return undefined;
  const cut = text.length > maxBodyBytes;
  // The beginning of a long text must not keep the whole of it alive.
  return {
    text: cut ? Buffer.from(text.slice(0, maxBodyBytes)).toString() : text,
    bytes: Buffer.byteLength(text),
    cut,
  };
}

function sizeOf({ requestBody, replyBody }: KeptExchange): number {
  return (requestBody?.text.length ?? 0) + (replyBody?.text.length ?? 0) + 1024;
}

export function createExchangeLog(): ExchangeLog {
  const kept = new Map<number, KeptExchange>();
  let size = 0;

  function drop(exchange: KeptExchange): void {
    kept.delete(exchange.entry.number);
    size -= sizeOf(exchange);
  }

  return {
    add(entry, visit, request, bytes, delivery) {
      const exchange: KeptExchange = {
        entry,
        request,
        requestBody: keptBytes(bytes),
        status: sentStatus(delivery),
        replyHeaders: delivery.reply.headers,
        replyBody: keptText(delivery.reply.body),
        checkOrder: visit.checkOrder,
        check: visit.check,
      };
      kept.set(entry.number, exchange);
      size += sizeOf(exchange);
      for (const oldest of kept.values()) {
        if (kept.size <= maxExchanges && size <= maxKeptBytes) break;
        drop(oldest);
      }
    },
    find: (number) => kept.get(number),
    all: () => [...kept.values()],
    clear() {
      kept.clear();
      size = 0;
    },
  };
}
