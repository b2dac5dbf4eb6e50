/** A number for people to read. */
export function shown(value: number): string {
  const size = Math.abs(value);
  const digits = size < 10 ? 2 : size < 100 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
