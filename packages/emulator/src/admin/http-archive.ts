import type { KeptExchange } from '../journal/exchange-log.ts';
import { presentExchange } from './present-exchange.ts';

interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** HAR 1.2, as far as this needs it. */
type HttpArchive = {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly Readonly<Record<string, unknown>>[];
  };
};

const unknownSize = -1;

function typeOf(headers: readonly NamedValue[], otherwise: string): string {
  return headers.find(({ name }) => name === 'content-type')?.value ?? otherwise;
}

function archived(exchange: KeptExchange, origin: string): Readonly<Record<string, unknown>> {
  const { entry, url, request, reply } = presentExchange(exchange, origin);
  const { body } = request;
  return {
    startedDateTime: new Date(entry.at).toISOString(),
    // By the emulator's clock a request takes no time.
    time: 0,
    request: {
      method: entry.method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.headers,
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      ...(body === undefined
        ? {}
        : { postData: { mimeType: typeOf(request.headers, 'application/json'), text: body.text } }),
      headersSize: unknownSize,
      bodySize: body?.bytes ?? 0,
    },
    response: {
      // As browsers write a request that had no reply.
      status: reply.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: reply.headers,
      content: {
        size: reply.body?.bytes ?? 0,
        mimeType: typeOf(reply.headers, 'x-unknown'),
        ...(reply.body === undefined ? {} : { text: reply.body.text }),
      },
      redirectURL: reply.headers.find(({ name }) => name === 'location')?.value ?? '',
      headersSize: unknownSize,
      bodySize: reply.body?.bytes ?? 0,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    ...(entry.operation === undefined ? {} : { comment: entry.operation }),
  };
}

/** The exchanges as an HTTP archive, which browsers' developer tools open. Secrets are masked. */
export function httpArchive(
  exchanges: readonly KeptExchange[],
  origin: string,
  version: string,
): HttpArchive {
  return {
    log: {
      version: '1.2',
      creator: { name: '@cliqkit/emulator', version },
      entries: exchanges.map((exchange) => archived(exchange, origin)),
    },
  };
}
