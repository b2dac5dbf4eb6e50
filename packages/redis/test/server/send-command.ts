import { connect } from 'node:net';

export type Reply = string | number | null | Error | Reply[];

/**
 * Sends a command over a connection of its own, so that a test can look at a server without any of the clients that it
 * tests. An error of the server rejects.
 */
export function sendCommand(
  port: number,
  args: readonly (string | number)[],
  password?: string,
): Promise<Reply> {
  const commands = [...(password === undefined ? [] : [['AUTH', password]]), args.map(String)];
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      for (const command of commands) {
        const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
        socket.write(`*${command.length}\r\n${parts.join('')}`);
      }
    });
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      let at = 0;
      let reply: Reply = null;
      for (const _ of commands) {
        const parsed = parse(received, at);
        if (parsed === undefined) return;
        [reply, at] = parsed;
      }
      socket.destroy();
      if (reply instanceof Error) reject(reply);
      else resolve(reply);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`The server closed the connection of ${args[0]}.`)));
  });
}

/** One reply in RESP 2 and where it ends, or nothing if there is not all of it yet. */
function parse(bytes: Buffer, from: number): [reply: Reply, end: number] | undefined {
  const lineEnd = bytes.indexOf('\r\n', from);
  if (lineEnd === -1) return undefined;
  const rest = bytes.toString('utf8', from + 1, lineEnd);
  const start = lineEnd + 2;
  const length = Number(rest);
  switch (bytes.toString('latin1', from, from + 1)) {
    case '+':
      return [rest, start];
    case '-':
      return [new Error(rest), start];
    case ':':
      return [length, start];
    case '$': {
      if (length === -1) return [null, start];
      const end = start + length;
      return bytes.length < end + 2 ? undefined : [bytes.toString('utf8', start, end), end + 2];
    }
    case '*': {
      if (length === -1) return [null, start];
      const list: Reply[] = [];
      let at = start;
      for (let index = 0; index < length; index += 1) {
        const parsed = parse(bytes, at);
        if (parsed === undefined) return undefined;
        list.push(parsed[0]);
        at = parsed[1];
      }
      return [list, at];
    }
    default:
      return [new Error(`No reply of RESP 2: ${rest}`), start];
  }
}
