import type { Json, Pointer } from '../read/upstream-document.ts';
import type { JsonMap } from './json.ts';
import { mapOf, own } from './json.ts';

/** What one content type of a body or reply is. */
export interface Media {
  type: string;
  node: JsonMap;
  at: Pointer;
}

/** The content types of a body or a reply: the one that is JSON, if any, and the names of the others. */
export function mediaOf(node: JsonMap, at: Pointer): { json: Media | undefined; others: string[] } {
  const all = Object.entries(mapOf(own(node, 'content')) ?? {}).map(([type, media]) => ({
    type,
    node: mapOf(media) ?? {},
    at: [...at, 'content', type],
  }));
  const json =
    all.find(({ type }) => /^application\/json\b/i.test(type)) ??
    all.find(({ type }) => /^application\/([\w.-]+\+)?json\b/i.test(type) || type.trim() === '*/*');
  return { json, others: all.filter((media) => media !== json).map(({ type }) => type) };
}

/** The examples of a content type by name, as upstream gives them. */
export function examplesOf(media: JsonMap): [string, Json][] {
  const single = own(media, 'example');
  const named = Object.entries(mapOf(own(media, 'examples')) ?? {}).flatMap(
    ([name, entry]): [string, Json][] => {
      const value = own(mapOf(entry), 'value');
      return value === undefined ? [] : [[name, value]];
    },
  );
  return single === undefined ? named : [['example', single], ...named];
}
