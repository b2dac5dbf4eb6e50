export interface TokenProblemDetails {
  code?: string | undefined;
  retryAt?: Date | undefined;
  retryable?: boolean | undefined;
}

/** Why there is no token. `authorize` makes the AuthError of each call from it. */
export class TokenProblem extends Error {
  readonly details: TokenProblemDetails;

  constructor(message: string, details: TokenProblemDetails = {}) {
    super(message);
    this.name = 'TokenProblem';
    this.details = details;
  }
}
