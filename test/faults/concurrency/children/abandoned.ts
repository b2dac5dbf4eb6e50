import type { Cliq } from 'cliqkit';
import { refreshToken } from 'cliqkit';
import { clientTo, runScenario } from './scenario.ts';

const down: typeof fetch = async () => {
  throw new TypeError('fetch failed');
};
const page: typeof fetch = async () => new Response('<html>', { status: 200 });
const refused: typeof fetch = async () => Response.json({ code: 'operation_failed' }, { status: 400 });
const throttled: typeof fetch = async () => Response.json({}, { status: 429 });
const late = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));

const services = { down, page, refused, throttled };
const account = { clientId: '1000.ID', clientSecret: 'secret', refreshToken: '1000.refresh' };

/** Everything that can be called, each in a client of its own that fails. */
const calls: ((cliq: Cliq, signal: AbortSignal) => PromiseLike<unknown>)[] = [
  ({ pins }, signal) => pins.getPrimary('1', { signal }),
  ({ pins }, signal) => pins.add('1', { message_id: '1_1', expiry_time: -1, notify: false }, { signal }),
  ({ pins }, signal) => pins.getPrimary('1', { signal }).withResponse(),
  ({ pins }, signal) => pins.list('1', {}, { signal }).toArray(),
  ({ pins }, signal) => pins.list('1', {}, { signal }).pages().next(),
  ({ pins }, signal) => pins.reorder('1', { message_id: '1_1' }, { signal }),
  ({ pins }, signal) => pins.remove('1', ['1_1'], { signal }),
  ({ pins }, signal) => pins.remove('1', [], { signal }),
  ({ folders }, signal) => folders.reorder('1', {}, { signal }),
  ({ folders }, signal) => folders.edit('1', () => [], { signal }),
  ({ folders }, signal) => folders.replaceChats('1', { chat_ids: ['1'], last_sync_time: 1 }, { signal }),
  ({ folders }, signal) => folders.update('1', { title: 'a' }, { signal }).withResponse(),
  ({ threads }, signal) =>
    threads.start({ channelId: '..' }, { text: 'a', thread_message_id: '1_1' }, {}, { signal }),
  ({ threads }, signal) => threads.reply('..', { text: 'a' }, {}, { signal }),
];

/** Makes every call on every failing service, and does with its promise what the scenario does; half are aborted. */
async function each(doWith: (call: PromiseLike<unknown>) => void): Promise<void> {
  for (const fetch of Object.values(services)) {
    for (const credentials of [{ accessToken: '1000.a.b' }, refreshToken(account)]) {
      for (const call of calls) {
        const stop = new AbortController();
        const cliq = clientTo('', { fetch, credentials, random: () => 0.001 });
        doWith(call(cliq, stop.signal));
        if (call.length > 1) setTimeout(() => stop.abort(), 5);
        setTimeout(() => cliq.close(), 20);
      }
    }
  }
  await late();
}

await runScenario({
  'is raced, and loses': () =>
    each((call) => void Promise.race([call, Promise.resolve()]).catch(() => undefined)),
  'is handled in one of its branches': () => each((call) => void call.then(undefined, () => undefined)),
  'is handled late': () =>
    each((call) => {
      const settled = Promise.allSettled([call]);
      setTimeout(() => void settled, 30);
    }),
  'is handled through withResponse alone': () =>
    each((call) => {
      if ('withResponse' in call && typeof call.withResponse === 'function')
        call.withResponse().catch(() => undefined);
      else call.then(undefined, () => undefined);
    }),
  'is dropped': async () => {
    // The program is told, as of any promise that it drops. But of that one alone, and not of others within.
    let [dropped, told] = [0, 0];
    process.on('uncaughtException', () => {
      told += 1;
    });
    process.on('unhandledRejection', () => undefined); // The same, once more, for those who listen.
    await each((call) => {
      dropped += 1;
      void call;
    });
    if (told === 0 || told > dropped) throw new Error(`${dropped} calls dropped, ${told} rejections`);
  },
});
