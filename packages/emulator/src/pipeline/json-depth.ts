/** How deep arrays and objects may lie in each other. Nothing that the API takes comes near. */
export const maxJsonDepth = 64;

/**
 * Whether a JSON text nests deeper than it may. Looks at brackets alone, so that nothing is built of a text that is not
 * wanted; a text that is not JSON is for the parser to refuse.
 */
export function isTooDeep(json: string): boolean {
  // Each level takes a bracket that opens and one that closes.
  if (json.length <= 2 * maxJsonDepth) return false;
  let depth = 0;
  for (let index = 0; index < json.length; index += 1) {
    const char = json[index];
    if (char === '"') {
      index = endOfString(json, index);
    } else if (char === '[' || char === '{') {
      depth += 1;
      if (depth > maxJsonDepth) return true;
    } else if (char === ']' || char === '}') {
      depth -= 1;
    }
  }
  return false;
}

/** Where the text that begins here ends: at the next quote without a backslash of its own. */
function endOfString(json: string, start: number): number {
  let index = start + 1;
  while (index < json.length && json[index] !== '"') index += json[index] === '\\' ? 2 : 1;
  return index;
}
