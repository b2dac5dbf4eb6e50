import type { OperationDescriptor, OperationId } from '@cliqkit/types';
import { ResponseError } from '../errors/response-error.ts';
import type { ApiCall } from './api-call.ts';
import { syncTimeOf } from './sync-time.ts';

/** One page of a list. */
export interface Page<Item, Body> {
  items: Item[];
  /** The whole reply, with its tokens. */
  body: Body;
  /** The HTTP response; its body has been read. */
  response: Response;
  /** When the service made this page: what a reorder that is based on it passes as `last_sync_time`. */
  syncTime: number | undefined;
}

/** How a list is read. */
export interface ListSource<Item, Body> {
  /** The operation that reads a page. */
  operation: OperationDescriptor;
  /** Reads a page; the first one without a token. */
  read(nextToken: string | undefined): ApiCall<Body>;
  itemsOf(body: Body): Item[];
  /** Token of the next page. Lists with one page have none. */
  nextTokenOf?(body: Body): string | undefined;
  /** What makes an item the same one on two pages, so that it is handed out once when the list shifts. */
  keyOf?(item: Item): string | undefined;
}

/**
 * A list of the service. Loop over it for the items of all pages, or over `pages()`. Every loop reads anew; nothing is
 * sent before the first step. A change made while paging can shift the pages: items come at most once, and an item
 * that moved to a page already read is missed.
 * @example
 * for await (const pin of cliq.pins.list(chatId)) console.log(pin.content.text);
 */
export class List<Item, Body = unknown> implements AsyncIterable<Item> {
  readonly #source: ListSource<Item, Body>;

  constructor(source: ListSource<Item, Body>) {
    this.#source = source;
  }

  /** Page by page. Throws ResponseError when the service hands out a page token a second time. */
  async *pages(): AsyncGenerator<Page<Item, Body>, void, undefined> {
    const seen = new Set<string>();
    let token: string | undefined;
    do {
      const { data: body, response } = await this.#source.read(token).withResponse();
      const items: unknown = this.#source.itemsOf(body);
      if (!Array.isArray(items)) throw this.#unexpected('has no list of items.', response);
      yield { items, body, response, syncTime: syncTimeOf(response) };
      token = this.#source.nextTokenOf?.(body);
      if (token !== undefined && seen.has(token)) {
        throw this.#unexpected('has a next_token that came before: the list does not end.', response);
      }
      if (token !== undefined) seen.add(token);
    } while (token !== undefined);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const seen = new Set<string>();
    for await (const { items } of this.pages()) {
      for (const item of items) {
        const key = this.#keyOf(item);
        if (key !== undefined && seen.has(key)) continue;
        if (key !== undefined) seen.add(key);
        yield item;
      }
    }
  }

  #keyOf(item: Item): string | undefined {
    return item === null || item === undefined ? undefined : this.#source.keyOf?.(item);
  }

  #unexpected(what: string, { status }: Response): ResponseError {
    const { id } = this.#source.operation;
    return new ResponseError(`${id}: the reply (${status}) ${what}`, {
      operation: id as OperationId,
      status,
    });
  }

  /** All items in one array. */
  async toArray(): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of this) items.push(item);
    return items;
  }
}
