import type { Ending, PeerScene } from './peer.ts';

/** The call that all libraries make: 20 a minute and user, or a lock of five minutes. */
export async function listFolders({ apiUrl, token, fetch }: PeerScene): Promise<Ending> {
  const reply = await fetch(`${apiUrl}/pin-categories`, {
    headers: { authorization: `Zoho-oauthtoken ${token}` },
  });
  await reply.arrayBuffer();
  if (reply.status !== 200 && reply.status !== 429) throw new Error(`The emulator answered ${reply.status}.`);
  return reply.ok ? 'done' : 'lost';
}
