/** A place, taken apart: `reply 200.data[].name` is the head `reply`, the name `200` and three steps. */
export interface ParsedPlace {
  /** document, schema, operation, path, query, header, cookie, body or reply. */
  head: string;
  /** Of a schema, parameter or reply. */
  name: string | undefined;
  /** Of a body or reply in another form than JSON. */
  media: string | undefined;
  /** Property names, `[]` and `{}`. */
  steps: Step[];
}

export type Step = { property: string } | '[]' | '{}';

const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const plainName = /^[^.[\]{}"()]+$/;
const headForm = new RegExp(`^(\\w+)(?: (${quoted}|[^.[\\]{}"()]*[^.[\\]{}"() ]))?(?: \\(([^)]*)\\))?`);
const stepForm = new RegExp(`\\.(${quoted}|[^.[\\]{}"()]*)|\\[\\]|\\{\\}`, 'g');

/** A name as it stands in a place: in quotes where it holds what parts places. */
export function nameInPlace(name: string): string {
  return plainName.test(name) && name === name.trim() ? name : JSON.stringify(name);
}

export function parsePlace(place: string): ParsedPlace {
  const head = headForm.exec(place);
  if (!head?.[1]) throw new Error(`This is no place of a document: ${place}`);
  const steps = [...place.slice(head[0].length).matchAll(stepForm)].map(([all, name]): Step => {
    if (all === '[]' || all === '{}') return all;
    return { property: bare(name ?? '') };
  });
  return {
    head: head[1],
    name: head[2] === undefined ? undefined : bare(head[2]),
    media: head[3],
    steps,
  };
}

function bare(name: string): string {
  return name.startsWith('"') ? String(JSON.parse(name)) : name;
}

/** The place that one stands in: `reply 200.data` for `reply 200.data[]`; none for a place that stands by itself. */
export function parentPlace(place: string): string | undefined {
  const head = headForm.exec(place)?.[0] ?? place;
  const last = [...place.slice(head.length).matchAll(stepForm)].at(-1)?.[0];
  if (last) return place.slice(0, -last.length);
  const media = / \([^)]*\)$/.exec(head)?.[0];
  return media ? place.slice(0, -media.length) : undefined;
}

/** The name of the property or parameter that a place is, if it is one. */
export function nameOfPlace(place: string): string | undefined {
  const { steps, name } = parsePlace(place);
  const last = steps.at(-1);
  return typeof last === 'object' ? last.property : last ? undefined : name;
}

/** Whether a place stands within another: a key of an object, the items of a list, another form of a body. */
export function isInPlace(inner: string, outer: string): boolean {
  return inner.startsWith(outer) && /^(?:[.[{]| \()/.test(inner.slice(outer.length));
}
