import { createEmulator, demo } from '@cliqkit/emulator';
import type { VerificationError } from 'cliqkit';
import { sameMessageId } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { httpReply } from '../chaos/http-reply.ts';
import { sends } from '../chaos/play.ts';
import { headerOf } from '../chaos/received-request.ts';
import { cliqAt, cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const { chatId } = demo.channels.launch;
const noContent = sends(httpReply({ status: 204 }));

describe('a DELETE that names what it deletes', () => {
  carries('H11', 'goes out with its body and the length of it, never in chunks', async () => {
    const server = await chaosServer(noContent);
    const cliq = cliqAt(server.origin);
    await cliq.pins.remove(chatId, [demo.messages.rollback]);
    await cliq.threads.removeFollowers(demo.threads.rollback, [demo.users.ben]);
    expect(server.requests).toHaveLength(2);
    for (const request of server.requests) {
      expect(request.method).toBe('DELETE');
      expect(Number(headerOf(request, 'content-length'))).toBe(Buffer.byteLength(request.body));
      expect(Buffer.byteLength(request.body)).toBeGreaterThan(2);
      expect(headerOf(request, 'transfer-encoding')).toBeUndefined();
    }
  });

  carries('H11', 'does not go out when it names nothing', async () => {
    const server = await chaosServer(noContent);
    const { pins } = cliqAt(server.origin);
    for (const nothing of [[], undefined, null, '', {}] as never[]) {
      expect(await failureOf(pins.remove(chatId, nothing))).toMatchObject({ name: 'InputError' });
    }
    expect(server.connections).toBe(0);
  });

  carries('H11', 'whose body a proxy drops removes every pin: said when the call is verified', async () => {
    const emulator = await createEmulator({ port: false });
    const fetch: typeof globalThis.fetch = (input, init) =>
      emulator.fetch(input, init?.method === 'DELETE' ? { ...init, body: null } : init);
    const { pins } = cliqOn(fetch, {
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials: { accessToken: emulator.issueToken() },
    });
    const error = await failureOf(pins.remove(chatId, [demo.messages.rollback], { verify: true }));
    expect(await pins.list(chatId).toArray()).toEqual([]); // The other pin is gone, too.
    expect(error).toMatchObject({ name: 'VerificationError', outcome: 'unknown' });
    expect(
      (error as VerificationError).lost?.map(({ id }) => sameMessageId(id, demo.messages.rollback)),
    ).toEqual([false]);
  });
});
