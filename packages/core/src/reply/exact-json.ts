/**
 * An escape, a quote, or a number of a JSON text. Quotes are matched to tell strings from the rest: digits within one are
 * not numbers. A pattern for whole strings would run out of stack on one of some megabytes.
 */
const escapeQuoteOrNumber = /\\.|"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const longNumber = /\d{16}/;
const integer = /^-?\d+$/;

/**
 * JSON.parse, but an integer too long for a JavaScript number comes back as a string with all its digits, instead of
 * silently rounded: Cliq's ids are up to 19 digits long.
 */
export function parseExactJson(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text);
  JSON.parse(text); // Rejects what is not JSON before it is touched.
  let withinString = false;
  return JSON.parse(
    text.replace(escapeQuoteOrNumber, (token) => {
      if (token === '"') withinString = !withinString;
      return !withinString && integer.test(token) && !Number.isSafeInteger(Number(token))
        ? `"${token}"`
        : token;
    }),
  );
}
