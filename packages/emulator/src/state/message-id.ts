const separator = /_|%20| /u;

/** The underscore form of a message id that came in any of its three forms: `_`, a space, `%20`. */
export function canonicalMessageId(id: string): string {
  return id.replace(separator, '_');
}

/** The form with an encoded space, in which upstream writes the message a thread hangs on. */
export function encodedMessageId(id: string): string {
  return id.replace('_', '%20');
}

/** The form with a space. */
export function spacedMessageId(id: string): string {
  return id.replace('_', ' ');
}

/** When the message was sent, in epoch milliseconds. */
export function sentAt(id: string): number {
  return Number(id.split('_')[0]);
}
