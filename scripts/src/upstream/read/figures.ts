/** Figures and spans of time as descriptions write them, as parts of regular expressions. All of them are bounded. */
const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export const figure: string = `(?<![\\w.,])(?:\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,9}|${words.join('|')})(?![\\d,]*\\d)`;
export const unit: string = '(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|[smhd])(?![a-z0-9])';

/** The number of a figure: 1,000 is a thousand. */
export function figureValue(text: string): number {
  const word = words.indexOf(text.toLowerCase());
  return word === -1 ? Number(text.replace(/,/g, '')) : word + 1;
}

const unitSeconds: { readonly [letter: string]: number } = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A span of time in seconds; no figure means one. */
export function spanSeconds(count: string | undefined, unitText: string): number {
  const seconds = unitSeconds[unitText.charAt(0).toLowerCase()] ?? Number.NaN;
  return seconds * (count === undefined ? 1 : figureValue(count));
}
