import { dataCenters } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misplaced } from '../src/tokens/misplaced.ts';
import { emulated, real } from './credentials-by-kind.ts';

const theirs = Object.values(emulated);
const ours = [real.token, real.clientId];

const zoho = Object.values(dataCenters).flatMap(({ api, accounts }) => [api, accounts]);
const sisters = [
  'https://www.zohoapis.com',
  'https://www.zohoapis.eu/oauth/v2/token',
  'https://zohoapis.com.au',
  'https://www.zohoapis.com.cn',
  'https://www.zohoapis.ca',
];
const hard = [
  'https://zoho.com',
  'https://accounts.zoho.com.',
  'https://ACCOUNTS.ZOHO.EU:8443/oauth/v2/token',
  'http://cliq.zoho.in/api/v3',
  'https://zoho.evil.test.zoho.com/x',
  'https://zohocloud.ca',
  'https://user@accounts.zoho.com/',
];
const thisMachine = [
  'http://localhost:8080/api/v3',
  'http://127.0.0.1',
  'http://[::1]:4010/oauth/v2/token',
  'https://LOCALHOST/',
  'http://127.1:80/api/v3',
  'http://2130706433/',
];
/** Nobody knows what is there. */
const elsewhere = [
  'https://cliq.test/api/v3',
  'https://accounts.zoho.com.evil.test',
  'https://notzoho.com',
  'https://zoho.test',
  'https://zoho-com.test',
  'https://cliq.example.eu/zoho.eu',
  'https://localhost.evil.test',
  'https://127.0.0.1.nip.io',
  'https://192.168.0.1',
];

describe('credentials of an emulator', () => {
  it.each([...zoho, ...sisters, ...hard])('are not for %s', (url) => {
    for (const credential of theirs) {
      expect(misplaced([credential], url, false, undefined)).toContain(`(${new URL(url).host})`);
      expect(misplaced(['a', credential], url, false, false)).toContain("an emulator's credentials");
      expect(misplaced([credential], url, true, undefined)).toBeUndefined();
    }
  });

  it.each([...thisMachine, ...elsewhere])('are for %s, unless it forwards to Zoho', (url) => {
    for (const credential of theirs) {
      expect(misplaced([credential], url, false, undefined)).toBeUndefined();
      expect(misplaced([credential], url, false, true)).toContain('are not for Zoho');
    }
  });
});

describe('credentials that look real', () => {
  it.each(thisMachine)('are not for %s, unless it forwards to Zoho', (url) => {
    for (const credential of ours) {
      expect(misplaced([credential], url, false, undefined)).toContain(`(${new URL(url).host})`);
      expect(misplaced(['a', credential], url, false, false)).toContain('dataCenter.proxy: true');
      expect(misplaced([credential], url, false, true)).toBeUndefined();
    }
  });

  it.each([...zoho, ...sisters, ...hard, ...elsewhere])('are for %s, unless an emulator plays it', (url) => {
    for (const credential of ours) {
      expect(misplaced([credential], url, false, undefined)).toBeUndefined();
      expect(misplaced([credential], url, true, undefined)).toContain('are not for an emulator');
      expect(misplaced([credential], url, true, true)).toContain('are not for an emulator');
    }
  });
});

describe('credentials of no known kind', () => {
  it.each([
    'a-token',
    'token',
    'emu',
    'EMU_1000.a.b',
    'x-emu_1',
    'secret',
    '1000.a.b',
    '1000.CLIENT',
    '1000.refresh',
    real.clientSecret,
    real.token.toUpperCase(),
    real.token.slice(0, -1),
    `${real.token}0`,
    `x${real.token}`,
    real.clientId.slice(0, -1),
    `${real.clientId}A`,
    real.clientId.toLowerCase(),
    'authorization_code',
    '',
  ])('go anywhere: %j', (credential) => {
    for (const url of [...zoho, ...sisters, ...hard, ...thisMachine, ...elsewhere])
      for (const emulated of [true, false])
        for (const proxy of [true, undefined])
          expect(misplaced([credential], url, emulated, proxy)).toBeUndefined();
  });
});

/** Hosts of every kind, with labels before them and ports behind. */
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const domains = [...new Set(zoho.map((url) => new URL(url).hostname.replace(/^[^.]+\./, '')))];
const place = fc.record({
  labels: fc.array(label, { maxLength: 3 }),
  port: fc.constantFrom('', ':8080', ':8443'),
  path: fc.constantFrom('', '/api/v3', '/oauth/v2/token'),
});
const urlUnder = (domain: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(place, domain)
    .map(([{ labels, port, path }, end]) => `https://${[...labels, end].join('.')}${port}${path}`);
const zohoUrl = urlUnder(fc.constantFrom(...domains));
const foreignUrl = urlUnder(label.map((name) => `${name}.test`));
const localUrl = fc
  .tuple(place, fc.constantFrom('localhost', '127.0.0.1', '[::1]'))
  .map(([{ port, path }, host]) => `http://${host}${port}${path}`);
const hexWord = (length: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const realCredential = fc.oneof(
  fc.tuple(hexWord(32), hexWord(32)).map(([name, check]) => `1000.${name}.${check}`),
  fc.stringMatching(/^[0-9A-Z]{30}$/).map((name) => `1000.${name}`),
);
const emulatorCredential = fc.stringMatching(/^[\x21-\x7e]{0,80}$/).map((rest) => `emu_${rest}`);
const plain = fc.stringMatching(/^[a-z]{0,20}$/);

describe('of arbitrary hosts and credentials', () => {
  const hosts = [
    ['Zoho’s', zohoUrl],
    ['this machine', localUrl],
    ['another', foreignUrl],
  ] as const;
  const kinds = [
    ['of an emulator', emulatorCredential],
    ['that looks real', realCredential],
  ] as const;
  const table = hosts.flatMap(([host, url]) => kinds.map(([kind, one]) => ({ host, url, kind, one })));

  it.each(table)('$host never gets one $kind where that is a mismatch', ({ host, url, kind, one }) => {
    fc.assert(
      fc.property(
        url,
        fc.boolean(),
        fc.constantFrom(true, undefined),
        fc.array(plain, { maxLength: 3 }),
        one,
        fc.nat(),
        (to, emulated, proxy, others, credential, at) => {
          const leadsToZoho = !emulated && (proxy === true || host === 'Zoho’s');
          const leadsToEmulator = emulated || (proxy !== true && host === 'this machine');
          const refused = kind === 'of an emulator' ? leadsToZoho : leadsToEmulator;
          const all = others.toSpliced(at % (others.length + 1), 0, credential);
          const what = misplaced(all, to, emulated, proxy);
          expect(what !== undefined).toBe(refused);
          // 'emu_' alone is no secret.
          if (what !== undefined && credential.length > 8) expect(what).not.toContain(credential);
        },
      ),
    );
  });

  it('what is no credential of either goes anywhere', () => {
    const anywhere = fc.oneof(zohoUrl, localUrl, foreignUrl);
    fc.assert(
      fc.property(
        anywhere,
        fc.boolean(),
        fc.boolean(),
        fc.array(plain.map((text) => `-${text}`)),
        (to, emulated, proxy, texts) => {
          expect(misplaced(texts, to, emulated, proxy)).toBeUndefined();
        },
      ),
    );
  });
});
