import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openDoor, sight, turns, until } from './doors.ts';

test('the HTTP door says that it cannot refuse a connection', async () => {
  const { emulator, see } = await openDoor('http');
  emulator.faults.plan('getPinCategories', 'refuse-connect');
  expect(await see('GET', '/pin-categories')).toMatch(
    /^501 \{"message":"@cliqkit\/emulator: the fault refuse-connect/u,
  );
  emulator.faults.assertConsumed();
  expect(emulator.journal.entries()).toEqual([]);
});

test('the in-process door refuses it as a network would', async () => {
  const { emulator, see } = await openDoor('in-process');
  emulator.faults.plan('createPinCategory', 'refuse-connect');
  expect(await see('POST', '/pin-categories', { title: 'New' })).toBe('no reply: ECONNREFUSED');
  expect(await see('GET', '/pin-categories')).not.toContain('New');
});

test('a call without an answer hears its signal, also after the garbage was collected', async () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const { emulator, send } = await openDoor('in-process');
  emulator.faults.plan('getPinCategories', 'stall', 'drip');
  const controller = new AbortController();
  const call = () => {
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    return sight(send(`${emulator.url}/pin-categories`, { headers, signal: controller.signal }));
  };
  const seen = Promise.all([call(), call()]);
  for (let round = 0; round < 20; round += 1) {
    await turns(1);
    if (typeof collect === 'function') collect();
  }
  controller.abort(new Error('heard'));
  expect(await seen).toEqual(['no reply: Error: heard', '200, then Error: heard']);
});

test('closing the door ends what it has not answered', async () => {
  const { emulator, see } = await openDoor('http');
  emulator.faults.plan('getPinCategories', 'stall');
  const seen = see('GET', '/pin-categories');
  await until(() => emulator.journal.entries().length === 1);
  await emulator.close();
  expect(await seen).toBe('no reply: UND_ERR_SOCKET');
});
