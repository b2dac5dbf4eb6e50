import { storm } from '../../storm/storm.ts';
import type { Figure } from '../figure.ts';
import { exactly } from '../figure.ts';
import { seedsOf } from '../seeds.ts';

const callsOfOne = 50;

/** Mixed calls through random faults, latency, clock steps, aborts and deadlines: nothing is lost, doubled or lied about. */
export const faultStorm: Figure = {
  name: 'storm',
  async measure(scale) {
    const seeds = seedsOf(scale, 2000, 5);
    const found = { lost: 0, duplicated: 0, untruthful: 0, other: 0, unhandled: 0 };
    let [calls, sends, faults] = [0, 0, 0];
    const onUnhandled = (): void => {
      found.unhandled += 1;
    };
    process.on('unhandledRejection', onUnhandled);
    try {
      for (const [index, seed] of seeds.entries()) {
        const report = await storm(seed, { calls: callsOfOne });
        calls += report.calls;
        sends += report.sends;
        faults += report.faults;
        for (const problem of report.problems) {
          found[kindOf(problem)] += 1;
          scale.complain(`${problem}; again: pnpm reliability storm --seed ${seed}`);
        }
        if (index % 20 === 0) scale.progress(`${index} of ${seeds.length} storms`);
      }
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', onUnhandled);
    }
    const [seed = 1] = seeds;
    const hashes = [await storm(seed), await storm(seed)].map(({ hash }) => hash);
    const what = `${seeds.length} storms, ${calls} calls, ${sends} sends, ${faults} faults`;
    return [
      exactly(`${what}: calls that ended`, seeds.length * callsOfOne, calls),
      exactly('acknowledged writes that were lost', 0, found.lost),
      exactly('writes that must not be repeated and were carried out twice', 0, found.duplicated),
      exactly('outcomes that are not true', 0, found.untruthful),
      exactly('other breaches (limits, locks, deadlines, bare errors, state)', 0, found.other),
      exactly('unhandled rejections', 0, found.unhandled),
      {
        figure: `the same seed gives the same trace (SHA-256 ${hashes[0]?.slice(0, 16)})`,
        required: 'byte for byte',
        measured: hashes[0] === hashes[1] ? 'byte for byte' : 'not',
        holds: hashes[0] === hashes[1],
      },
    ];
  },
};

function kindOf(problem: string): 'lost' | 'duplicated' | 'untruthful' | 'other' {
  for (const kind of ['lost', 'duplicated', 'untruthful'] as const) {
    if (problem.startsWith(`${kind}:`)) return kind;
  }
  return problem.startsWith('duplicate-commit') ? 'duplicated' : 'other';
}
