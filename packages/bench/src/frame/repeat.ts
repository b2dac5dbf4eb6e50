/** Measures several times, one after the other. */
export async function repeat<Value>(times: number, measure: () => Promise<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (let run = 0; run < times; run += 1) values.push(await measure());
  return values;
}
