/** A message id in its usual form, `<epoch ms>_<digits>`. The service also writes it with a space or `%20`. */
export function normalizeMessageId(id: string): string {
  return id.replace(/^(\d+)(?:%20| )(\d+)$/, '$1_$2');
}

/** Whether two message ids are the same, in whichever of the three forms each comes. */
export function sameMessageId(a: string, b: string): boolean {
  return normalizeMessageId(a) === normalizeMessageId(b);
}
