/** What `fetch` rejects with when there is no reply. */
export function failedFetch(message: string, code?: string): TypeError {
  const cause = new Error(message);
  return new TypeError('fetch failed', {
    cause: code === undefined ? cause : Object.assign(cause, { code }),
  });
}

/** What the body of a reply fails with when its connection is gone too early. */
export function terminatedBody(how: 'end' | 'reset'): TypeError {
  const cause =
    how === 'end'
      ? Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
      : Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new TypeError('terminated', { cause });
}
