import { dataCenters } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors/input-error.ts';
import type { Hosts } from '../src/hosts.ts';
import { resolveHosts } from '../src/hosts.ts';
import { thrownBy } from './failure-of.ts';
import { untyped } from './test-client.ts';

const accounts = 'https://accounts.test';
const domains = [
  ['us', 'zoho.com'],
  ['eu', 'zoho.eu'],
  ['in', 'zoho.in'],
  ['au', 'zoho.com.au'],
  ['cn', 'zoho.com.cn'],
  ['jp', 'zoho.jp'],
  ['sa', 'zoho.sa'],
  ['uk', 'zoho.uk'],
  ['ca', 'zohocloud.ca'],
] as const;

describe('a data centre', () => {
  it.each(domains)('%s has its API and its accounts server at %s', (name, domain) => {
    expect(resolveHosts(name)).toEqual({
      api: `https://cliq.${domain}/api/v3`,
      accounts: `https://accounts.${domain}`,
    });
  });

  it('is one of nine', () => {
    expect(Object.keys(dataCenters).sort()).toEqual(domains.map(([name]) => name).sort());
  });

  it.each(['', 'US', 'com', '__proto__', 'constructor', 'toString', 'https://cliq.zoho.com'])(
    '%j is refused, with the ones there are',
    (name) => {
      const error = thrownBy(InputError, () => resolveHosts(untyped(name)));
      expect(error.message).toContain('us, eu, in, au, cn, jp, sa, uk, ca');
    },
  );

  it.each([undefined, null, 1, true, [], {}, { api: 'https://a.test' }, { accounts: 'https://a.test' }])(
    '%j is refused',
    (value) => {
      thrownBy(InputError, () => resolveHosts(untyped<Hosts>(value)));
    },
  );
});

describe('a host of your own', () => {
  it.each([
    ['http to another machine', 'http://cliq.test/api/v3'],
    ['http to a name that only begins like this machine', 'http://localhost.evil.test/api/v3'],
    ['http to an address that only begins like this machine', 'http://127.0.0.1.nip.io/api/v3'],
    ['http to all interfaces', 'http://0.0.0.0/api/v3'],
    ['http to a private network', 'http://192.168.0.1/api/v3'],
    ['a user', 'https://user@cliq.test/api/v3'],
    ['a user and a password', 'https://user:secret@cliq.test/api/v3'],
    ['this machine as a user name', 'http://127.0.0.1@evil.test/api/v3'],
    ['a query', 'https://cliq.test/api/v3?a=b'],
    ['a fragment', 'https://cliq.test/api/v3#a'],
    ['no scheme', '//evil.test/api/v3'],
    ['a path', '/api/v3'],
    ['a bare host', 'cliq.test'],
    ['nothing', ''],
    ['a file', 'file:///etc/passwd'],
    ['a blob', 'blob:https://cliq.test/1'],
    ['a script', 'javascript:alert(1)'],
    ['a web socket', 'wss://cliq.test/'],
    ['no URL', 'https://'],
    ['a URL object', new URL('https://cliq.test')],
    ['a number', 443],
  ])('with %s is refused, for each of the two, and not quoted', (_what, url) => {
    for (const hosts of [
      { api: url, accounts },
      { api: accounts, accounts: url },
    ]) {
      const { message } = thrownBy(InputError, () => resolveHosts(untyped<Hosts>(hosts)));
      expect(message).toMatch(/^cliqkit: dataCenter\.(api|accounts) must/);
      expect(message).not.toContain('secret');
    }
  });

  it.each([
    ['https://cliq.test', 'https://cliq.test'],
    ['https://cliq.test/', 'https://cliq.test'],
    ['https://cliq.test/api/v3///', 'https://cliq.test/api/v3'],
    ['https://cliq.test/network/acme/api/v3', 'https://cliq.test/network/acme/api/v3'],
    ['https://cliq.test:8443/api/v3', 'https://cliq.test:8443/api/v3'],
    ['HTTPS://CLIQ.TEST/api/v3', 'https://cliq.test/api/v3'],
    ['http://localhost:4010/api/v3', 'http://localhost:4010/api/v3'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['http://[::1]:4010/api/v3', 'http://[::1]:4010/api/v3'],
    ['https://cliq.test/api/v3?', 'https://cliq.test/api/v3'],
    ['https://cliq.test/api/v3#', 'https://cliq.test/api/v3'],
  ])('%s is taken as %s', (given, taken) => {
    expect(resolveHosts({ api: given, accounts })).toEqual({ api: taken, accounts });
  });

  it('keeps that it forwards to Zoho', () => {
    const hosts = { api: accounts, accounts, proxy: true };
    expect(resolveHosts(hosts)).toEqual(hosts);
    expect(resolveHosts(resolveHosts(hosts))).toEqual(hosts);
    expect(resolveHosts({ ...hosts, proxy: false }).proxy).toBeUndefined();
  });
});
