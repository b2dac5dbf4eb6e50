import type { Emulator } from '../emulator-types.ts';
import { demo } from '../seeds/demo.ts';

/** What the command line says once the emulator runs. */
export function greeting(emulator: Emulator): string {
  const { url, accountsUrl, credentials } = emulator;
  const token = emulator.issueToken();
  return `Zoho Cliq emulator, demo workspace

  API            ${url}
  Accounts       ${accountsUrl}
  Access token   ${token}   (one hour)

  Client id      ${credentials.clientId}
  Client secret  ${credentials.clientSecret}
  Refresh token  ${credentials.refreshToken}

Try:

  curl -H 'Authorization: Zoho-oauthtoken ${token}' \\
    '${url}/chats/${demo.channels.launch.chatId}/pin-messages'

  curl -d 'grant_type=refresh_token&client_id=${credentials.clientId}&client_secret=${credentials.clientSecret}&refresh_token=${credentials.refreshToken}' \\
    '${accountsUrl}/oauth/v2/token'

Everything is gone when it stops. Ctrl-C stops it.`;
}
