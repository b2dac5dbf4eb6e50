import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';

/** What one content type of a body or reply is. */
export interface Media {
  type: string;
  node: Mapping;
  at: Pointer;
}

/** The content types of a body or a reply: the one that is JSON, if any, and the names of the others. */
export function mediaOf(node: Mapping, at: Pointer): { json: Media | undefined; others: string[] } {
  const all = Object.entries(mappingOf(own(node, 'content')) ?? {}).map(([type, media]) => ({
    type,
    node: mappingOf(media) ?? {},
    at: [...at, 'content', type],
  }));
  const json =
    all.find(({ type }) => /^application\/json\b/i.test(type)) ??
    all.find(({ type }) => /^application\/([\w.-]+\+)?json\b/i.test(type) || type.trim() === '*/*');
  return { json, others: all.filter((media) => media !== json).map(({ type }) => type) };
}

/** The examples of a content type by name, as upstream gives them. */
export function examplesOf(media: Mapping): [string, Json][] {
  const single = own(media, 'example');
  const named = Object.entries(mappingOf(own(media, 'examples')) ?? {}).flatMap(
    ([name, entry]): [string, Json][] => {
      const value = own(mappingOf(entry), 'value');
      return value === undefined ? [] : [[name, value]];
    },
  );
  return single === undefined ? named : [['example', single], ...named];
}
