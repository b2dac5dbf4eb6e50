import type { Emulator } from '../emulator-types.ts';
import type { Palette } from './palette.ts';

/** What the command line says once the emulator runs. */
export function greeting(emulator: Emulator, accessToken: string, { bold, dim }: Palette): string {
  const { url, accountsUrl, inspectorUrl, credentials } = emulator;
  return `${bold('Zoho Cliq emulator')}

  API            ${bold(url)}
  Accounts       ${bold(accountsUrl)}
  Inspector      ${bold(inspectorUrl)}

  Access token   ${accessToken}   ${dim('(one hour)')}
  Client id      ${credentials.clientId}
  Client secret  ${credentials.clientSecret}
  Refresh token  ${credentials.refreshToken}

Try:

  curl -H 'Authorization: Zoho-oauthtoken ${accessToken}' \\
    '${url}/pin-categories?include_fields=chats'

  curl -d 'grant_type=refresh_token&client_id=${credentials.clientId}&client_secret=${credentials.clientSecret}&refresh_token=${credentials.refreshToken}' \\
    '${accountsUrl}/oauth/v2/token'

In another terminal: ${dim('cliqkit-emulator')} env, state, journal --follow, clock advance 5m, faults, limits, reset.
Everything is gone when it stops. Ctrl-C stops it.`;
}
