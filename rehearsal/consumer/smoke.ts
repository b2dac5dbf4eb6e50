// The same program in every runtime: all three modules of cliqkit against an emulator, over HTTP. It knows nothing of Node.
import type { demo } from '@cliqkit/emulator';
import { assertComplete, createCliq, isApiError, isCliqError, refreshToken } from 'cliqkit';

/** Where the emulator is, how to sign in there, and the ids of its workspace. */
export interface Service {
  readonly url: string;
  readonly accountsUrl: string;
  readonly credentials: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly refreshToken: string;
  };
  readonly demo: typeof demo;
}

/** Gives what held, in the order it was looked at. Throws for the first that did not. */
export async function smoke({ url, accountsUrl, credentials, demo }: Service): Promise<string[]> {
  const held: string[] = [];
  const check = (what: string, holds: boolean): void => {
    if (!holds) throw new Error(`does not hold: ${what}`);
    held.push(what);
  };
  /** The error of a call that has to fail. */
  const failure = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );

  let refreshes = 0;
  const { folders, pins, threads } = createCliq({
    dataCenter: { api: url, accounts: accountsUrl },
    credentials: refreshToken(credentials),
    hooks: { onRefresh: () => (refreshes += 1) },
  });
  const titles = async (): Promise<(string | undefined)[]> =>
    (await folders.list().toArray()).map(({ title }) => title);
  const { channels, direct, messages } = demo;
  const { chatId } = channels.launch;

  await Promise.all([titles(), titles(), titles()]);
  check('three calls at once sign in once', refreshes === 1);

  const folder = await folders.create({ title: 'Release', chat_ids: [chatId, direct.ben] });
  check('a new folder has an id that is text', typeof folder.category_id === 'string');
  check('a new folder comes last', (await titles()).at(-1) === 'Release');
  // One URL, four meanings: these are two of them.
  await folders.update(folder.category_id, { title: 'Release 2.0', state: 'collapsed' });
  check('update with a title renames', (await titles()).at(-1) === 'Release 2.0');
  const conflict = await failure(
    folders.update(folder.category_id, { pin_above: demo.folders.launch, last_sync_time: 0 }),
  );
  check('update with a place moves, and a stale time is a conflict', isApiError(conflict, 'reorderCategory'));

  const added = await pins.add(chatId, { message_id: messages.freeze, expiry_time: -1, notify: false });
  check('a pin shows its message', added.content.text !== undefined);
  const read: string[] = [];
  for await (const pin of pins.list(chatId, { limit: 1 })) read.push(pin.id);
  check('a list goes on over three pages', read.length === 3 && read.includes(messages.freeze));
  check('the first pin is the primary one', (await pins.getPrimary(chatId)).pin_information.is_primary);
  const removed = await pins.remove(chatId, [messages.freeze]);
  assertComplete(removed);
  check('a removed pin is gone', (await pins.list(chatId).toArray()).length === 2);

  const posted = await threads.start(
    { channelName: channels.launch.name },
    { text: 'Who checks the French page?', thread_message_id: messages.pricing, sync_message: true },
  );
  check('a thread begins with a message that has an id', typeof posted?.message_id === 'string');
  const thread = demo.threads.rollback;
  await threads.reply(thread, { text: 'I ran through the steps: they work.' });
  const { data, response } = await threads.get(thread).withResponse();
  check('a thread comes with its HTTP response', data.thread_state === 'open' && response.status === 200);
  check('a thread has followers', (await threads.followers(thread).toArray()).length === 2);
  await threads.close(thread);
  const closed = await failure(threads.reply(thread, { text: 'One more thing' }));
  check(
    'a closed thread refuses a reply',
    isApiError(closed, 'sendMessageToThread') && closed.code === 'operation_failed',
  );

  const foreign = await failure(pins.list(channels.payroll.chatId).toArray());
  check(
    'a chat of others is refused by its code',
    isApiError(foreign, 'getPinnedMessages') && foreign.code === 'operation_not_allowed',
  );
  const wrong = await failure(folders.delete('..'));
  check('a wrong id is refused unsent', isCliqError(wrong) && wrong.name === 'InputError');

  await folders.delete(folder.category_id);
  check('a deleted folder is gone', !(await titles()).includes('Release 2.0'));
  return held;
}
