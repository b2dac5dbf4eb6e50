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
  /** Reads a page; the first one without a token. */
  read(nextToken: string | undefined): ApiCall<Body>;
  itemsOf(body: Body): Item[];
  /** Token of the next page. Lists with one page have none. */
  nextTokenOf?(body: Body): string | undefined;
  /** What makes an item the same one on two pages, so that it is handed out once when the list shifts. */
  keyOf?(item: Item): string;
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
      yield { items: this.#source.itemsOf(body), body, response, syncTime: syncTimeOf(response) };
      token = this.#source.nextTokenOf?.(body);
      if (token !== undefined && seen.has(token)) {
        throw new ResponseError('the list does not end: the service handed out the same next_token twice.', {
          status: response.status,
        });
      }
      if (token !== undefined) seen.add(token);
    } while (token !== undefined);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const seen = new Set<string>();
    for await (const { items } of this.pages()) {
      for (const item of items) {
        const key = this.#source.keyOf?.(item);
        if (key !== undefined && seen.has(key)) continue;
        if (key !== undefined) seen.add(key);
        yield item;
      }
    }
  }

  /** All items in one array. */
  async toArray(): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of this) items.push(item);
    return items;
  }
}
