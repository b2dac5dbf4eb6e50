import { isOneOfList } from '../facts/compare-facts.ts';
import type { Difference } from '../facts/facts.ts';
import { parsePlace } from '../facts/place.ts';
import { mappingOf } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import type { Finding } from './find-drifts.ts';

/** One sentence or two on a finding, for a person. */
export function sentenceOn(finding: Finding): string {
  const { difference, why, deviation } = finding;
  const subject = subjectOf(difference);
  const said = statement(difference, subject);
  const explained = deviation ? ` (${deviation.id})` : '';
  if (why === 'agreed') return `${said} That is what ours says: the two agree now${explained}.`;
  if (why === 'changed') return `${said} Ours differs on purpose${explained}: see whether that still holds.`;
  return said;
}

function statement(difference: Difference, subject: string): string {
  const { fact, upstream, ours } = difference;
  const before = 'recorded' in difference ? difference.recorded : undefined;
  const known = 'recorded' in difference;
  if (fact === 'renamed') return `${subject} was renamed upstream: ${code(ours)} is now ${code(upstream)}.`;
  if (fact === 'present') {
    if (known && before !== undefined && upstream !== undefined)
      return `${subject} changed upstream: it was ${valueInWords(before, fact)}, and is now ${valueInWords(upstream, fact)}.`;
    return upstream === undefined
      ? `${subject} is gone from upstream.`
      : `${subject} is new upstream: ${valueInWords(upstream, fact)}.`;
  }
  if (fact === 'key') return `${subject} moved upstream: from ${code(before ?? ours)} to ${code(upstream)}.`;
  if (fact === 'upstreamId')
    return `${subject} has another operationId upstream: ${code(before ?? ours)} is now ${code(upstream)}.`;
  const name = factInWords(fact);
  if (isOneOfList(difference)) {
    return upstream === undefined
      ? `${subject}: upstream ${known ? 'no longer lists' : 'does not list'} the ${name} ${code(before ?? ours)}.`
      : `${subject}: upstream lists the ${name} ${code(upstream)}.`;
  }
  const was = known ? ` (was ${valueInWords(before, fact)})` : '';
  const mine =
    'ours' in difference && !sameText(ours, upstream) ? `; ours says ${valueInWords(ours, fact)}` : '';
  return `${subject}: upstream says ${name} ${valueInWords(upstream, fact)}${was}${mine}.`;
}

function sameText(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function factInWords(fact: string): string {
  if (fact === 'errors') return 'error code';
  if (fact === 'enum' || fact === 'suggested') return 'value';
  if (fact === 'values' || fact === 'prose values') return 'value (in prose)';
  return `\`${fact}\``;
}

/** `getThreadMembers, parameter fields`. */
export function subjectOf({ operation, place }: Difference): string {
  const where = placeInWords(place);
  if (operation === undefined) return where;
  return where === '' ? code(operation) : `${code(operation)}, ${where}`;
}

function placeInWords(place: string): string {
  const { head, name, steps, media } = parsePlace(place);
  const form = media ? ` (${code(media)})` : '';
  const path = steps
    .map((step) => (typeof step === 'object' ? `.${step.property}` : step))
    .join('')
    .replace(/^\./, '');
  const inside = path === '' ? '' : ` ${code(path)}`;
  if (head === 'operation') return '';
  if (head === 'document') return 'the document';
  if (head === 'schema') return `schema ${code(name)}`;
  if (head === 'body') return inside === '' ? `the body${form}` : `key${inside} of the body${form}`;
  if (head === 'reply')
    return inside === '' ? `reply ${plain(name)}${form}` : `key${inside} of reply ${plain(name)}${form}`;
  return `${head === 'query' ? '' : `${head} `}parameter ${code(`${name}${path}`)}`;
}

function valueInWords(value: Json | undefined, fact: string): string {
  if (value === undefined) return 'nothing';
  if (fact === 'limit') return plain(value).replace(/^(.*)\/(.*)s$/, '$1 calls in $2 s');
  if (fact === 'lock') return `${String(value)} s`;
  const mapping = mappingOf(value);
  if (mapping && fact === 'present') return shapeInWords(mapping);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(code).join(', ');
  return code(value);
}

function shapeInWords(facts: { [fact: string]: Json }): string {
  if (typeof facts['key'] === 'string') return code(facts['key']);
  const { required, type, within, ...others } = facts;
  const words = [
    ...(required === undefined ? [] : [required === true ? 'required' : 'optional']),
    ...(type === undefined ? [] : [code(type)]),
    ...Object.entries(others).map(([fact, value]) => `${fact} ${code(value)}`),
    ...(within === undefined
      ? []
      : [
          `with ${Object.keys(mappingOf(within) ?? {})
            .map(code)
            .join(', ')}`,
        ]),
  ];
  return words.length === 0 ? 'without contents' : words.join(', ');
}

/** What a document says, as code that ends where it ends: it may be read in a pull request or on a terminal. */
export function code(value: Json | undefined): string {
  return `\`${plain(value)}\``;
}

function plain(value: Json | undefined): string {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replace(/[\p{C}`]/gu, ' ');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
