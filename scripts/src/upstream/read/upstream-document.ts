/** Data as YAML and JSON have it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The way from the root of a document to a place in it: keys of mappings, positions in lists. */
export type Pointer = readonly (string | number)[];

/** A scalar that YAML read as a number and that was meant as an id: its digits are not safe in a number. */
export interface BrokenNumber {
  at: Pointer;
  line: number;
  /** As it stands in the file. */
  source: string;
}

/**
 * A document as Zoho publishes it, read. It is an OpenAPI document in outline: `paths` is a mapping. Nothing else is
 * promised; what is read from it has to be checked.
 */
export interface UpstreamDocument {
  /** As the user named it. */
  file: string;
  /** Plain data with no cycle. Integers that a number cannot hold exactly are strings of their digits. */
  value: { [key: string]: Json };
  brokenNumbers: BrokenNumber[];
  /** The line, from 1, of a place, or of the nearest one above it that is there. */
  lineOf(at: Pointer): number;
}

/** What the user has to know about an input that cannot be used: the message starts with the file and, where known, the line. */
export class UnreadableDocument extends Error {
  constructor(file: string, line: number | undefined, problem: string) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${problem}`);
    this.name = 'UnreadableDocument';
  }
}
