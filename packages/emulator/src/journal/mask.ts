/** Shaped like a token of the real service, which has nothing to seek here. */
const realToken = /\b100\d\.[0-9a-f]{32}\.[0-9a-f]{32}\b/giu;
/** What the emulator hands out. */
const emulated = /\bemu_[\w.-]+/giu;

/** Headers that carry credentials. */
const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
  'x-emulator-token',
]);

/** Fields of the accounts server that carry credentials. */
const secretFields: ReadonlySet<string> = new Set([
  'access_token',
  'client_assertion',
  'client_secret',
  'code',
  'code_challenge',
  'code_verifier',
  'device_code',
  'id_token',
  'password',
  'refresh_token',
  'token',
  'user_code',
  'verification_uri_complete',
]);

/** Whether a text holds what looks like a token of the real service. */
export function holdsRealToken(text: string): boolean {
  return text.search(realToken) >= 0;
}

/** A text without what looks like tokens of the real service. */
export function maskRealTokens(text: string): string {
  return text.replaceAll(realToken, '1000.***');
}

/** A text without the credentials in it. */
export function maskText(text: string): string {
  return maskRealTokens(text).replaceAll(emulated, 'emu_***');
}

/** Shorter ones are words, and would take the text apart. */
const shortestSecret = 8;

/** The credentials that a request presents, whatever they look like: a reply may quote them. */
export function presentedSecrets(headers: ReadonlyMap<string, string>, form: string): readonly string[] {
  const inHeaders = [...headers]
    .filter(([name]) => secretHeaders.has(name))
    .flatMap(([, value]) => [value, ...value.split(/[\s=;]+/u)]);
  const inForm = [...new URLSearchParams(form)]
    .filter(([name]) => secretFields.has(name))
    .map(([, value]) => value);
  return [...new Set([...inHeaders, ...inForm])]
    .filter(
      (secret) => secret.length >= shortestSecret && !/^(?:zoho-oauthtoken|bearer|basic)$/iu.test(secret),
    )
    .sort((a, b) => b.length - a.length);
}

/** A text without these secrets, as they are or encoded for a URL or for JSON. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (hidden, secret) =>
      [
        secret,
        encodeURIComponent(Buffer.from(secret).toString()),
        JSON.stringify(secret).slice(1, -1),
      ].reduce((rest, form) => rest.replaceAll(form, '***'), hidden),
    text,
  );
}

/** The value of a header, without credentials. */
export function maskHeader(name: string, value: string): string {
  if (!secretHeaders.has(name)) return maskText(value);
  const [scheme, ...rest] = value.split(' ');
  return name === 'authorization' && rest.length > 0 ? `${scheme} ***` : '***';
}

/** A query or a form, without credentials. */
export function maskForm(form: string): string {
  const masked = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(form)) {
    masked.append(maskText(name), secretFields.has(name) ? '***' : maskText(value));
  }
  return masked.toString().replaceAll('%2A', '*');
}

/** A JSON text of the accounts server, without credentials; a text that is no JSON is masked as one. */
export function maskJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (name, value: unknown) =>
      secretFields.has(name) && typeof value === 'string' ? '***' : value,
    );
  } catch {
    return maskText(text);
  }
}
