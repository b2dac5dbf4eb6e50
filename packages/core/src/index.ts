export { type AliasDispatch, aliasDispatch, type OutgoingRequest } from './alias-dispatch.ts';
export { type ApiCall, apiCall } from './api-call.ts';
export { type AccessTokenSource, type AuthorizeOptions, authorize } from './authorize.ts';
export { assertComplete, type BatchFailure, type BatchResult, runBatch } from './batch.ts';
export type { Call, CallOptions } from './call.ts';
export {
  type Client,
  type ClientOptions,
  type Credentials,
  createClient,
  type ModuleClient,
} from './client.ts';
export { type Clock, systemClock } from './clock.ts';
export { compose, type Middleware, type Next } from './compose.ts';
export { type DeadlineOptions, deadline } from './deadline.ts';
export { ApiError, type ApiErrorDetails, isApiError } from './errors/api-error.ts';
export { AuthError, type AuthErrorDetails } from './errors/auth-error.ts';
export { BatchError } from './errors/batch-error.ts';
export { CliqError, type CliqErrorDetails, isCliqError, type Outcome } from './errors/cliq-error.ts';
export { ConflictError } from './errors/conflict-error.ts';
export { ConnectionError, type ConnectionPhase } from './errors/connection-error.ts';
export { InputError } from './errors/input-error.ts';
export { PermissionError } from './errors/permission-error.ts';
export { RateLimitError } from './errors/rate-limit-error.ts';
export { ResponseError } from './errors/response-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export { type Hosts, resolveHosts } from './hosts.ts';
export { List, type ListSource, type Page } from './list.ts';
export { normalizeMessageId, sameMessageId } from './message-id.ts';
export type { OperationInput, OperationOutput } from './operation-types.ts';
export { type ReceiveOptions, receive } from './receive.ts';
export { CliqRequest } from './request.ts';
export { syncTimeOf } from './sync-time.ts';
export { type Discriminators, type Operations, selectOperation } from './variants.ts';
