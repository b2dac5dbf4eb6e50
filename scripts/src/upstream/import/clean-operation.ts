import type { RetryClass } from '../../descriptor.ts';
import type { ErrorCode, Method } from '../../openapi.ts';
import type { Mapping } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import type { CleanPath } from './clean-path.ts';

/** A parameter of the query, as the draft states it. */
export interface QueryParameter {
  name: string;
  required: boolean;
  /** The parameter, or a reference to the one of common.yaml. */
  stated: Mapping;
}

export interface RateLimit {
  requests: number;
  windowSeconds: number;
  lockSeconds: number;
  source: 'documented' | 'assumed';
}

/** An operation of upstream, cleaned, and not yet put together with others on its URL. */
export interface CleanOperation {
  id: string;
  upstreamId: string;
  method: Method;
  path: CleanPath;
  virtual: boolean;
  at: Pointer;
  summary: string;
  description: string;
  deprecated: boolean;
  scopes: string[];
  limit: RateLimit;
  retry: RetryClass;
  errors: ErrorCode[];
  /** By the name of the placeholder. */
  pathParameters: Map<string, Mapping>;
  query: QueryParameter[];
  body: { name: string; required: boolean; examples: [string, Json][] } | undefined;
  /** Replies by status, without the examples of the JSON of a 200. */
  replies: Map<string, Mapping>;
  /** The schema of the JSON of a 200. */
  reply: { schema: Mapping; examples: [string, Json][] } | undefined;
}

/** An operation as upstream has it. */
export interface FoundOperation {
  id: string;
  upstreamId: string;
  method: Method;
  path: CleanPath;
  node: Mapping;
  item: Mapping;
  at: Pointer;
}
