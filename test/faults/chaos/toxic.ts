import type { Socket } from 'node:net';
import type { TransformCallback } from 'node:stream';
import { Transform } from 'node:stream';

/** The two ends of a proxied connection. */
interface Link {
  client: Socket;
  upstream: Socket;
}

/** Something that happens to the bytes of a connection on their way to the server (`up`) or back (`down`). */
export interface Toxic {
  readonly direction: 'up' | 'down';
  /** Makes the stage that the bytes of one connection run through. */
  stage(link: Link): Transform;
}

type Passing = (this: Transform, bytes: Buffer, done: TransformCallback) => void;

const stage = (transform: Passing, flush?: (done: TransformCallback) => void): Transform =>
  new Transform({
    transform(bytes: Buffer, _encoding, done) {
      transform.call(this, bytes, done);
    },
    ...(flush && { flush }),
  });

/** Each piece comes so many milliseconds late. */
export function latency(ms: number, direction: Toxic['direction'] = 'down'): Toxic {
  return { direction, stage: () => stage((bytes, done) => setTimeout(done, ms, null, bytes)) };
}

/** Connections are taken and dropped at once. */
export function down(): Toxic {
  return {
    direction: 'up',
    stage({ client, upstream }) {
      client.destroy();
      upstream.destroy();
      return stage((_bytes, done) => done());
    },
  };
}

/** So many bytes in a millisecond, and no more. */
export function bandwidth(bytesPerMs: number): Toxic {
  return {
    direction: 'down',
    stage: () => stage((bytes, done) => setTimeout(done, Math.ceil(bytes.length / bytesPerMs), null, bytes)),
  };
}

/** The end of the connection comes so many milliseconds late. */
export function slowClose(ms: number): Toxic {
  return {
    direction: 'down',
    stage: () =>
      stage(
        (bytes, done) => done(null, bytes),
        (done) => setTimeout(done, ms),
      ),
  };
}

/** Nothing comes through, and nothing is closed. */
export function silence(direction: Toxic['direction'] = 'down'): Toxic {
  return { direction, stage: () => stage((_bytes, done) => done()) };
}

/** The server gets the request; its reply becomes a reset. */
export function resetPeer(): Toxic {
  return {
    direction: 'down',
    stage: ({ client }) =>
      stage((_bytes, done) => {
        client.resetAndDestroy();
        done();
      }),
  };
}

/** The bytes come in pieces of this size, each in a packet of its own as far as the system allows. */
export function slicer(size: number): Toxic {
  return {
    direction: 'down',
    stage: ({ client }) => {
      client.setNoDelay(true);
      return stage(function pass(bytes, done) {
        this.push(bytes.subarray(0, size));
        if (bytes.length > size) setImmediate(() => pass.call(this, bytes.subarray(size), done));
        else done();
      });
    },
  };
}

/** The connection is closed after so many bytes of the reply. */
export function limitData(most: number): Toxic {
  return { direction: 'down', stage: ({ client }) => limited(most, () => client.destroySoon()) };
}

/** After so many bytes of the reply this side says that it has ended, and goes on reading. */
export function halfClose(most: number): Toxic {
  return { direction: 'down', stage: ({ client }) => limited(most, () => client.end()) };
}

function limited(most: number, onLimit: () => void): Transform {
  let left = most;
  return stage(function pass(bytes, done) {
    const passing = bytes.subarray(0, Math.max(0, left));
    left -= bytes.length;
    if (passing.length > 0) this.push(passing);
    if (left <= 0) setImmediate(onLimit);
    done();
  });
}
