export type { Call, CallOptions } from './call/call.ts';
export { CliqRequest } from './call/request.ts';
export {
  type Client,
  type ClientOptions,
  type Credentials,
  createClient,
  type ModuleClient,
} from './client.ts';
export { type Clock, systemClock } from './clock.ts';
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
export { type Discriminators, type Operations, selectOperation } from './input/variants.ts';
export { type AliasDispatch, aliasDispatch, type OutgoingRequest } from './middleware/alias-dispatch.ts';
export { type AccessTokenSource, type AuthorizeOptions, authorize } from './middleware/authorize.ts';
export { compose, type Middleware, type Next } from './middleware/compose.ts';
export { type DeadlineOptions, deadline } from './middleware/deadline.ts';
export { type ReceiveOptions, receive } from './middleware/receive.ts';
export type { OperationInput, OperationOutput } from './operation-types.ts';
export { type ApiCall, apiCall } from './results/api-call.ts';
export { assertComplete, runBatch } from './results/batch.ts';
export type { BatchFailure, BatchResult } from './results/batch-result.ts';
export { List, type ListSource, type Page } from './results/list.ts';
export { normalizeMessageId, sameMessageId } from './results/message-id.ts';
export { syncTimeOf } from './results/sync-time.ts';
