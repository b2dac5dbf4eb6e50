import type { ApiErrorDetails } from './api-error.ts';
import { ApiError } from './api-error.ts';

/** The token lacks a scope, or the user or the organisation does not allow the call. Refreshing the token does not help. */
export class PermissionError extends ApiError {
  /** The scopes the operation needs, when the token lacks one of them; otherwise empty. */
  readonly missingScopes: readonly string[];

  constructor(message: string, details: ApiErrorDetails & { missingScopes?: readonly string[] }) {
    super(message, details);
    this.name = 'PermissionError';
    this.missingScopes = details.missingScopes ?? [];
  }
}
