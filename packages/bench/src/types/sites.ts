import type { Library } from './consumers.ts';

/** A place where somebody types a call, and what has to be suggested there. */
export interface Site {
  /** What stands before the cursor, in its line. */
  readonly before: string;
  /** What an editor has closed behind it. */
  readonly after: string;
  readonly suggests: string;
}

const siteNames = ['method', 'body'] as const;
/** Which method, and which key of its body. */
export type SiteName = (typeof siteNames)[number];

const ours: Readonly<Record<SiteName, Site>> = {
  method: { before: 'await cliq.pins.', after: '', suggests: 'add' },
  body: { before: 'await cliq.pins.add(chat, { ', after: ' });', suggests: 'expiry_time' },
};

const sdk: Readonly<Record<SiteName, Site>> = {
  method: { before: 'await cliq.', after: '', suggests: 'addPinnedMessage' },
  body: {
    before: 'await cliq.addPinnedMessage({ path: { CHAT_ID: chat }, body: { ',
    after: ' } });',
    suggests: 'expiry_time',
  },
};

const url = '/chats/{CHAT_ID}/pin-messages';

export const sites: Readonly<Record<Library, Readonly<Record<SiteName, Site>>>> = {
  'hand-written': ours,
  cliqkit: ours,
  'openapi-fetch': {
    method: { before: "await cliq.POST('", after: "');", suggests: url },
    body: {
      before: `await cliq.POST('${url}', { params: { path: { CHAT_ID: chat } }, body: { `,
      after: ' } });',
      suggests: 'expiry_time',
    },
  },
  'hey-api SDK': sdk,
  'hey-api SDK, compiled': sdk,
};
