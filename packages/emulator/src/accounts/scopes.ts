import { descriptors } from '../spec/documents.ts';

/** Every scope that an operation needs. */
export const allScopes: readonly string[] = [...new Set(descriptors.flatMap(({ scopes }) => scopes))].sort();

/** What a scope may consist of (RFC 6749, 3.3); the comma is Zoho's separator. */
const scopeToken = /^[!#-+\--[\]-~]+$/u;

/** The scopes in a list with commas, as upstream, or blanks, as the standard; nothing if one of them is none. */
export function readScopes(list: string | null): ReadonlySet<string> | undefined {
  const scopes = (list ?? '').split(/[ ,]+/u).filter((scope) => scope !== '');
  return scopes.every((scope) => scopeToken.test(scope)) ? new Set(scopes) : undefined;
}
