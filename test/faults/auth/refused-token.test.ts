import { demo } from '@cliqkit/emulator';
import { authorizationCode, isCliqError, memoryTokens, refreshToken } from 'cliqkit';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { everyClass, post, read } from '../support/calls.ts';
import { hour, signedIn } from './signed-in.ts';

const byClass = everyClass.map((call) => [call.retry, call] as const);
const refusal = { kind: 'status', status: 401, code: 'oauthtoken_invalid' } as const;

describe('a token that has ended', () => {
  carries.each(
    'A01',
    byClass,
    'and is refused costs one refresh and one repetition, for a call that is %s',
    async ([, call]) => {
      const { emulator, process, arrived, tokenRequests, check } = await signedIn();
      emulator.faults.plan(call.operation, 'expire-token');
      await call.run(process());
      expect(arrived(call.operation).map(({ status }) => status === 401)).toEqual([true, false]);
      expect(tokenRequests()).toHaveLength(2);
      if (call === post) expect(arrived(call.operation).filter(({ committed }) => committed)).toHaveLength(1);
      check();
    },
  );

  carries('A01', 'by the clock is not even sent', async () => {
    const { clock, process, arrived, tokenRequests, check } = await signedIn();
    const cliq = process();
    await read.run(cliq);
    clock.advance(hour);
    await read.run(cliq);
    expect(arrived(read.operation).map(({ status }) => status)).toEqual([200, 200]);
    expect(tokenRequests()).toHaveLength(2);
    check();
  });
});

describe('a service that refuses every token', () => {
  carries.each(
    'A02',
    byClass,
    'costs each call one refresh and two attempts, for calls that are %s',
    async ([, call]) => {
      const { emulator, process, arrived, tokenRequests, failureOf, check } = await signedIn();
      emulator.faults.plan(call.operation, ...Array(10).fill(refusal));
      const cliq = process();
      for (let calls = 1; calls <= 5; calls += 1) {
        expect(await failureOf(call.run(cliq))).toMatchObject({
          name: 'AuthError',
          status: 401,
          code: 'oauthtoken_invalid',
          outcome: 'notApplied',
          attempts: 2,
        });
        expect(arrived(call.operation)).toHaveLength(2 * calls);
        expect(tokenRequests()).toHaveLength(1 + calls);
      }
      check();
    },
  );

  carries('A02', 'for ever is asked for at most nine tokens in ten minutes', async () => {
    const { emulator, process, tokenRequests, failureOf, check } = await signedIn();
    emulator.faults.random({ seed: 1, rate: 1, faults: [refusal] });
    const cliq = process();
    for (let calls = 1; calls <= 30; calls += 1) await failureOf(read.run(cliq));
    expect(tokenRequests()).toHaveLength(9);
    expect(await failureOf(read.run(cliq))).toMatchObject({ name: 'AuthError', retryAt: expect.any(Date) });
    check();
  });
});

describe('calls that hear late that their token was refused', () => {
  carries('A03', 'are repeated with the one that another call has fetched, whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 8 }), async (scheduler, calls) => {
        const { emulator, process, tokenRequests, arrived, check } = await signedIn();
        const reply = scheduler.scheduleFunction(async (response: Response) => response);
        const fetch: typeof globalThis.fetch = async (input, init) =>
          reply(await emulator.fetch(input, init));
        const cliq = process(undefined, { fetch });
        await scheduler.waitFor(read.run(cliq));
        emulator.faults.plan(read.operation, 'expire-token');
        await scheduler.waitFor(Promise.all(Array.from({ length: calls }, () => read.run(cliq))));
        expect(tokenRequests()).toHaveLength(2);
        expect(arrived(read.operation).filter(({ status }) => status === 401).length).toBeLessThanOrEqual(
          calls,
        );
        check();
      }),
      { numRuns: 40 },
    );
  });
});

describe('a refusal that no new token can help', () => {
  carries('A16', 'for a missing scope fetches none, and names the scopes that are needed', async () => {
    const { emulator, cliqWith, tokenRequests, failureOf, clock, check } = await signedIn();
    const { clientId, clientSecret } = emulator.credentials;
    const code = emulator.issueCode({ scopes: ['ZohoCliq.Profile.READ'] });
    const credentials = authorizationCode({ clientId, clientSecret, code, store: memoryTokens() });
    const cliq = cliqWith({ clock, credentials });
    for (const call of everyClass) {
      const error = await failureOf(call.run(cliq));
      expect(error).toMatchObject({ name: 'PermissionError', attempts: 1, code: 'oauthtoken_scope_invalid' });
      const { missingScopes, message } = error as { missingScopes: string[]; message: string };
      expect(missingScopes.length).toBeGreaterThan(0);
      for (const scope of missingScopes) expect(message).toContain(scope);
    }
    expect(tokenRequests()).toHaveLength(1);
    check();
  });

  carries.each('A16', byClass, 'a 403 for a call that is %s: it is sent once', async ([, call]) => {
    const { emulator, process, arrived, tokenRequests, failureOf, check } = await signedIn();
    emulator.faults.plan(call.operation, { kind: 'status', status: 403, code: 'operation_not_allowed' });
    expect(await failureOf(call.run(process()))).toMatchObject({ name: 'PermissionError', status: 403 });
    expect([arrived(call.operation).length, tokenRequests().length]).toEqual([1, 1]);
    check();
  });
});

describe('an account in another data centre', () => {
  carries('A17', 'is unknown to the accounts server: the hint is in the error', async () => {
    const { emulator, cliqWith, failureOf, tokenRequests } = await signedIn();
    const elsewhere = [
      { clientId: '1000.ELSEWHERE' },
      { refreshToken: '1000.of.elsewhere' },
      { clientSecret: 'other' },
    ];
    const codes = ['invalid_client', 'invalid_code', 'invalid_client_secret'];
    for (const [index, other] of elsewhere.entries()) {
      const cliq = cliqWith({ credentials: refreshToken({ ...emulator.credentials, ...other }) });
      const error = await failureOf(read.run(cliq));
      expect(error).toMatchObject({ name: 'AuthError', code: codes[index], retryable: false });
      expect(isCliqError(error) && error.message).toContain('dataCenter');
    }
    expect(tokenRequests()).toHaveLength(3);
  });

  carries('A17', 'has tokens that are good for nothing here: the hint is in the error', async () => {
    const { cliqWith, failureOf } = await signedIn();
    const cliq = cliqWith({ credentials: { accessToken: '1000.of.elsewhere' } });
    const error = await failureOf(cliq.pins.list(demo.channels.launch.chatId).toArray());
    expect(error).toMatchObject({ name: 'AuthError', status: 401, attempts: 1 });
    expect(isCliqError(error) && error.message).toContain('another data centre');
  });

  carries('A17', 'is told by the redirect of the consent page: the right one is named', async () => {
    const { emulator, cliqWith } = await signedIn();
    const { clientId, clientSecret } = emulator.credentials;
    const credentials = authorizationCode({
      clientId,
      clientSecret,
      code: emulator.issueCode(),
      accountsServer: 'https://accounts.zoho.in',
      store: memoryTokens(),
    });
    expect(() => cliqWith({ dataCenter: 'eu', credentials })).toThrow("dataCenter: 'in'");
    expect(() => cliqWith({ credentials })).toThrow("dataCenter: 'in'");
  });
});
