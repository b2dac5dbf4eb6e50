import type { SeedUser } from '../seeds/seed.ts';

/** What a user has said to a client: who agrees, or that nobody does. */
export type Decision = { readonly userId: string } | 'denied';

/** Reads what the form of a page sends; nothing when it is neither yes nor no, or names nobody of the seed. */
export function readDecision(
  form: URLSearchParams,
  users: ReadonlyMap<string, SeedUser>,
): Decision | undefined {
  if (form.get('decision') === 'deny') return 'denied';
  const userId = form.get('user') ?? '';
  return form.get('decision') === 'allow' && users.has(userId) ? { userId } : undefined;
}
