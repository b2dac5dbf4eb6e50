import { expect, it, onTestFinished, vi } from 'vitest';
import type { Connection } from '../../src/clients/connection.ts';
import { channelOf, signalsOn } from '../../src/signals/signals.ts';
import { scriptedChannels } from './scripted-channels.ts';

const nothing = (): void => {};
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function open() {
  const connection = scriptedChannels();
  const warn = vi.fn();
  const signals = signalsOn(connection, 'p', warn);
  const first = vi.fn();
  const leave = signals.on('first', first);
  onTestFinished(leave);
  await settled();
  const [channel] = connection.channels;
  if (channel === undefined) throw new Error('No channel was opened.');
  return { connection, signals, warn, first, leave, channel };
}

it('a process has a name of its own, that stays', () => {
  const names = Array.from({ length: 200 }, () => {
    const signals = signalsOn(scriptedChannels(), 'p', nothing);
    expect(signals.id).toBe(signals.id);
    return signals.id;
  });
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{8}$/);
  expect(new Set(names).size).toBe(names.length);
});

it('one channel is open for all, from the first listener to the last', async () => {
  const connection = scriptedChannels();
  const signals = signalsOn(connection, 'p', nothing);
  await settled();
  expect(connection.channels).toEqual([]);
  const leaves = ['a', 'a', 'b'].map((about) => signals.on(about, nothing));
  await settled();
  expect(connection.channels.map(({ name }) => name)).toEqual([`p:wake:${signals.id}`]);
  expect(channelOf('p', signals.id)).toBe(`p:wake:${signals.id}`);
  leaves[0]?.();
  leaves[0]?.();
  leaves[1]?.();
  await settled();
  expect(connection.channels[0]?.closed).toBe(false);
  leaves[2]?.();
  await settled();
  expect(connection.channels[0]?.closed).toBe(true);
});

it('a message wakes those that it is about, as often as it comes, until they leave', async () => {
  const { signals, first, leave, channel } = await open();
  const second = vi.fn();
  const other = vi.fn();
  const leaveSecond = signals.on('first', second);
  onTestFinished(signals.on('other', other));
  channel.message('first');
  expect([first, second, other].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0]);
  leaveSecond();
  channel.message('first');
  channel.message('of nobody');
  expect([first, second, other].map(({ mock }) => mock.calls.length)).toEqual([2, 1, 0]);
  leave();
  channel.message('first');
  expect(first).toHaveBeenCalledTimes(2);
});

it('everybody is woken when messages begin to arrive, and when they do again', async () => {
  const { signals, first, channel } = await open();
  const second = vi.fn();
  onTestFinished(signals.on('second', second));
  expect(first).not.toHaveBeenCalled();
  channel.opens();
  await settled();
  expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  channel.again();
  expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([2, 2]);
});

it('a message that came before its listener wakes it, once', async () => {
  const { signals, channel } = await open();
  channel.opens();
  await settled();
  channel.message('early');
  const early = vi.fn();
  const late = vi.fn();
  onTestFinished(signals.on('early', early));
  onTestFinished(signals.on('early', late));
  expect(early).not.toHaveBeenCalled(); // Not before it has the function that ends it.
  await settled();
  expect(early).toHaveBeenCalledTimes(1);
  expect(late).not.toHaveBeenCalled();
});

it('only the latest of such messages are kept', async () => {
  const { signals, channel } = await open();
  for (let index = 0; index < 1_001; index += 1) channel.message(`early ${index}`);
  const wakes = ['early 0', 'early 1', 'early 1000'].map((about) => {
    const wake = vi.fn();
    onTestFinished(signals.on(about, wake));
    return wake;
  });
  await settled();
  expect(wakes.map(({ mock }) => mock.calls.length)).toEqual([0, 1, 1]);
});

it('whoever leaves at the last moment is not woken any more', async () => {
  const { signals, channel } = await open();
  channel.message('early');
  const early = vi.fn();
  signals.on('early', early)();
  const other = vi.fn();
  const leaveOther = signals.on('pair', other);
  onTestFinished(signals.on('pair', leaveOther));
  channel.message('pair');
  channel.message('pair');
  await settled();
  expect(early).not.toHaveBeenCalled();
  expect(other).toHaveBeenCalledTimes(1);
});

it('a channel is closed that nobody needs any more before it is open', async () => {
  const { first, leave, channel, warn } = await open();
  leave();
  await settled();
  expect(channel.closed).toBe(true);
  channel.opens();
  channel.again();
  channel.fails();
  await settled();
  expect(first).not.toHaveBeenCalled();
  expect(warn).not.toHaveBeenCalled();
});

it('no channel is opened for somebody who has left at once', async () => {
  const connection = scriptedChannels();
  signalsOn(connection, 'p', nothing).on('a', nothing)();
  await settled();
  expect(connection.channels).toEqual([]);
});

it('the next channel is opened when the one before is closed', async () => {
  const { connection, signals, leave, channel } = await open();
  leave();
  const second = vi.fn();
  onTestFinished(signals.on('second', second));
  await settled();
  expect(connection.channels).toHaveLength(1);
  channel.closes();
  await settled();
  expect(connection.channels).toHaveLength(2);
  connection.channels[1]?.opens();
  await settled();
  channel.message('second');
  expect(second).toHaveBeenCalledTimes(1);
  connection.channels[1]?.message('second');
  expect(second).toHaveBeenCalledTimes(2);
});

it('a server that sends no messages is told of once, and asked again when others come', async () => {
  const { connection, signals, warn, first, leave, channel } = await open();
  channel.fails();
  await settled();
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/no messages.*subscribe/)]]);
  expect(first).not.toHaveBeenCalled();
  onTestFinished(signals.on('second', nothing));
  await settled();
  expect(connection.channels).toHaveLength(1);
  leave();
  channel.closes();
  await settled();
});

it('the warning comes once, however often it fails', async () => {
  const { connection, signals, warn, leave, channel } = await open();
  channel.fails();
  leave();
  channel.closes();
  const leaveSecond = signals.on('second', nothing);
  await settled();
  connection.channels[1]?.fails();
  await settled();
  leaveSecond();
  expect(connection.channels).toHaveLength(2);
  expect(warn).toHaveBeenCalledTimes(1);
});

it('a client that cannot open a channel at all costs a warning, and nothing else', async () => {
  const warn = vi.fn();
  const connection: Connection = {
    ...scriptedChannels(),
    listen() {
      throw new Error('This client cannot be duplicated.');
    },
  };
  const leave = signalsOn(connection, 'p', warn).on('a', () => expect.unreachable());
  await settled();
  leave();
  await settled();
  expect(warn).toHaveBeenCalledTimes(1);
});

it('without a way for messages, nobody is ever woken, and nothing is wrong', async () => {
  const { listen: _none, ...connection } = scriptedChannels();
  const warn = vi.fn();
  const leave = signalsOn(connection, 'p', warn).on('a', () => expect.unreachable());
  await settled();
  leave();
  expect(warn).not.toHaveBeenCalled();
});
