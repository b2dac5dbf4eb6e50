import type { Difference } from '../facts/facts.ts';
import type { Step } from '../facts/place.ts';
import { parsePlace } from '../facts/place.ts';
import { deviationsFile } from './deviations.ts';
import type { Drift } from './drift.ts';
import type { OperationSpot } from './locate-operation.ts';
import { findOperation, pathsOf } from './locate-operation.ts';
import type { SpecFiles, Spot } from './spec-files.ts';
import { code, subjectOf } from './words.ts';

type Edit = Drift['edit'];

/** Where to edit `specs/` to follow a difference: the line of what is there, or of what the new thing belongs in. */
export function locate(files: SpecFiles, module: string, difference: Difference): Edit {
  const file = `specs/${module}.yaml`;
  const top = files.top(file);
  const { head } = parsePlace(difference.place);
  if (head === 'document') return inDocument(files, file, top, difference);
  if (head === 'schema')
    return spotOf(
      files,
      files.at(top, ['components', 'schemas']),
      file,
      'schemas that nothing uses are left out here; say so in the deviation that lists them',
    );
  const operation = findOperation(files, top, difference.operation ?? '');
  if (!operation) {
    const path = pathsOf(files, top, difference);
    const what = path.known
      ? `a new operation of this URL: a method of its own, or one more of its \`x-variants\``
      : 'a new path with its operation';
    return spotOf(files, path.spot, file, what);
  }
  return inOperation(files, file, operation, difference);
}

/** Where a deviation stands. */
export function locateDeviation(line: number, what: string): Edit {
  return { file: deviationsFile, line, what };
}

function inDocument(files: SpecFiles, file: string, top: Spot | undefined, { fact }: Difference): Edit {
  if (fact === 'version') return spotOf(files, files.at(top, ['info', 'version']), file, 'the version');
  if (fact === 'tags') return spotOf(files, files.child(top, 'tags'), file, 'the tags');
  if (fact === 'servers') {
    const centers = files.child(files.top('specs/common.yaml'), 'x-data-centers');
    return spotOf(files, centers, 'specs/common.yaml', 'the data centres, which become the servers');
  }
  const schemes = files.at(top, ['components', 'securitySchemes']);
  const [scheme] = files.keys(schemes);
  const spot = scheme === undefined ? schemes : files.follow(files.child(schemes, scheme));
  return spotOf(files, spot, file, fact === 'scopes' ? 'the scopes of the flows' : 'how to sign in');
}

const operationKeys: Record<string, string[]> = {
  limit: ['x-rate-limit'],
  lock: ['x-rate-limit', 'lockSeconds'],
  errors: ['x-error-codes'],
  scopes: ['security'],
  tags: ['tags'],
  deprecated: ['deprecated'],
  upstreamId: ['x-upstream-id'],
};
const variantKeys: Record<string, string[]> = {
  errors: ['errors'],
  upstreamId: ['upstreamId'],
  key: ['template'],
};

function inOperation(files: SpecFiles, file: string, found: OperationSpot, difference: Difference): Edit {
  const { place, fact, ours } = difference;
  const { head, name = '', steps } = parsePlace(place);
  if (head === 'operation') return ofOperation(files, file, found, difference);
  if (head === 'body') {
    const schema = found.bodySchema;
    if (!schema) return spotOf(files, found.operation, file, '`requestBody`, which is new');
    if (steps.length === 0 && fact === 'required')
      return spotOf(
        files,
        files.child(found.body, 'required') ?? found.body,
        file,
        'whether the body is required',
      );
    if (steps.length === 0 && fact === 'content')
      return spotOf(files, files.child(found.body, 'content') ?? found.body, file, 'the forms of the body');
    return inSchema(files, file, schema, difference, steps);
  }
  if (head === 'reply') {
    const reply = files.child(found.replies, name);
    if (!reply)
      return spotOf(files, found.replies ?? found.operation, file, `reply ${code(name)} of the operation`);
    const schema = found.replySchema(name);
    if (fact === 'present' && steps.length === 0) return spotOf(files, reply, file, `reply ${code(name)}`);
    if (!schema)
      return spotOf(files, files.follow(reply) ?? reply, file, `the contents of reply ${code(name)}`);
    if (steps.length === 0 && fact === 'content')
      return spotOf(files, files.child(files.follow(reply), 'content'), file, `the forms of reply ${name}`);
    return inSchema(files, file, schema, difference, steps);
  }
  const parameter = found.parameter(head, name);
  if (!parameter) {
    const list =
      (head === 'path' ? found.pathParameters : files.child(found.operation, 'parameters')) ??
      found.operation;
    return spotOf(files, list, file, `${head} parameter ${code(name)}, which is new here`);
  }
  if (fact === 'present' && steps.length === 0)
    return spotOf(files, parameter, file, `parameter ${code(name)}`);
  if (fact === 'renamed')
    return spotOf(files, files.child(parameter, 'name') ?? parameter, file, `the name ${code(ours)}`);
  const own = files.child(parameter, fact);
  if (own) return spotOf(files, own, file, `\`${fact}\` of parameter ${code(name)}`);
  const schema = files.child(parameter, 'schema');
  const ofParameter = ['required', 'style', 'explode', 'deprecated', 'allowEmptyValue'].includes(fact);
  return !schema || (ofParameter && steps.length === 0)
    ? spotOf(files, parameter, file, `parameter ${code(name)}, which has no \`${fact}\``)
    : inSchema(files, file, schema, difference, steps);
}

function ofOperation(files: SpecFiles, file: string, found: OperationSpot, difference: Difference): Edit {
  const { fact, ours } = difference;
  const subject = subjectOf(difference);
  if (fact === 'present')
    return spotOf(files, found.variant ?? found.operation, file, `operation ${subject}`);
  const own = found.variant && variantKeys[fact] ? files.at(found.variant, variantKeys[fact]) : undefined;
  if (fact === 'key' || fact === 'realPath')
    return spotOf(
      files,
      own ?? found.item,
      file,
      found.variant ? '`template` of the variant' : 'the path and method',
    );
  const spot = own ?? files.at(found.operation, operationKeys[fact] ?? [fact]);
  if (fact === 'errors') {
    const known = files.items(spot).find((item) => files.text(files.child(item, 'code')) === ours);
    return spotOf(
      files,
      known ?? spot ?? found.operation,
      file,
      known ? `the code ${code(ours)}` : `the codes of ${subject}`,
    );
  }
  const key = (found.variant ? variantKeys[fact] : undefined) ?? operationKeys[fact] ?? [fact];
  return spotOf(
    files,
    spot ?? found.variant ?? found.operation,
    file,
    spot ? `\`${key.join('.')}\` of ${subject}` : `${subject}, which has no \`${key.join('.')}\``,
  );
}

/** Goes down a schema as far as it is there. */
function inSchema(files: SpecFiles, file: string, schema: Spot, difference: Difference, steps: Step[]): Edit {
  const { fact } = difference;
  let spot = schema;
  for (const [index, step] of steps.entries()) {
    const next = stepInto(files, spot, step);
    if (!next) {
      const parent = schemaOf(files, spot);
      const missing = steps
        .slice(index)
        .map((each) => (typeof each === 'object' ? each.property : each))
        .join('.');
      const inside = files.child(parent, 'properties') ?? parent;
      return spotOf(files, inside, file, `${code(missing)}, which is new here`);
    }
    if (index === steps.length - 1 && fact === 'required' && typeof step === 'object') {
      const parent = next.parent;
      const list = files.child(parent, 'required') ?? parent;
      return spotOf(
        files,
        list,
        file,
        `whether ${code(step.property)} is in the \`required\` of this schema`,
      );
    }
    spot = next.spot;
  }
  if (fact === 'present' || fact === 'renamed') return spotOf(files, spot, file, subjectOf(difference));
  const keyword = keywords[fact] ?? fact;
  const own = files.child(spot, keyword) ?? findKeyword(files, spot, keyword);
  const name = subjectOf(difference);
  return own
    ? spotOf(files, own, file, `\`${keyword}\` of ${name}`)
    : spotOf(files, schemaOf(files, spot), file, `the schema of ${name}, which has no \`${keyword}\``);
}

const keywords: Record<string, string> = {
  closed: 'additionalProperties',
  open: 'additionalProperties',
  values: 'enum',
  'prose values': 'enum',
  suggested: 'enum',
  nullable: 'type',
  'prose maxLength': 'maxLength',
  'prose maxItems': 'maxItems',
  'prose maximum': 'maximum',
  alternatives: 'anyOf',
  schema: '$ref',
};

function schemaOf(files: SpecFiles, spot: Spot): Spot {
  return files.follow(spot) ?? spot;
}

/** A schema and what it is combined of. */
function parts(files: SpecFiles, spot: Spot, depth = 0): Spot[] {
  const schema = schemaOf(files, spot);
  if (depth > 8) return [schema];
  const branches = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => files.items(files.child(schema, key)));
  return [schema, ...branches.flatMap((branch) => parts(files, branch, depth + 1))];
}

function findKeyword(files: SpecFiles, spot: Spot, keyword: string): Spot | undefined {
  const all = parts(files, spot);
  // A text with commas upstream is a list here, and its values stand with the entries.
  const entries = keyword === 'enum' ? all.flatMap((part) => files.child(part, 'items') ?? []) : [];
  return [...all, ...entries.flatMap((entry) => parts(files, entry))]
    .map((part) => files.child(part, keyword))
    .find((found) => found !== undefined);
}

function stepInto(files: SpecFiles, spot: Spot, step: Step): { spot: Spot; parent: Spot } | undefined {
  const keys =
    typeof step === 'object'
      ? ['properties', step.property]
      : [step === '[]' ? 'items' : 'additionalProperties'];
  for (const parent of parts(files, spot)) {
    const found = files.at(parent, keys);
    if (found) return { spot: found, parent };
  }
  return undefined;
}

function spotOf(files: SpecFiles, spot: Spot | undefined, fallback: string, what: string): Edit {
  return spot ? { file: spot.file, line: files.lineOf(spot), what } : { file: fallback, line: 1, what };
}
