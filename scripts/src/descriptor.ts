import type { OperationDescriptor } from '../../packages/types/src/descriptor.ts';

export type { KeyRule, OperationDescriptor, RetryClass } from '../../packages/types/src/descriptor.ts';

/** A descriptor with the same in words, for hover texts. */
export interface Described extends OperationDescriptor {
  facts: string;
}
