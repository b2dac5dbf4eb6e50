import { pathToFileURL } from 'node:url';
import { fileOf } from '../compiler.ts';
import type { LanguageServer } from './server.ts';
import { startProcess } from './start-process.ts';

interface Items {
  readonly items: readonly { readonly label: string }[];
}

/** What the server sends: an answer, or a request of its own. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly error?: { readonly message: string };
  readonly result?: Items | Items['items'] | null;
}

/** The server of TypeScript 7, over the Language Server Protocol. */
export function startLsp(): LanguageServer {
  let last = 0;
  let uri = '';
  let edits = 1;
  const write = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.input.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const server = startProcess([fileOf('7', 'bin/tsc'), '--lsp', '--stdio'], (given) => {
    // What comes is what the Language Server Protocol says.
    const { id, method, params, ...answer } = given as Message;
    if (id === undefined) return;
    if (method === undefined) server.settle(id, answer);
    // It asks for settings, one of each item, or for leave to register something; the defaults will do.
    else write({ id, result: params?.items?.map(() => null) ?? null });
  });
  const ask = async (method: string, params: object): Promise<Message> => {
    last += 1;
    const answered = server.answerTo(last);
    write({ id: last, method, params });
    const answer = (await answered) as Message;
    if (answer.error !== undefined) throw new Error(`tsc --lsp: ${answer.error.message}`);
    return answer;
  };
  return {
    async open(file, text) {
      uri = pathToFileURL(file).href;
      const rootUri = pathToFileURL(file.slice(0, file.lastIndexOf('/'))).href;
      await ask('initialize', { processId: process.pid, rootUri, capabilities: {} });
      write({ method: 'initialized', params: {} });
      const textDocument = { uri, languageId: 'typescript', version: edits, text };
      write({ method: 'textDocument/didOpen', params: { textDocument } });
    },
    change(line, from, to, text) {
      edits += 1;
      const range = { start: { line, character: from }, end: { line, character: to } };
      const params = { textDocument: { uri, version: edits }, contentChanges: [{ range, text }] };
      write({ method: 'textDocument/didChange', params });
    },
    async complete({ line, column }) {
      const position = { line, character: column };
      const { result } = await ask('textDocument/completion', { textDocument: { uri }, position });
      const items = result === null || result === undefined ? [] : 'items' in result ? result.items : result;
      return items.map(({ label }) => label);
    },
    stop: () => server.stop(),
  };
}
