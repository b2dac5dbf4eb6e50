import type { Socket } from 'node:net';

/** What a chaos server does with one request, and at which moment of it. */
export interface Play {
  readonly at: 'connection' | 'first byte' | 'request';
  act(socket: Socket): void;
}

type Ending = 'keep' | 'end' | 'reset';

/** Reads the request, answers with exactly these bytes, and then keeps, ends or resets the connection. */
export function sends(bytes: string | Buffer, then: Ending = 'keep'): Play {
  return { at: 'request', act: (socket) => socket.write(bytes, () => finish(socket, then)) };
}

/** The same in several pieces, each in a packet of its own as far as the system allows. */
export function sendsPieces(pieces: readonly Buffer[], then: Ending = 'keep'): Play {
  return {
    at: 'request',
    act: (socket) => {
      socket.setNoDelay(true);
      const step = (index: number): void => {
        const piece = pieces[index];
        if (piece === undefined) finish(socket, then);
        else if (socket.writable) socket.write(piece, () => setImmediate(step, index + 1));
      };
      step(0);
    },
  };
}

/** Breaks the connection, so that the client sees a reset. */
export function resets(at: Play['at']): Play {
  return { at, act: (socket) => socket.resetAndDestroy() };
}

/** Closes the connection in an orderly way, without a reply. */
export function closes(at: Play['at']): Play {
  return { at, act: (socket) => socket.end() };
}

function finish(socket: Socket, then: Ending): void {
  if (then === 'end') socket.end();
  // Not at once: the bytes that were written are to arrive before the reset, which would overtake them.
  if (then === 'reset') setImmediate(() => setImmediate(() => socket.resetAndDestroy()));
}
