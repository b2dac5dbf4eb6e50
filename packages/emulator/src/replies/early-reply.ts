import type { Reply } from './reply.ts';

/** Ends the handling of a call at once: with a refusal, or a reply that the spec does not know (a quirk). */
export class EarlyReply extends Error {
  override readonly name: string = 'EarlyReply';
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`reply with status ${reply.status}`);
    this.reply = reply;
  }
}
