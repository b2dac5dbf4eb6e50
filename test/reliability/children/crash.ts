import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCliq, refreshToken } from 'cliqkit';

/**
 * A program that does not handle its failures. The service, or the accounts server, quotes everything it was sent: the
 * secrets come back in a reply.
 */
const [fate = '', clientSecret = '', token = ''] = process.argv.slice(2);
const accessToken = `${token}.access`;

const server = createServer(async (request, reply) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const quoted = `${body} ${decodeURIComponent(body)} ${request.headers.authorization}`;
  reply.setHeader('content-type', 'application/json');
  if (request.url === '/oauth/v2/token' && fate !== 'refused sign-in') {
    return reply.end(JSON.stringify({ access_token: accessToken, expires_in: 3600 }));
  }
  reply.statusCode = fate === 'refused sign-in' ? 200 : 400;
  return reply.end(JSON.stringify({ error: 'invalid_code', code: quoted, message: quoted }));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const cliq = createCliq({
  dataCenter: { api: `http://127.0.0.1:${port}/api/v3`, accounts: `http://127.0.0.1:${port}` },
  credentials: refreshToken({ clientId: 'client', clientSecret, refreshToken: token }),
  retry: false,
  logger: console,
});

const call = (): Promise<unknown> => cliq.folders.create({ title: 'Release' });
if (fate === 'printed') {
  await call().catch((error: unknown) => {
    console.error(error);
    console.dir(error, { showHidden: true, depth: null });
    console.log('%o %j', error, error);
    console.table([error]);
    console.trace(error);
  });
  process.emitWarning('a warning');
  process.exit(1);
}
if (fate === 'unhandled rejection') {
  void call();
  await new Promise(() => setTimeout(() => undefined, 5000));
}
await call(); // Uncaught.
