/** A call under way: await it for the data, or `.withResponse()` for the data and the HTTP response. */
export interface ApiCall<T> extends Promise<T> {
  /** The data, and the response with its status and headers (its body has been read). */
  withResponse(): Promise<{ data: T; response: Response }>;
}

/** A reply that is on its way. */
type Sent<T> = Promise<{ data: T; response: Response }>;

/** Makes an ApiCall. `pick` takes from the reply what the caller is given; without it, that is all of it. */
export function apiCall<T>(sent: Sent<T>): ApiCall<T>;
export function apiCall<T, U>(sent: Sent<T>, pick: (data: T) => U): ApiCall<U>;
export function apiCall(sent: Sent<unknown>, pick?: (data: unknown) => unknown): ApiCall<unknown> {
  const picked = pick ? sent.then(({ data, response }) => ({ data: pick(data), response })) : sent;
  const data = picked.then((reply) => reply.data);
  const withResponse = (): Sent<unknown> => {
    data.catch(() => undefined); // The failure is reported once, by what is returned here.
    return picked;
  };
  return Object.assign(data, { withResponse });
}
