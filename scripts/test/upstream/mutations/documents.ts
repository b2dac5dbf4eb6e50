import { schema } from './editable-document.ts';
import type { Mutation } from './mutation.ts';
import { drift } from './mutation.ts';

export const documentMutations: Mutation[] = [
  {
    name: 'the version is another',
    module: 'folders',
    change: (document) => document.set(['info', 'version'], '3.1.0'),
    expect: [drift('same', 'changed', [undefined, 'document', 'version'])],
  },
  {
    name: 'the server is another',
    module: 'pins',
    change: (document) => document.set(['servers', 0, 'url'], 'https://cliq.zoho.com/api/v4'),
    expect: [drift('refused', 'changed', [undefined, 'document', 'servers'])],
  },
  {
    name: 'a second server is listed',
    module: 'threads',
    change: (document) => document.push(['servers'], { url: 'https://cliq.zoho.eu/api/v3' }),
    expect: [drift('refused', 'changed', [undefined, 'document', 'servers'])],
  },
  {
    name: 'a schema that nothing refers to is new',
    module: 'pins',
    change: (document) =>
      document.set(schema('pin-settings'), { type: 'object', properties: { max: { type: 'integer' } } }),
    expect: [drift('same', 'added', [undefined, 'schema pin-settings'])],
  },
  {
    name: 'a schema that nothing refers to is gone',
    module: 'threads',
    change: (document) => document.drop(schema('auto-follow-threads-response')),
    expect: [drift('same', 'ended', [undefined, 'schema auto-follow-threads-response'])],
  },
  {
    name: 'a schema that nothing refers to has another key',
    module: 'folders',
    change: (document) => document.set(schema('update-pin-category-request', 'color'), { type: 'string' }),
    expect: [drift('same', 'changed', [undefined, 'schema update-pin-category-request', 'keys'])],
  },
  {
    name: 'a scope is listed that no operation needs',
    module: 'pins',
    change: (document) =>
      document.set(
        [
          'components',
          'securitySchemes',
          'Cliq_Auth',
          'flows',
          'implicit',
          'scopes',
          'ZohoCliq.Messages.DELETE',
        ],
        'Delete messages',
      ),
    expect: [drift('same', 'changed', [undefined, 'document', 'scopes'])],
  },
  {
    name: 'there is one more way to sign in',
    module: 'folders',
    change: (document) =>
      document.set(['components', 'securitySchemes', 'Cliq_Auth', 'flows', 'authorizationCode'], {
        authorizationUrl: 'https://accounts.zoho.com/oauth/v2/auth',
        tokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
        scopes: { 'ZohoCliq.Chats.READ': 'Look at chats' },
      }),
    expect: [drift('refused', 'changed', [undefined, 'document', 'signIn'])],
  },
  {
    name: 'the tag of the module has another name',
    module: 'threads',
    change: (document) => document.set(['tags', 0, 'name'], 'thread'),
    expect: [drift('same', 'changed', [undefined, 'document', 'tags'])],
  },
];
