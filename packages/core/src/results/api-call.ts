/** A call under way: await it for the data, or `.withResponse()` for the data and the HTTP response. */
export interface ApiCall<T> extends Promise<T> {
  /** The data, and the response with its status and headers (its body has been read). */
  withResponse(): Promise<{ data: T; response: Response }>;
}

/** Makes an ApiCall. `pick` takes from the reply what the caller is given. */
export function apiCall<T, U = T>(
  sent: Promise<{ data: T; response: Response }>,
  pick?: (data: T) => U,
): ApiCall<U> {
  const picked = sent.then(({ data, response }) => ({
    data: pick ? pick(data) : (data as unknown as U),
    response,
  }));
  const data = picked.then((reply) => reply.data);
  const withResponse = (): Promise<{ data: U; response: Response }> => {
    data.catch(() => undefined); // The failure is reported once, by what is returned here.
    return picked;
  };
  return Object.assign(data, { withResponse });
}
