import type { Mapping } from '../read/json.ts';
import { listOf, mappingOf, own, pointerOf, sortedSet, textOf, valueAt } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import type { PlaceFacts } from './facts.ts';

/** Version, servers, tags, and how to sign in. */
export function documentFacts(document: Mapping): PlaceFacts {
  const facts: PlaceFacts = {};
  const version = own(mappingOf(own(document, 'info')), 'version');
  if (version !== undefined) facts['version'] = String(version);
  const servers = listOf(own(document, 'servers')).flatMap(
    (server) => textOf(own(mappingOf(server), 'url')) ?? [],
  );
  if (servers.length > 0) facts['servers'] = sortedSet(servers);
  const tags = listOf(own(document, 'tags')).flatMap((tag) => textOf(own(mappingOf(tag), 'name')) ?? []);
  if (tags.length > 0) facts['tags'] = sortedSet(tags);
  const schemes = Object.entries(
    mappingOf(own(mappingOf(own(document, 'components')), 'securitySchemes')) ?? {},
  );
  const flows = schemes.flatMap(([name, scheme]) =>
    Object.entries(mappingOf(own(mappingOf(scheme), 'flows')) ?? {}).map(([flow, value]) => ({
      name,
      flow,
      value,
    })),
  );
  if (schemes.length > 0) {
    const named = flows.map(({ name, flow }) => `${name}: ${flow}`);
    facts['signIn'] = sortedSet(named.length > 0 ? named : schemes.map(([name]) => name));
  }
  const scopes = flows.flatMap(({ value }) => Object.keys(mappingOf(own(mappingOf(value), 'scopes')) ?? {}));
  if (scopes.length > 0) facts['scopes'] = sortedSet(scopes);
  return facts;
}

/** Schemas that no operation leads to, with their type and keys. */
export function unusedSchemas(document: Mapping): [string, PlaceFacts][] {
  const components = mappingOf(own(document, 'components'));
  const schemas = mappingOf(own(components, 'schemas')) ?? {};
  const used = reachable(document);
  return Object.keys(schemas)
    .filter((name) => !used.has(name))
    .sort()
    .map((name) => {
      const schema = mappingOf(own(schemas, name));
      const type = own(schema, 'type');
      const keys = Object.keys(mappingOf(own(schema, 'properties')) ?? {}).sort();
      return [name, { ...(type !== undefined && { type }), ...(keys.length > 0 && { keys }) }];
    });
}

/** Names of the schemas that references lead to from the paths. */
function reachable(document: Mapping): Set<string> {
  const used = new Set<string>();
  const seen = new Set<string>();
  const waiting: Json[] = [own(document, 'paths') ?? null];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (Array.isArray(value)) for (const entry of value) waiting.push(entry);
    const mapping = mappingOf(value);
    if (!mapping) continue;
    for (const [key, entry] of Object.entries(mapping)) {
      if (key !== '$ref' || typeof entry !== 'string') {
        waiting.push(entry);
        continue;
      }
      if (seen.has(entry)) continue;
      seen.add(entry);
      const at = pointerOf(entry);
      if (at?.[0] === 'components' && at[1] === 'schemas') used.add(String(at[2]));
      const target = at && valueAt(document, at);
      if (target !== undefined) waiting.push(target);
    }
  }
  return used;
}
