export interface TokenProblemDetails {
  code?: string | undefined;
  retryAt?: Date | undefined;
  retryable?: boolean | undefined;
}

const brand = Symbol.for('cliqkit.TokenProblem');

/** Why there is no token. `authorize` makes the AuthError of each call from it. */
export class TokenProblem extends Error {
  readonly details: TokenProblemDetails;

  constructor(message: string, details: TokenProblemDetails = {}) {
    super(message);
    this.name = 'TokenProblem';
    this.details = details;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether something thrown says why there is no token. A grant can be of another copy of the package. */
export function isTokenProblem(error: unknown): error is TokenProblem {
  return error instanceof Error && brand in error;
}
