import { inspect } from 'node:util';
import { leaksIn, leaksOf } from '../../../packages/core/test/canary.ts';

/** Looks for secrets in everything that comes out, and counts where it has looked. */
export interface LeakWatch {
  /** Secrets can become known later: a token that a server has made. */
  learn(secret: string): void;
  /** Keeps a text that somebody could read in this place. */
  text(sink: string, text: string): void;
  /** Keeps a value: an error, an event, an object that a program could print. */
  value(sink: string, value: unknown): void;
  /** Looks through everything that was kept, for every secret that is known by now. */
  search(): { hits: string[]; sinks: number; looked: number };
}

/** How many ways to read a value are searched: as many as find a secret that an error wears openly. */
function formsOfValue(): number {
  const secret = 'AnOpenSecretOfManyLetters';
  const open = Object.assign(new Error(secret, { cause: new Error(secret) }), { secret });
  return new Set(leaksOf(open, { secret }).map((leak) => leak.split(', in ')[1])).size;
}

export function createLeakWatch(): LeakWatch {
  const secrets = new Set<string>();
  const texts: { sink: string; text: string }[] = [];
  const values: { sink: string; value: unknown }[] = [];
  return {
    learn: (secret) => void secrets.add(secret),
    text: (sink, text) => void texts.push({ sink, text }),
    value: (sink, value) => void values.push({ sink, value }),
    search() {
      const named = Object.fromEntries([...secrets].map((secret, index) => [`secret ${index}`, secret]));
      const hits = [
        ...texts.flatMap(({ sink, text }) => leaksIn(text, named).map((leak) => `${leak}, in ${sink}`)),
        ...values.flatMap(({ sink, value }) =>
          leaksOf(value, named).map((leak) => `${leak} of ${sink}: ${inspect(value).slice(0, 200)}`),
        ),
      ];
      const forms = formsOfValue();
      const textSinks = new Set(texts.map(({ sink }) => sink)).size;
      const valueSinks = new Set(values.map(({ sink }) => sink)).size;
      return {
        hits,
        sinks: textSinks + valueSinks * forms,
        looked: texts.length + values.length * forms,
      };
    },
  };
}
