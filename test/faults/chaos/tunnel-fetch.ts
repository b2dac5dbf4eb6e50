import { connect } from 'node:net';
import { fetchWithConnector } from './fetch-with-connector.ts';

/**
 * The fetch of this runtime, through a proxy: every connection is a CONNECT tunnel. Fails as undici's ProxyAgent does,
 * which is what Node uses for its proxy settings too.
 */
export function tunnelFetch(proxy: { host: string }): Promise<typeof fetch> {
  const { hostname, port } = new URL(`http://${proxy.host}`);
  return fetchWithConnector((to, done) => {
    const target = `${to.hostname}:${to.port}`;
    const socket = connect(Number(port), hostname, () => {
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
    });
    socket.once('error', (error) => done(error, null));
    socket.once('end', () => done(new Error('other side closed'), null));
    socket.once('data', (bytes) => {
      const status = / (\d{3}) /.exec(bytes.toString('latin1'))?.[1];
      if (status === '200') return done(null, socket);
      socket.destroy();
      done(refusedTunnel(status), null);
    });
  });
}

function refusedTunnel(status: string | undefined): Error {
  return Object.assign(new Error(`Proxy response (${status}) !== 200 when HTTP Tunneling`), {
    name: 'AbortError',
    code: 'UND_ERR_ABORTED',
  });
}
