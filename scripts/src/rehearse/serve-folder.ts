import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

export interface FolderServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the JavaScript files of a folder to a browser, and an empty page at `/`. */
export async function serveFolder(folder: string): Promise<FolderServer> {
  const server = createServer(async (request, response) => {
    const [, name = ''] = /^\/([\w-]+\.js)$/.exec(request.url ?? '') ?? [];
    if (request.url === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return response.end('<!doctype html><link rel="icon" href="data:,"><title>Rehearsal</title>');
    }
    const file = await readFile(join(folder, name)).catch(() => undefined);
    if (file === undefined) return response.writeHead(404).end();
    response.setHeader('content-type', 'text/javascript; charset=utf-8');
    return response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
