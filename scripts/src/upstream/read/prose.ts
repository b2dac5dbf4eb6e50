/** What a description says besides its text. */
export interface Prose {
  /** The text, plain, without what stands in the other keys. Paragraphs are parted by an empty line. */
  text: string;
  /** "Threshold limit: 20 requests per min per user". */
  limit?: { requests: number; windowSeconds: number };
  /** "Lock period: 5 minutes". */
  lockSeconds?: number;
  /** Tables with a column of error codes, and the HTTP status where a column has it. */
  errors: { code: string; when: string; status?: number }[];
  /** "Maximum length: 5000 characters", "up to 25 chats": the largest length (text) or number of items (list). */
  maximum?: { length: number } | { items: number };
  /** A list of values and what each means: `chats: include the chats`. */
  values: { value: string; meaning: string }[];
}
