/** What a page token or a sync token says: `limit|epoch_ms|cursor`, in base64. */
export interface PageToken {
  readonly limit: number;
  readonly issuedAt: number;
  readonly cursor: string;
}

/** More than any chat has pins; a greater limit, which the spec allows, asks for no more. */
const greatestLimit = 999_999_999;

export function writePageToken({ limit, issuedAt, cursor }: PageToken): string {
  return Buffer.from(`${Math.min(limit, greatestLimit)}|${issuedAt}|${cursor}`).toString('base64url');
}

/** Nothing for a text that no page token is. */
export function readPageToken(text: string): PageToken | undefined {
  const parts = /^(\d{1,9})\|(-?\d{1,16})\|(\w+)$/u.exec(Buffer.from(text, 'base64url').toString());
  const [, limit, issuedAt, cursor] = parts ?? [];
  if (limit === undefined || issuedAt === undefined || cursor === undefined) return undefined;
  return { limit: Number(limit), issuedAt: Number(issuedAt), cursor };
}
