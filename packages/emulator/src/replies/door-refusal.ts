import { jsonReply } from './json-reply.ts';
import type { Reply } from './reply.ts';

/** A refusal of the emulator itself, which the service is not known to give: it has no code, and says whose it is. */
export function doorRefusal(status: number, text: string): Reply {
  return jsonReply(status, { message: `@cliqkit/emulator: ${text}` });
}

/** The refusal of a body that is too long. */
export function bodyTooLong(maxBytes: number): Reply {
  return doorRefusal(413, `a body may have ${maxBytes} bytes here.`);
}
