import { describe, expect, it } from 'vitest';
import type { Cover } from '../../../src/upstream/diff/covers.ts';
import type { LocatedDeviation } from '../../../src/upstream/diff/deviations.ts';
import type { Finding } from '../../../src/upstream/diff/find-drifts.ts';
import { findDrifts } from '../../../src/upstream/diff/find-drifts.ts';
import type { DocumentFacts, PlaceFacts } from '../../../src/upstream/facts/facts.ts';

/** A document with one operation. */
function facts(
  places: { [place: string]: PlaceFacts },
  rest: { [place: string]: PlaceFacts } = {},
): DocumentFacts {
  const operation = { upstreamId: 'a', id: 'a', key: 'GET /a', realPath: '/a' };
  const own = Object.entries({ operation: { key: 'GET /a' }, ...places });
  return { places: new Map(Object.entries(rest)), operations: [{ ...operation, places: new Map(own) }] };
}

function deviation(id: string, ...covers: Cover[]): LocatedDeviation {
  return { id, modules: ['m'], where: '', upstream: '', ours: '', reason: '', line: 1, covers };
}

const short = ({ why, difference, judged, deviation: by }: Finding) => ({
  why,
  at: `${difference.place} ${difference.fact}`,
  was: judged.ours,
  now: judged.upstream,
  ...('recorded' in difference && { recorded: difference.recorded }),
  ...(by && { by: by.id }),
});

function find(
  ours: PlaceFacts,
  upstream: PlaceFacts,
  recorded: PlaceFacts | undefined,
  deviations: LocatedDeviation[] = [],
) {
  const at = (fact: PlaceFacts) => facts({ 'body.key': fact });
  const found = findDrifts({
    module: 'm',
    ours: at(ours),
    upstream: at(upstream),
    recorded: recorded && at(recorded),
    deviations,
  });
  return {
    findings: found.findings.map(short),
    met: found.met,
    ended: found.ended.map(({ id }) => id),
  };
}

describe('without a record', () => {
  it('what no deviation explains is found, judged from ours to theirs', () => {
    expect(find({ maxLength: 5 }, { maxLength: 3 }, undefined).findings).toEqual([
      { why: 'unexplained', at: 'body.key maxLength', was: 5, now: 3 },
    ]);
  });

  it('what a deviation explains is met; with another value it is not, and the deviation is over', () => {
    const d = deviation('D1', { place: 'body.key', fact: 'maxLength', upstream: 3, ours: 5 });
    expect(find({ maxLength: 5 }, { maxLength: 3 }, undefined, [d])).toEqual({
      findings: [],
      met: [{ id: 'D1', differences: 1 }],
      ended: [],
    });
    expect(find({ maxLength: 5 }, { maxLength: 4 }, undefined, [d])).toMatchObject({
      met: [],
      ended: ['D1'],
    });
    expect(find({ maxLength: 5 }, { maxLength: 4 }, undefined, [d]).findings).toHaveLength(1);
  });

  it('a deviation of another module, or one that shows in no difference, says nothing', () => {
    const other = { ...deviation('D1', { place: '*', fact: '*', ours: 5 }), modules: ['n'] };
    const { covers: _, ...silent } = deviation('D2');
    expect(find({ maxLength: 5 }, {}, undefined, [other, { ...silent, uncompared: 'So.' }])).toMatchObject({
      findings: [{ why: 'unexplained' }],
      met: [],
      ended: [],
    });
  });
});

describe('with a record', () => {
  const d = deviation('D1', { place: 'body.key', fact: 'maxLength', upstream: '*', ours: 5 });

  it('nothing is found where nothing changed', () => {
    expect(find({ maxLength: 5 }, { maxLength: 3 }, { maxLength: 3 }, [d]).findings).toEqual([]);
  });

  it('a change is found also where a deviation explains the new value, judged from record to now', () => {
    expect(find({ maxLength: 5 }, { maxLength: 4 }, { maxLength: 3 }, [d])).toEqual({
      findings: [{ why: 'changed', at: 'body.key maxLength', was: 3, now: 4, recorded: 3, by: 'D1' }],
      met: [{ id: 'D1', differences: 1 }],
      ended: [],
    });
  });

  it('a change is found also where the two sides agree after it, and it ends the deviation by name', () => {
    expect(find({ maxLength: 5 }, { maxLength: 5 }, { maxLength: 3 }, [d])).toEqual({
      findings: [{ why: 'agreed', at: 'body.key maxLength', was: 3, now: 5, recorded: 3, by: 'D1' }],
      met: [],
      ended: [],
    });
  });

  it('a change that nothing explains is found once, with what it was', () => {
    expect(find({ maxLength: 5 }, { maxLength: 4 }, { maxLength: 5 }).findings).toEqual([
      { why: 'unexplained', at: 'body.key maxLength', was: 5, now: 4, recorded: 5 },
    ]);
  });

  it('where we are silent on purpose, the change counts and not all that upstream says', () => {
    const enums = deviation('D1', { place: 'body.key', fact: 'enum', upstream: ['a', 'b'] });
    expect(find({}, { enum: ['a', 'b', 'c'] }, { enum: ['a', 'b'] }, [enums]).findings).toEqual([
      { why: 'changed', at: 'body.key enum', was: undefined, now: 'c', recorded: undefined, by: 'D1' },
    ]);
  });

  it('where we list values, a new one counts by what we list', () => {
    const enums = deviation('D1', { place: 'body.key', fact: 'enum', ours: ['a', 'b'] });
    expect(find({ enum: ['a', 'b'] }, { enum: ['a', 'b', 'c'] }, {}, [enums])).toMatchObject({
      findings: [{ why: 'unexplained', was: undefined, now: 'c' }],
      ended: [],
    });
  });
});

describe('what only follows from another finding', () => {
  const ours = facts({ 'body.old': { type: 'string' } });
  const none: DocumentFacts = { places: new Map(), operations: [] };
  const inBody = deviation('D1', { place: 'body.old', fact: 'maxLength', upstream: 9 });

  it('a deviation about something that is gone is not called over beside it', () => {
    const recorded = facts({ 'body.old': { type: 'string', maxLength: 9 } });
    const found = findDrifts({ module: 'm', ours, upstream: none, recorded, deviations: [inBody] });
    expect(found.findings.map(short)).toMatchObject([{ at: 'operation present' }]);
    expect(found.ended).toEqual([]);
  });

  it('a schema that a removal leaves unused is not called new; one that was unused before, or comes alone, is', () => {
    const unused = { 'schema left': { type: 'object' } };
    const left = { ...none, places: new Map(Object.entries(unused)) };
    const places = (upstream: DocumentFacts, recorded: DocumentFacts) =>
      findDrifts({ module: 'm', ours, upstream, recorded, deviations: [] }).findings.map(
        (each) => short(each).at,
      );
    expect(places(left, ours)).toEqual(['operation present']);
    expect(places(left, facts({ 'body.old': { type: 'string' } }, unused))).toEqual([
      'schema left present',
      'operation present',
    ]);
    expect(places(facts({ 'body.old': { type: 'string' } }, unused), ours)).toEqual(['schema left present']);
  });

  it('a path with another placeholder is one move', () => {
    const at = (key: string, name: string): DocumentFacts => ({
      places: new Map(),
      operations: [
        {
          upstreamId: 'a',
          id: 'a',
          key,
          realPath: key.slice(4),
          places: new Map<string, PlaceFacts>([
            ['operation', { key, realPath: key.slice(4) }],
            [`path ${name}`, { required: true }],
          ]),
        },
      ],
    });
    const found = findDrifts({
      module: 'm',
      ours: at('GET /{A}', 'A'),
      upstream: at('GET /{B}', 'B'),
      deviations: [],
    });
    expect(found.findings.map((each) => short(each).at)).toEqual(['operation key']);
  });
});
