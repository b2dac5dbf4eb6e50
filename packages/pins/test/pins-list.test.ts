import { InputError } from '@cliqkit/core';
import { expect, test } from 'vitest';
import { connect } from '../../cliqkit/test/support/connect.ts';
import { failureOf } from '../../cliqkit/test/support/failure-of.ts';
import type { Reply } from '../../cliqkit/test/support/recording-fetch.ts';
import { createPins } from '../src/index.ts';

const chatId = '1488288613043522033';
const url = `https://cliq.zoho.eu/api/v3/chats/${chatId}/pin-messages`;

const page = (ids: string[], next_token?: string): Reply => ({
  status: 200,
  json: { data: ids.map((id) => ({ id })), ...(next_token === undefined ? {} : { next_token }) },
});

const idsOf = (pins: { id: string }[]): string[] => pins.map(({ id }) => id);

test('a list sends nothing until it is read', async () => {
  const { module: pins, sent } = connect(createPins, page(['1_1']));
  const list = pins.list(chatId);
  await Promise.resolve();
  expect(sent).toEqual([]);
  expect(idsOf(await list.toArray())).toEqual(['1_1']);
  expect(sent).toHaveLength(1);
});

test('a list of a wrong chat id does not throw until it is read', async () => {
  const { module: pins, sent } = connect(createPins);
  const list = pins.list('..');
  expect(await failureOf(list.toArray())).toBeInstanceOf(InputError);
  expect(sent).toEqual([]);
});

test('a list goes on with the next_token of each page, and keeps its query', async () => {
  const { module: pins, sent } = connect(
    createPins,
    page(['6_1', '5_1'], 'a+b'),
    page(['4_1', '3_1'], 'c'),
    page(['2_1']),
  );
  expect(idsOf(await pins.list(chatId, { limit: 2 }).toArray())).toEqual(['6_1', '5_1', '4_1', '3_1', '2_1']);
  expect(sent.map((request) => request.url)).toEqual([
    `${url}?limit=2`,
    `${url}?limit=2&next_token=a%2Bb`,
    `${url}?limit=2&next_token=c`,
  ]);
});

test('a list can start from a token that was kept', async () => {
  const { module: pins, sent } = connect(createPins, page(['2_1'], 'c'), page(['1_1']));
  expect(idsOf(await pins.list(chatId, { next_token: 'b' }).toArray())).toEqual(['2_1', '1_1']);
  expect(sent.map((request) => request.url)).toEqual([`${url}?next_token=b`, `${url}?next_token=c`]);
});

test('a loop that stops reads no further page', async () => {
  const { module: pins, sent } = connect(createPins, page(['2_1', '1_1'], 'more'));
  for await (const pin of pins.list(chatId)) {
    expect(pin.id).toBe('2_1');
    break;
  }
  expect(sent).toHaveLength(1);
});

test('every loop over a list reads anew', async () => {
  const { module: pins, sent } = connect(createPins, page(['1_1']), page(['2_1', '1_1']));
  const list = pins.list(chatId);
  expect(idsOf(await list.toArray())).toEqual(['1_1']);
  expect(idsOf(await list.toArray())).toEqual(['2_1', '1_1']);
  expect(sent).toHaveLength(2);
});

test('a pin that shifts to the next page comes once, in whichever form its id is written', async () => {
  const { module: pins } = connect(createPins, page(['3_1', '2_1'], 'a'), page(['2 1', '2%201', '1_1']));
  expect(idsOf(await pins.list(chatId).toArray())).toEqual(['3_1', '2_1', '1_1']);
});

test('a page has the whole reply, and the time of the service for a reorder', async () => {
  const date = 'Thu, 19 Mar 2026 13:38:32 GMT';
  const json = { data: [{ id: '1_1' }], sync_token: 'S' };
  const { module: pins } = connect(createPins, { status: 200, json, headers: { date } });
  for await (const { items, body, response, syncTime } of pins.list(chatId).pages()) {
    expect(items).toEqual(json.data);
    expect(body.sync_token).toBe('S');
    expect(response.status).toBe(200);
    expect(syncTime).toBe(Date.parse(date) - 1);
  }
  expect.assertions(4);
});
