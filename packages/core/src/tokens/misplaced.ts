import { dataCenters } from '@cliqkit/types';
import { thisMachine } from '../hosts.ts';

/** Tokens and codes, then client ids (CLIQ: OAuth). A client secret has no shape of its own; its client id goes with it. */
const ofZoho = /^100\d\.([\da-f]{32}\.[\da-f]{32}|[\dA-Z]{30})$/;
const ofEmulator = /^emu_/;

/**
 * Why credentials must not go to a URL, and what to do; undefined when they may. An emulator's would make a test call the
 * live service; real ones would end up in the journal and on the page of a test tool. Never quotes them.
 *
 * `emulated` says whether the `fetch` in use leads to an emulator, `proxy` whether the host forwards to Zoho.
 */
export function misplaced(
  credentials: readonly string[],
  url: string,
  emulated: boolean,
  proxy: boolean | undefined,
): string | undefined {
  const { host, hostname } = new URL(url);
  const toEmulator = emulated || (!proxy && thisMachine.has(hostname));
  if (!toEmulator && !proxy && !isZoho(hostname)) return undefined;
  const foreign = toEmulator ? ofZoho : ofEmulator;
  if (!credentials.some((value) => foreign.test(value))) return undefined;
  return toEmulator
    ? `real credentials are not for an emulator (${host}). Give its own, or dataCenter.proxy: true if it leads to Zoho.`
    : `an emulator's credentials are not for Zoho (${host}). Give your own, or its hosts as dataCenter.`;
}

/** Whether a host is in the domain of a data centre, or in a sister of it, such as the `zohoapis` that token replies name. */
function isZoho(hostname: string): boolean {
  const [, end] = /^(?:.*\.)?zoho\w*(\..+?)\.?$/.exec(hostname) ?? [];
  return !!end && Object.values(dataCenters).some(({ accounts }) => accounts.endsWith(end));
}
