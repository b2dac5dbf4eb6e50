import fc from 'fast-check';

/*
 * Calls are generated before they are made, so what they name cannot be known yet. A reference stands in its place, and
 * is resolved when the call is made: `⟦MessageId:7⟧` is the seventh message of those that are known by then.
 */

/** Kinds of ids that are known from the seed and from replies, by the name of their schema. */
const idKinds: ReadonlySet<string> = new Set([
  'ChatId',
  'MessageId',
  'FolderId',
  'ThreadChatId',
  'ChannelId',
  'ChannelName',
  'UserId',
  'BotUniqueName',
  'PageToken',
  'SyncToken',
]);

/** The first ones more often, so that many calls meet at the same few things. */
const nth = fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 97 }));
const pattern = /⟦(\w+):(-?\d+)⟧/gu;
const numberPattern = /"⟦ms:(-?\d+)⟧"/gu;

/** A reference to something that fits; now and then to something of the same kind that does not. */
export function reference(kind: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...Array.from({ length: 11 }, () => ''), 'Any'), nth)
    .map(([any, index]) => `⟦${any}${kind}:${index}⟧`);
}

const pastOrFuture = fc.integer({ min: -3_600_000, max: 3_600_000 });
/** Now, mostly: what was read just before. */
const reading = fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: pastOrFuture });
const future = fc.integer({ min: 1000, max: 3_600_000 });

const times: ReadonlyMap<string, fc.Arbitrary<unknown>> = new Map([
  ['SyncTime', fc.tuple(fc.constantFrom('ms', 'iso'), reading).map(([kind, ms]) => `⟦${kind}:${ms}⟧`)],
  [
    'ExpiryTime',
    fc.oneof(
      fc.constant(-1),
      fc.tuple(fc.constantFrom('ms', 'iso'), future).map(([kind, ms]) => `⟦${kind}:${ms}⟧`),
      fc.tuple(fc.constantFrom('ms', 'iso'), pastOrFuture).map(([kind, ms]) => `⟦${kind}:${ms}⟧`),
    ),
  ],
]);

/** What stands for a value of this schema, if it is one that has to be known. */
export function referenceFor(schemaName: string): fc.Arbitrary<unknown> | undefined {
  return idKinds.has(schemaName) ? reference(schemaName) : times.get(schemaName);
}

/** A text in which every reference is what it refers to. Moments are relative to `now`. */
export function resolve(
  text: string,
  now: number,
  known: (kind: string, nth: number) => string,
  encode: (value: string) => string = (value) => value,
): string {
  return text
    .replaceAll(numberPattern, (_all, ms: string) => String(now + Number(ms)))
    .replaceAll(pattern, (_all, kind: string, index: string) => {
      const at = now + Number(index);
      if (kind === 'ms') return String(at);
      return encode(kind === 'iso' ? new Date(at).toISOString() : known(kind, Number(index)));
    });
}
