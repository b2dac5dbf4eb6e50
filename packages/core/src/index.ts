export type { BudgetLimits, BudgetStore, Line, NoSlot, Settlement, Slot } from './budget/budget-store.ts';
export { memoryBudgets } from './budget/memory-budgets.ts';
export type { Call, CallOptions } from './call/call.ts';
export { CliqRequest } from './call/request.ts';
export {
  type Client,
  type ClientOptions,
  createClient,
  type ModuleClient,
} from './client.ts';
export { ApiError, type ApiErrorDetails, isApiError } from './errors/api-error.ts';
export { AuthError, type AuthErrorDetails } from './errors/auth-error.ts';
export { BatchError } from './errors/batch-error.ts';
export { CliqError, type CliqErrorDetails, isCliqError, type Outcome } from './errors/cliq-error.ts';
export { ClosedError } from './errors/closed-error.ts';
export { ConflictError } from './errors/conflict-error.ts';
export { ConnectionError, type ConnectionPhase } from './errors/connection-error.ts';
export { InputError } from './errors/input-error.ts';
export { PermissionError } from './errors/permission-error.ts';
export { RateLimitError } from './errors/rate-limit-error.ts';
export { ResponseError } from './errors/response-error.ts';
export { StoreError } from './errors/store-error.ts';
export { StoreProblem } from './errors/store-problem.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export type {
  AttemptEvent,
  FailureSummary,
  Hooks,
  RefreshEvent,
  RetryEvent,
  WaitEvent,
} from './hooks/hooks.ts';
export type { Logger } from './hooks/logger.ts';
export type { Observers } from './hooks/observer.ts';
export { type Hosts, resolveHosts } from './hosts.ts';
export { copyOf, keepCopy } from './input/copy.ts';
export { type Discriminators, type Operations, selectOperation } from './input/variants.ts';
export { type AliasDispatch, aliasDispatch, type OutgoingRequest } from './middleware/alias-dispatch.ts';
export { type AuthorizeOptions, authorize, type Credentials } from './middleware/authorize.ts';
export { compose, type Middleware, type Next } from './middleware/compose.ts';
export { type DeadlineOptions, deadline } from './middleware/deadline.ts';
export { type PaceOptions, pace } from './middleware/pace.ts';
export { type ReceiveOptions, receive } from './middleware/receive.ts';
export { type ReportOptions, report } from './middleware/report.ts';
export { type RetryOptions, retry } from './middleware/retry.ts';
export type { OperationInput, OperationOutput } from './operation-types.ts';
export { type ApiCall, apiCall } from './results/api-call.ts';
export { assertComplete, runBatch } from './results/batch.ts';
export type { BatchFailure, BatchResult } from './results/batch-result.ts';
export { List, type ListSource, type Page } from './results/list.ts';
export { normalizeMessageId, sameMessageId } from './results/message-id.ts';
export { type Modification, modify, type Reading } from './results/modify.ts';
export { type Reorder, reorder } from './results/reorder.ts';
export { requireSyncTime, syncTimeOf } from './results/sync-time.ts';
export type { RetryClasses } from './retry/why-repeat.ts';
export { type Clock, systemClock } from './time/clock.ts';
export { type AuthorizationCodeOptions, authorizationCode } from './tokens/authorization-code.ts';
export { type ClientCredentialsOptions, clientCredentials } from './tokens/client-credentials.ts';
export { memoryTokens } from './tokens/memory-tokens.ts';
export { type RefreshTokenOptions, refreshToken } from './tokens/refresh-token.ts';
export { type SealOptions, sealTokens } from './tokens/seal-tokens.ts';
export type {
  AccessTokenContext,
  AccessTokenSource,
  Grant,
  GrantEnvironment,
} from './tokens/token-source.ts';
export { isTokenRecord, type TokenRecord, type TokenStore } from './tokens/token-store.ts';
