import { chunks, httpHead, httpReply, jsonReply } from './http-reply.ts';
import type { Play } from './play.ts';
import { sends } from './play.ts';

const type = { 'Content-Type': 'application/json' };
const half = '{"data":[{"id":"1488288613043522033","te';
const long = { ...type, 'Content-Length': 1000 };
const chunked = { ...type, 'Transfer-Encoding': 'chunked' };

/** Success, half of its body, and a reset. */
export const resetWithinBody: Play = sends(`${httpHead({ headers: long })}${half}`, 'reset');

/** Success whose connection ends short of its Content-Length. */
export const shortOfLength: Play = sends(`${httpHead({ headers: long })}${half}`, 'end');

/** Success in chunks, all the data there, but not the chunk that says so. */
export const withoutLastChunk: Play = sends(
  `${httpHead({ headers: chunked })}${chunks('{"data":', '[]}')}`,
  'end',
);

/** Success that ends within a chunk. */
export const withinChunk: Play = sends(`${httpHead({ headers: chunked })}ff\r\n${half}`, 'end');

/** Success that says nothing of its length, cut in the middle: for HTTP it is whole. */
export const cutWithoutLength: Play = sends(`${httpHead({ headers: type })}${half}`, 'end');

/** The head of a success, and then nothing. */
export const headAlone: Play = sends(httpHead({ headers: long }));

/** Half a success, and then nothing. */
export const stallsWithinBody: Play = sends(`${httpHead({ headers: long })}${half}`);

/** Replies whose framing contradicts itself, or is none. */
export const badFraming: Record<string, Play> = {
  'two lengths': sends(
    `HTTP/1.1 200 OK\r\nContent-Length: 11\r\nContent-Length: 5\r\n\r\n{"data":[]}`,
    'end',
  ),
  'a length that is none': sends(`${httpHead({ headers: { 'Content-Length': '1x' } })}{"data":[]}`, 'end'),
  'a negative length': sends(`${httpHead({ headers: { 'Content-Length': -1 } })}{"data":[]}`, 'end'),
  'a chunk size that is none': sends(
    `${httpHead({ headers: chunked })}zz\r\n{"data":[]}\r\n0\r\n\r\n`,
    'end',
  ),
  'a length beside chunks': sends(
    `${httpHead({ headers: { ...chunked, 'Content-Length': 3 } })}${chunks('{"data":[]}')}0\r\n\r\n`,
    'end',
  ),
  'another protocol': sends('SSH-2.0-OpenSSH_9.2\r\n', 'end'),
  'a line break within a header': sends('HTTP/1.1 200 OK\r\nX-A: b\rc\r\nContent-Length: 0\r\n\r\n', 'end'),
  'no status': sends('HTTP/1.1 \r\n\r\n', 'end'),
};

/** Interim replies by the thousand, each legal, and the real one after them. */
export function afterInterim(count: number, status: 100 | 102 | 103, reply: Buffer): Play {
  const interim =
    status === 103 ? httpHead({ status, headers: { Link: '</a>; rel=preload' } }) : httpHead({ status });
  return sends(Buffer.concat([Buffer.from(interim.repeat(count)), reply]));
}

/** A head beyond what a client should take. */
export function hugeHead(bytes: number): Play {
  return sends(jsonReply({ data: [] }, { 'X-Padding': 'p'.repeat(bytes) }), 'end');
}

/** A reply, and in the same packet another that nobody asked for. */
export function withUnaskedReply(reply: Buffer, unasked: Buffer): Play {
  return sends(Buffer.concat([reply, unasked]));
}

/** A 204 with a body, which it must not have. */
export const noContentWithBody: Play = sends(httpReply({ status: 204, body: '{"data":["of a 204"]}' }));
