import { bodyMutations } from './bodies.ts';
import { boundMutations } from './bounds.ts';
import { deviationMutations } from './deviations.ts';
import { documentMutations } from './documents.ts';
import { limitMutations } from './limits.ts';
import type { Mutation } from './mutation.ts';
import { operationMutations } from './operations.ts';
import { parameterMutations } from './parameters.ts';
import { replyMutations } from './replies.ts';

/** Every mutation that says something new. */
export const mutations: Mutation[] = [
  ...operationMutations,
  ...parameterMutations,
  ...bodyMutations,
  ...boundMutations,
  ...replyMutations,
  ...limitMutations,
  ...documentMutations,
  ...deviationMutations,
];
