/** A string, or a number, of a JSON text. Strings are matched to be skipped: digits within them are not numbers. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const longNumber = /\d{16}/;
const integer = /^-?\d+$/;

/**
 * JSON.parse, but an integer too long for a JavaScript number comes back as a string with all its digits, instead of
 * silently rounded: Cliq's ids are up to 19 digits long.
 */
export function parseExactJson(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text);
  JSON.parse(text); // Rejects what is not JSON before it is touched.
  return JSON.parse(
    text.replace(stringOrNumber, (token) =>
      integer.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
    ),
  );
}
