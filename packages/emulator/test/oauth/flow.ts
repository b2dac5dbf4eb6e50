import type { Emulator, EmulatorOptions } from '../../src/index.ts';
import { demo } from '../../src/index.ts';
import type { Read, Session } from '../session.ts';
import { read, startSession } from '../session.ts';

export const callback = 'http://localhost:3000/callback';
export const readScope = 'ZohoCliq.Chats.READ';

/** The first user of the demo workspace. */
export const firstUser: string = demo.users.ana;

type Parameters = Readonly<Record<string, string>>;

/** A session whose emulator is reached by forms and pages. */
export interface Flow extends Omit<Session, 'post'> {
  /** The URL of the consent page, for the seed's own client unless told otherwise. */
  authorizationUrl(parameters?: Parameters): URL;
  /** Opens a page. */
  open(url: string | URL): Promise<Read>;
  /** Sends a form, and does not follow the reply. */
  post(url: string | URL, form: Parameters | URLSearchParams, headers?: Parameters): Promise<Read>;
  /** Allows on the consent page, as the first user; gives where the browser is sent to. */
  allow(parameters?: Parameters, form?: Parameters): Promise<URL>;
  /** Exchanges the code of a URL that the browser was sent to. */
  exchange(back: URL, parameters?: Parameters): Promise<Read>;
  /** Asks the token endpoint, as the seed's own client unless told otherwise. */
  token(parameters: Parameters): Promise<Read>;
}

export function credentialFields({ credentials }: Emulator): { client_id: string; client_secret: string } {
  return { client_id: credentials.clientId, client_secret: credentials.clientSecret };
}

/** Where a reply sends its browser. */
export function locationOf({ status, headers }: Read): URL {
  if (status !== 302) throw new Error(`a redirect was expected, and not status ${status}`);
  return new URL(headers.get('location') ?? '');
}

export async function startFlow(options: Omit<EmulatorOptions, 'clock'> = {}): Promise<Flow> {
  const session = await startSession(options);
  const { emulator } = session;
  const flow: Flow = {
    ...session,
    authorizationUrl(parameters = {}) {
      const query = new URLSearchParams({
        client_id: emulator.credentials.clientId,
        response_type: 'code',
        redirect_uri: callback,
        scope: readScope,
        ...parameters,
      });
      return new URL(`${emulator.accountsUrl}/oauth/v2/auth?${query}`);
    },
    open: async (url) => await read(await emulator.fetch(url, { redirect: 'manual' })),
    async post(url, form, headers = {}) {
      const body = new URLSearchParams(form);
      return await read(await emulator.fetch(url, { method: 'POST', body, headers, redirect: 'manual' }));
    },
    async allow(parameters, form) {
      const user = firstUser;
      return locationOf(
        await flow.post(flow.authorizationUrl(parameters), { user, decision: 'allow', ...form }),
      );
    },
    exchange: (back, parameters) =>
      flow.token({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: callback,
        ...parameters,
      }),
    token: (parameters) =>
      flow.post(`${emulator.accountsUrl}/oauth/v2/token`, { ...credentialFields(emulator), ...parameters }),
  };
  return flow;
}
