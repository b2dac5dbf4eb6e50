import type { AuthError } from './auth-error.ts';
import { isCliqError } from './cliq-error.ts';
import type { ConflictError } from './conflict-error.ts';
import type { ConnectionError } from './connection-error.ts';
import type { InputError } from './input-error.ts';
import type { PermissionError } from './permission-error.ts';
import type { RateLimitError } from './rate-limit-error.ts';
import type { ResponseError } from './response-error.ts';
import type { TimeoutError } from './timeout-error.ts';

interface Kinds {
  AuthError: AuthError;
  ConflictError: ConflictError;
  ConnectionError: ConnectionError;
  InputError: InputError;
  PermissionError: PermissionError;
  RateLimitError: RateLimitError;
  ResponseError: ResponseError;
  TimeoutError: TimeoutError;
}

/** Whether something thrown is an error of this kind, of whichever copy of the package: `instanceof` knows one's own alone. */
export function isKind<Name extends keyof Kinds>(error: unknown, name: Name): error is Kinds[Name] {
  return isCliqError(error) && error.name === name;
}
