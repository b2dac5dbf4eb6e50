import { isCliqError, operations } from 'cliqkit';
import type { PlayedCall, StormRecord } from '../record.ts';
import { numberOf } from '../tagging.ts';
import type { Sent } from '../wire.ts';

/** Sends of one request are the same, byte for byte; the error knows their number; none comes after the end of the call. */
export function replays({ calls, sent, operations: asked }: StormRecord): string[] {
  const byTag = new Map<string, Sent[]>();
  for (const one of sent) if (one.tag !== '') byTag.set(one.tag, [...(byTag.get(one.tag) ?? []), one]);
  const played = new Map(calls.map((call) => [call.number, call]));
  return [...byTag].flatMap(([tag, sends]) => {
    const call = played.get(numberOf(tag));
    const operation = asked.get(tag);
    if (call === undefined || operation === undefined) return [`requests of nobody: ${tag}`];
    return problemsOf(tag, sends, call).map((problem) => `request ${tag} (${operation.id}): ${problem}`);
  });
}

function problemsOf(tag: string, sends: readonly Sent[], { call, outcome, endedAt }: PlayedCall): string[] {
  const problems: string[] = [];
  const forms = new Set(
    sends.map(({ method, url, body, headers }) => [method, url, body, headers].join('\n')),
  );
  if (forms.size > 1) problems.push('its sends differ');
  if (sends.some(({ at }) => at > endedAt)) problems.push('it was sent after the call had ended');
  const isOnly = !call.reads && tag.endsWith('.0');
  const error = 'error' in outcome ? outcome.error : undefined;
  if (isOnly && isCliqError(error) && error.attempts !== sends.length) {
    problems.push(`the error says ${error.attempts} attempts; it was sent ${sends.length} times`);
  }
  const isNeverRepeated =
    operations[call.operation].retry === 'never' || sends[0]?.url.includes('unpin_all=true');
  const firstUnclear = sends.findIndex(isUnclear);
  if (isNeverRepeated && firstUnclear >= 0 && firstUnclear < sends.length - 1) {
    problems.push('it was repeated although nobody knew what had become of it');
  }
  return problems;
}

function isUnclear({ end }: Sent): boolean {
  return end === undefined || end === 'lost' || end === 'left' || (typeof end === 'number' && end >= 500);
}
