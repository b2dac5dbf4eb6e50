import { describe, expect, test } from 'vitest';
import { validatingFetch } from './reply-validator.ts';

const base = 'http://127.0.0.1/api/v3';

function answering(status: number, body?: unknown, type = 'application/json'): typeof fetch {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return validatingFetch(
    async () => new Response(body === undefined ? null : text, { status, headers: { 'content-type': type } }),
  );
}

describe('the reply validator', () => {
  test.each<[string, string, () => Promise<Response>]>([
    ['a status that is not listed', 'not a status', () => answering(201, {})(`${base}/pin-categories`)],
    ['a body with a key missing', 'required property', () => answering(200, {})(`${base}/pin-categories`)],
    [
      'a value of the wrong type',
      'must be array',
      () => answering(200, { data: 1 })(`${base}/pin-categories`),
    ],
    [
      'a content type that is not listed',
      'content type',
      () => answering(200, 'x', 'text/html')(`${base}/pin-categories`),
    ],
    [
      'a code that is not listed',
      'lists nope',
      () => answering(400, { code: 'nope' })(`${base}/pin-categories`),
    ],
    [
      'a code with another status',
      'lists',
      () => answering(403, { code: 'operation_failed' })(`${base}/pin-categories`),
    ],
    [
      'a list for the primary pin',
      'must be object',
      () => answering(200, { data: [] })(`${base}/chats/1/pin-messages?primary`),
    ],
    [
      'one pin for the list',
      'must be array',
      () => answering(200, { data: {} })(`${base}/chats/1/pin-messages`),
    ],
    ['a success for a URL that is not there', 'gives 404', () => answering(200, {})(`${base}/nowhere`)],
    [
      'a 404 for a method that is not there',
      'gives 405',
      () => answering(404, {})(`${base}/pin-categories`, { method: 'PUT' }),
    ],
  ])('throws for %s', async (_, text, reply) => {
    await expect(reply()).rejects.toThrow(text);
  });

  test('throws for a body where there is none', async () => {
    const send = validatingFetch(async () => {
      const reply = new Response('{}', { status: 200 });
      Object.defineProperty(reply, 'status', { value: 204 });
      Object.defineProperty(reply, 'clone', { value: () => reply });
      return reply;
    });
    await expect(send(`${base}/pin-categories?chat_ids=1`, { method: 'DELETE' })).rejects.toThrow(
      'a body where',
    );
  });

  test('lets through what the documents allow, and leaves the body to be read', async () => {
    const reply = await answering(200, { data: [] })(`${base}/pin-categories`);
    expect(await reply.json()).toEqual({ data: [] });
    expect((await answering(400, { message: 'No.' })(`${base}/pin-categories`)).status).toBe(400);
    expect((await answering(500, { anything: 1 })('http://127.0.0.1/oauth/v2/token')).status).toBe(500);
  });
});
