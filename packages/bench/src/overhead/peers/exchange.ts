import type { Way } from './peer.ts';

export const token = 'cliqkit-emulated-token';
export const authorization = `Zoho-oauthtoken ${token}`;

/** What a call that pins a message sends. */
export const pin = { message_id: '1773894772896_12958180473', expiry_time: -1, notify: false };

const user = { id: '855727962', name: 'Ben Okafor' };

/** What is answered to everything: one pin. `ok` is what Slack's client looks for. */
export const reply: string = JSON.stringify({
  ok: true,
  url: '/v3/chats/1488288613043522033/pin-messages',
  type: 'pinmessages',
  data: {
    id: pin.message_id,
    type: 'text',
    content: { text: 'Roll-back steps' },
    sender: user,
    time: '2026-03-19T10:02:52+05:30',
    is_pinned: true,
    pin_information: {
      expiry_time: -1,
      creator: user,
      created_time: '2026-03-19T19:08:32+05:30',
      last_modified_time: '2026-03-19T19:08:32+05:30',
      is_primary: true,
    },
  },
});

export const replyHeaders = { 'content-type': 'application/json;charset=UTF-8' };

/** Answers at once: what is left of a call is what the library adds. */
export async function stubFetch(): Promise<Response> {
  return new Response(reply, { status: 200, headers: replyHeaders });
}

/** The fetch of a library that takes one. */
export function fetchOf({ kind }: Way): typeof fetch {
  return kind === 'stub' ? stubFetch : globalThis.fetch;
}

export const chatOf = (user: number): string => `CT_${user}`;
export const pathOf = (user: number): string => `api/v3/chats/${chatOf(user)}/pin-messages`;
