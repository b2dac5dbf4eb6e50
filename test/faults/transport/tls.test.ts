import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { fetchWithConnector } from '../chaos/fetch-with-connector.ts';
import { jsonReply } from '../chaos/http-reply.ts';
import type { Play } from '../chaos/play.ts';
import { testAuthority, tlsServer } from '../chaos/tls-server.ts';
import { everyClass, read } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const badCertificates = [
  ['expired', 'CERT_HAS_EXPIRED'],
  ['other-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
] as const;

/** Trusts the authority that signed the test certificates, so that only their own faults count. */
const trusting = () => fetchWithConnector({ ca: testAuthority });

describe('a certificate that is not good', () => {
  carries.each(
    'T04',
    badCertificates,
    '(%s): %s, one attempt, no byte of a request, and the host is named',
    async ([certificate, code]) => {
      for (const call of everyClass) {
        const server = await tlsServer(certificate);
        const error = await failureOf(call.run(cliqAt(server.origin, { fetch: await trusting() })));
        expect(error).toMatchObject({
          name: 'ConnectionError',
          phase: 'connect',
          outcome: 'notApplied',
          operation: call.operation,
          attempts: 1,
          retryable: false,
        });
        expect(error.message).toContain(server.host);
        expect(error.message).toContain(code);
        expect([server.connections, server.receivedBytes]).toEqual([1, 0]);
      }
    },
  );

  carries('T04', 'because nobody known signed it: the same', async () => {
    const server = await tlsServer('valid');
    const error = await failureOf(read.run(cliqAt(server.origin)));
    expect(error).toMatchObject({ phase: 'connect', outcome: 'notApplied', attempts: 1, retryable: false });
    expect([server.connections, server.receivedBytes]).toEqual([1, 0]);
  });

  carries('T04', 'is all that was wrong: with a good one the call passes', async () => {
    const server = await tlsServer('valid');
    expect(await read.run(cliqAt(server.origin, { fetch: await trusting() }))).toEqual([]);
  });
});

describe('a server that speaks no TLS at all', () => {
  carries('T04', 'is not spoken to in plain text', async () => {
    const speaksPlainly: Play = { at: 'first byte', act: (socket) => socket.end(jsonReply({ data: [] })) };
    const server = await chaosServer(speaksPlainly);
    const error = await failureOf(read.run(cliqAt(`https://${server.host}`)));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      phase: 'connect',
      outcome: 'notApplied',
      attempts: 1,
    });
    expect(server.requests).toEqual([]);
  });
});
