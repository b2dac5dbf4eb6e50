/** A sample of the heap. */
export interface HeapSample {
  readonly calls: number;
  readonly bytes: number;
}

const mostRounds = 10;
/** Two rounds that differ by less have found the same. */
const sameBytes = 32_768;

/**
 * The heap after everything was collected that can be. What is waited for by a finalizer is only free in a later round, so
 * there are rounds until one finds nothing more. Needs `--expose-gc`.
 */
export async function collectedHeap(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < mostRounds; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
    const bytes = process.memoryUsage().heapUsed;
    if (bytes > least - sameBytes && round > 1) return Math.min(bytes, least);
    least = Math.min(bytes, least);
  }
  return least;
}

/** Bytes that the heap grows with each call: the slope of the line that fits the samples best. */
export function slopeOf(samples: readonly HeapSample[]): number {
  const mean = (pick: (sample: HeapSample) => number): number =>
    samples.reduce((sum, sample) => sum + pick(sample), 0) / samples.length;
  const [x, y] = [mean(({ calls }) => calls), mean(({ bytes }) => bytes)];
  const covariance = mean(({ calls, bytes }) => (calls - x) * (bytes - y));
  return covariance / mean(({ calls }) => (calls - x) ** 2);
}
