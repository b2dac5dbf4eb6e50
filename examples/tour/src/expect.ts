/** Ends a step that did not do what it said. */
export function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`expected ${what}`);
}
