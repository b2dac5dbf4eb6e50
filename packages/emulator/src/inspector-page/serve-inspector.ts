import type { Inside } from '../http/inside.ts';
import { inspectorFile } from './inspector-files.ts';

/** Nothing is sent to it. */
const maxBodyBytes = 0;

/** Serves the page and what it is made of. They hold no secret: whoever opens the page has to bring the token. */
export const serveInspector: Inside = ({ method, url }) => {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const file = inspectorFile(url.pathname);
  if (file === undefined) return undefined;
  return {
    maxBodyBytes,
    answer(_, outgoing) {
      outgoing.writeHead(file.status, { ...file.headers, 'content-length': file.body.length });
      outgoing.end(method === 'HEAD' ? undefined : file.body);
    },
  };
};
