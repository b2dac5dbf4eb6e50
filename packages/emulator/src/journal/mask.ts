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
