/**
 * An escape, a quote, or a number of a JSON text. Quotes are matched to tell strings from the rest: digits within one are
 * not numbers. A pattern for whole strings would run out of stack on one of some megabytes.
 */
const escapeQuoteOrNumber = /\\.|"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const longNumber = /\d{16}/;
const integer = /^-?\d+$/;

/**
 * JSON.parse, but a number too large for JavaScript to hold exactly comes back as a string, as it was written, instead
 * of silently rounded: Cliq's ids are up to 19 digits long, and some come in the form of a fraction with an exponent.
 */
export function parseExactJson(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text);
  JSON.parse(text); // Rejects what is not JSON before it is touched.
  let withinString = false;
  return JSON.parse(
    text.replace(escapeQuoteOrNumber, (token) => {
      if (token === '"') withinString = !withinString;
      return !withinString && losesDigits(token) ? `"${token}"` : token;
    }),
  );
}

/** Whether a number is too large for JavaScript to hold as it is written. A fraction that is rounded is no id, and stays one. */
function losesDigits(token: string): boolean {
  const value = Number(token);
  if (integer.test(token)) return !Number.isSafeInteger(value);
  if (!longNumber.test(token) || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return false;
  return significantDigits(token) !== significantDigits(String(value));
}

function significantDigits(number: string): string {
  const [mantissa = ''] = number.toLowerCase().split('e', 1);
  const digits = mantissa.replace(/\D/g, '').replace(/^0+/, '');
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
