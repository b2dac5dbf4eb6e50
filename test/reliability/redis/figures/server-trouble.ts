import type { Figure, Row } from '../../figure.ts';
import { atMost } from '../../figure.ts';
import { playHiccup } from '../trouble/play-hiccup.ts';
import type { Policy, TroubleReport } from '../trouble/play-trouble.ts';
import { noticeMs, playTrouble, timeoutMs } from '../trouble/play-trouble.ts';
import type { Trouble } from '../trouble/troubles.ts';
import { troubles } from '../trouble/troubles.ts';

const policies = ['fail', 'wait', 'local'] as const;
const shortWindowMs = 1_000;
/**
 * The server waits a twelfth of a window beside a whole one for processes that have called without it and do not know yet
 * that it is back. It takes them two seconds, and the time that a server may take to answer.
 */
const longWindowMs = 36_000;
/** What `local` waits beside a window. */
const graceMs = 5_000;
/** How late a busy machine may be: everything is played at once. */
const slackMs = 1_500;
/** More than by default, for machines that are busy with other tests. */
const patientMs = 4_000;
const second = 1_000;

/** Whatever happens to the server, nothing is sent over the limit; and what becomes of the calls is as it was chosen. */
export const serverTrouble: Figure = {
  name: 'trouble',
  async measure({ quick, progress }) {
    let ended = 0;
    const total = troubles.length * policies.length;
    const play = async (trouble: Trouble, policy: Policy): Promise<Row[]> => {
      const rows = await rowsOf(trouble, policy, quick);
      ended += 1;
      progress(`${ended} of ${total} scenes`);
      return rows;
    };
    const playAll = async (policy: Policy): Promise<Row[]> =>
      (await Promise.all(troubles.map((trouble) => play(trouble, policy)))).flat();
    if (quick) return (await Promise.all(policies.map(playAll))).flat();
    const rows: Row[] = [];
    for (const policy of policies) rows.push(...(await playAll(policy)));
    return rows;
  },
};

/** A scene that comes to no end is a row, too. */
async function rowsOf(trouble: Trouble, policy: Policy, quick: boolean): Promise<Row[]> {
  try {
    return await (trouble.kind === 'hiccup'
      ? hiccup(trouble, policy, quick)
      : longTrouble(trouble, policy, quick));
  } catch (error) {
    return [fact(`server ${trouble.name}; ${policy}`, 'an end', [String(error)])];
  }
}

async function longTrouble(trouble: Trouble, policy: Policy, quick: boolean): Promise<Row[]> {
  const what = `server ${trouble.name}; ${policy}`;
  const isSlow = trouble.kind === 'outage' && policy === 'local';
  const windowMs = isSlow && !quick ? longWindowMs : shortWindowMs;
  const report = await playTrouble(trouble, { policy, windowMs, seesReturn: !isSlow || !quick });
  const { required, wrongIn } = trouble.kind === 'loss' ? expectations.loss : expectations[policy];
  const wrong = [
    ...overLimitIn(report),
    ...report.otherErrors.map((name) => `calls fail as ${name}`),
    ...wrongIn(report),
  ];
  const backWithin = windowMs + noticeMs[policy] + (policy === 'local' ? graceMs : 0) + slackMs;
  const rows = [fact(what, required, wrong)];
  const { backAfterMs } = report;
  if (backAfterMs !== undefined) {
    rows.push(seconds(`${what}: until calls pass again`, backWithin, backAfterMs));
  }
  if (trouble.kind === 'loss' || policy !== 'fail') return rows;
  return [...rows, seconds(`${what}: until a call fails`, timeoutMs + slackMs, report.failedWithinMs)];
}

const noneFails = ({ storeErrors }: TroubleReport): string[] =>
  storeErrors > 0 ? [`${storeErrors} calls fail`] : [];

/** What must come of calls, beside that none is over the limit. */
const expectations = {
  loss: { required: 'none over the limit, on after a window', wrongIn: (): string[] => [] },
  fail: {
    required: 'none over the limit, calls fail as StoreError',
    wrongIn: ({ storeErrors }: TroubleReport): string[] => (storeErrors > 0 ? [] : ['no call fails']),
  },
  wait: { required: 'none over the limit, no call fails', wrongIn: noneFails },
  local: {
    required: 'none over the limit, none fails, some go on',
    wrongIn: (report: TroubleReport): string[] => [
      ...noneFails(report),
      ...(report.succeededMeanwhile > 0 ? [] : ['no call goes on']),
    ],
  },
};

async function hiccup(trouble: Trouble, policy: Policy, quick: boolean): Promise<Row[]> {
  const what = `server ${trouble.name}; ${policy}`;
  const report = await playHiccup(trouble, policy, quick ? patientMs : undefined);
  const wrong = report.failures.map((name) => `calls fail as ${name}`);
  return [
    fact(what, 'none over the limit, no call fails', [...overLimitIn(report), ...wrong]),
    seconds(`${what}: slowest call`, 2 * second + slackMs, report.slowestMs),
  ];
}

function overLimitIn({ overLimit, intoLock }: Pick<TroubleReport, 'overLimit' | 'intoLock'>): string[] {
  return overLimit + intoLock === 0 ? [] : [`${overLimit} over the limit, ${intoLock} into a lock`];
}

function fact(figure: string, required: string, wrong: readonly string[]): Row {
  const holds = wrong.length === 0;
  return { figure, required, measured: holds ? 'so' : wrong.join(', '), holds };
}

function seconds(figure: string, mostMs: number, measuredMs: number): Row {
  return { ...atMost(figure, mostMs / second, measuredMs / second, ' s'), machine: true };
}
