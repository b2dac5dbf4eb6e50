export * from '@cliqkit/core';
export * from '@cliqkit/folders';
export * from '@cliqkit/pins';
export * from '@cliqkit/threads';
export type { DataCenter, ErrorCode, OperationDescriptor, OperationId } from '@cliqkit/types';
export { dataCenters, operations } from '@cliqkit/types';
export { type Cliq, createCliq } from './create-cliq.ts';
