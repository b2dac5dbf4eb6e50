import type { Scalar } from 'yaml';
import type { Json } from './upstream-document.ts';

/** A scalar as data. `broken`: it was read as a number, and its digits may have been those of an id. */
export interface ScalarData {
  value: Json;
  broken: boolean;
}

/** A scalar as data; undefined when it is nothing that JSON has. */
export function scalarData(scalar: Scalar): ScalarData | undefined {
  const { value, source = '' } = scalar;
  if (value === null || typeof value === 'string' || typeof value === 'boolean')
    return { value, broken: false };
  if (typeof value !== 'number') return undefined;
  // `.inf` and `.nan` are no numbers in JSON.
  if (/^[-+]?\.(inf|nan)$/i.test(source)) return { value: source, broken: false };
  if (/^[-+]?\d+$/.test(source)) return { value: integer(source, value), broken: false };
  if (/^0[ox]/.test(source)) {
    return Number.isSafeInteger(value) ? { value, broken: false } : { value: source, broken: false };
  }
  if (!Number.isFinite(value)) return { value: source, broken: true };
  return { value, broken: /e/i.test(source) || digits(source) !== digits(String(value)) };
}

/** A number where its digits can be had back from it, otherwise the digits: 19 of them, or with a zero in front. */
function integer(source: string, value: number): Json {
  const isExact = Number.isSafeInteger(value) && !/^[-+]?0\d/.test(source);
  return isExact ? value + 0 : source.replace(/^\+/, '');
}

/** The digits that count: without sign, and without zeros that change nothing. */
function digits(source: string): string {
  const [whole = '', fraction = ''] = source.replace(/^[-+]/, '').split('.');
  return `${whole.replace(/^0+/, '')}.${fraction.replace(/0+$/, '')}`;
}
