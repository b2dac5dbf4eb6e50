import { expect, test } from 'vitest';
import { problemsOf } from '../src/size/budget.ts';

test('what fits its budget is in order', () => {
  expect(problemsOf({ pins: 1000, types: 0 }, { pins: 1005, types: 0 })).toEqual([]);
});

test('what grows, shrinks by much, or has no budget is named, with how much', () => {
  expect(problemsOf({ pins: 1006, all: 900, more: 5 }, { pins: 1005, all: 1000, gone: 3 })).toEqual([
    'pins: 1006 B, 1 more than its budget of 1005',
    'all: 900 B, 100 less than its budget of 1000: lower the budget',
    'more: has no budget',
    'gone: has a budget, and is no longer measured',
  ]);
});
