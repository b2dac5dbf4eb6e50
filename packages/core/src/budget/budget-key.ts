/** Names a budget: one user's calls of one bucket. Different pairs never share a key, whatever is in them. */
export function budgetKey(user: string, bucket: string): string {
  return `${user.length}:${user}:${bucket}`;
}
