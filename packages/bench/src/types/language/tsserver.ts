import { fileOf } from '../compiler.ts';
import type { LanguageServer } from './server.ts';
import { startProcess } from './start-process.ts';

/** What tsserver sends of which something is used here. */
interface Message {
  readonly type: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: { readonly entries?: readonly { readonly name: string }[] };
}

/** The server of TypeScript 5.9, over its own protocol, as an editor starts it but without automatic types. */
export function startTsserver(): LanguageServer {
  let last = 0;
  let opened = '';
  const server = startProcess(
    [fileOf('5.9', 'lib/tsserver.js'), '--disableAutomaticTypingAcquisition', '--suppressDiagnosticEvents'],
    (given) => {
      // What comes is what TypeScript's protocol.d.ts says.
      const message = given as Message;
      if (message.type === 'response' && message.request_seq !== undefined) {
        server.settle(message.request_seq, message);
      }
    },
  );
  const send = (command: string, parameters: object): number => {
    last += 1;
    server.input.write(`${JSON.stringify({ seq: last, type: 'request', command, arguments: parameters })}\n`);
    return last;
  };
  return {
    async open(file, text) {
      opened = file;
      send('open', { file, fileContent: text, scriptKindName: 'TS' });
    },
    change(line, from, to, text) {
      const [start, end] = [from, to].map((column) => ({ line: line + 1, offset: column + 1 }));
      const textChanges = [{ start, end, newText: text }];
      send('updateOpen', { changedFiles: [{ fileName: opened, textChanges }] });
    },
    async complete({ line, column }) {
      const id = send('completionInfo', { file: opened, line: line + 1, offset: column + 1 });
      const answer = (await server.answerTo(id)) as Message;
      if (answer.success !== true) throw new Error(`tsserver: ${answer.message}`);
      return (answer.body?.entries ?? []).map(({ name }) => name);
    },
    stop: () => server.stop(),
  };
}
