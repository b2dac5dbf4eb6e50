import { parse } from 'yaml';
import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import { appendToMapping } from './append-to-mapping.ts';
import type { Draft } from './make-draft.ts';
import { componentsOf } from './read-known-specs.ts';
import { writeYaml } from './write-yaml.ts';

const scopesPath = ['components', 'securitySchemes', 'ZohoOAuth', 'flows', 'authorizationCode', 'scopes'];

/** common.yaml with the scopes and replies that a draft needs and that it lacks. All else in it stays as it is. */
export function extendCommon(text: string, draft: Draft): { text: string; scopes: string[] } {
  const common = parse(text) as Mapping; // It has been read before as this.
  const known = scopesPath.reduce<Json | undefined>((node, step) => own(mappingOf(node), step), common);
  const scopes = draft.scopes.filter((scope) => own(mappingOf(known), scope) === undefined).sort();
  let extended = text;
  if (scopes.length > 0) {
    const entries = Object.fromEntries(scopes.map((scope) => [scope, inWords(scope)]));
    extended = appendToMapping('specs/common.yaml', extended, scopesPath, writeYaml(entries));
  }
  const responses = componentsOf(common, 'responses');
  for (const [name, reply] of draft.replies) {
    if (Object.hasOwn(responses, name)) continue;
    extended = appendToMapping(
      'specs/common.yaml',
      extended,
      ['components', 'responses'],
      replyText(name, reply),
    );
  }
  return { text: extended, scopes };
}

/** `ZohoCliq.Reminders.CREATE`: Create reminders. */
function inWords(scope: string): string {
  const parts = scope.split('.');
  const verb = parts.at(-1) ?? scope;
  const noun = (parts.at(-2) ?? '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1).toLowerCase()} ${noun}`.trim();
}

function replyText(name: string, reply: Mapping): string {
  return writeYaml({ responses: { [name]: reply } })
    .split('\n')
    .slice(1)
    .map((line) => line.slice(2))
    .join('\n');
}
