/** The service, as a library is pointed at it. */
export interface Service {
  readonly baseUrl: string;
  readonly accountsUrl: string;
  /** Of what is read, below the base URL, query included. */
  readonly path: string;
  /** The chat that is in the path. */
  readonly chatId: string;
  readonly accessToken: string;
  /** The way to it. */
  readonly fetch: typeof fetch;
}

/** Makes one call, with everything that the library does for it. Rejects when the call is lost. */
export type Call = () => Promise<unknown>;

/** Sets the stage for a job. What it gives opens the library, once in each process. */
export type Peer = () => (service: Service) => Call;
