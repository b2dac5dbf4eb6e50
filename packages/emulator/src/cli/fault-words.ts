import { didYouMean } from '../did-you-mean.ts';
import type { FaultKind, FaultSpec } from '../faults/fault.ts';
import { UsageError } from './cli-errors.ts';
import { readWord, refuseArguments } from './positionals.ts';
import { readDuration } from './read-duration.ts';

type Read = (text: string) => unknown;
type Fields<Kind extends FaultKind> = Readonly<
  Record<Exclude<keyof Extract<FaultSpec, { kind: Kind }>, 'kind'>, Read>
>;

const asText: Read = (text) => text;

const asNumber: Read = (text) => {
  const number = Number(text);
  if (text === '' || !Number.isFinite(number))
    throw new UsageError(`${JSON.stringify(text)} is not a number`);
  return number;
};

const asJson: Read = (text) => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${JSON.stringify(text)} is not JSON`, { cause });
  }
};

const asDialect: Read = (text) => readWord(text, ['429', '400', 'nested'], 'dialect');

const bare = {};

/** What each fault can be told, and how it is read. */
const fields: { readonly [Kind in FaultKind]: Readonly<Record<string, Read>> } = {
  status: {
    status: asNumber,
    code: asText,
    message: asText,
    body: asJson,
    headers: asJson,
  } satisfies Fields<'status'>,
  throttle: { dialect: asDialect, lockMs: readDuration, retryAfter: asText } satisfies Fields<'throttle'>,
  html: { status: asNumber } satisfies Fields<'html'>,
  oversize: { bytes: asNumber } satisfies Fields<'oversize'>,
  drip: { ms: readDuration } satisfies Fields<'drip'>,
  redirect: { status: asNumber, location: asText } satisfies Fields<'redirect'>,
  'expire-token': bare,
  'refuse-connect': bare,
  'reset-before-read': bare,
  stall: bare,
  'strip-body': bare,
  'commit-then-reset': bare,
  'commit-then-stall': bare,
  'commit-then-truncate': bare,
  'reset-mid-reply': bare,
};

function isKind(word: string): word is FaultKind {
  return Object.hasOwn(fields, word);
}

/** All kinds, with what each can be told. */
export function faultKindsHelp(): string {
  return Object.entries(fields)
    .map(([kind, known]) => `  ${[kind, ...Object.keys(known).map((name) => `${name}=…`)].join(' ')}`)
    .join('\n');
}

/** What is left to check once each key has been read: `status` alone cannot do without one. */
function isWhole(fault: { readonly kind: FaultKind }): fault is FaultSpec {
  return fault.kind !== 'status' || 'status' in fault;
}

/** A fault as it is typed: its kind, then `key=value` for what it is told. */
export function readFaultWords(kind: string, words: readonly string[]): FaultSpec {
  if (!isKind(kind)) {
    throw new UsageError(
      `there is no fault ${JSON.stringify(kind)}; ${didYouMean(kind, Object.keys(fields))}`,
    );
  }
  const known = fields[kind];
  if (Object.keys(known).length === 0) refuseArguments(words);
  const entries = words.map((word): [string, unknown] => {
    const [typed = '', ...value] = word.split('=');
    const name = readWord(typed, Object.keys(known), `key of ${kind}`);
    return [name, known[name]?.(value.join('='))];
  });
  const fault = { ...Object.fromEntries(entries), kind };
  if (!isWhole(fault)) throw new UsageError('say which status, as in: status status=503');
  return fault;
}
