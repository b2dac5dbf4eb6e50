/** The time of the machine as a clock takes it: as it is, stretched, or standing still. */
export interface Pace {
  /** Epoch milliseconds. */
  wall(): number;
  /** Milliseconds since some start. */
  mono(): number;
  /** How fast time passes: 1 as on the machine, 60 for a minute each second, 0 for not at all. */
  readonly rate: number;
  /** Changes how fast it passes from now on. */
  setRate(rate: number): void;
}

/** Time that passes at a rate of the machine's, from these readings on. */
export function createPace(start: { wall: number; mono: number }, initialRate: number): Pace {
  let rate = initialRate;
  let from = { ...start, machineWall: Date.now(), machineMono: performance.now() };

  const mono = (): number => from.mono + (performance.now() - from.machineMono) * rate;
  // At the machine's own rate it follows the machine's wall clock, which others may set.
  const wall = (): number =>
    rate === 1
      ? from.wall + Date.now() - from.machineWall
      : from.wall + (performance.now() - from.machineMono) * rate;

  return {
    wall,
    mono,
    get rate() {
      return rate;
    },
    setRate(next) {
      from = { wall: wall(), mono: mono(), machineWall: Date.now(), machineMono: performance.now() };
      rate = next;
    },
  };
}
