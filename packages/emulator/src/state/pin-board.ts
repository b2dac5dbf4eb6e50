import type { Message } from './workspace.ts';

/** A pin that never ends. */
export const never = -1;

export interface Pin {
  readonly message: Message;
  readonly creatorId: string;
  readonly createdAt: number;
  modifiedAt: number;
  /** Epoch milliseconds, or `never`. */
  expiresAt: number;
  /** Number of the board's change that touched this pin last. */
  change: number;
}

/** The pins of one chat. */
export interface PinBoard {
  /** As listed: topmost first. May hold pins that have ended; read it through `currentPins`. */
  pins: Pin[];
  primary: Pin | undefined;
  /** How often the board was changed. */
  changes: number;
  /** When it was changed last; before any client's time as long as it stands as seeded. */
  modifiedAt: number;
}

export function createPinBoard(): PinBoard {
  return { pins: [], primary: undefined, changes: 0, modifiedAt: Number.NEGATIVE_INFINITY };
}

/** Removes the pins that have ended, and gives the rest. Of this only a pin that becomes primary counts as a change. */
export function currentPins(
  board: PinBoard,
  now: number,
  primaryRemoved: 'none' | 'promote',
): readonly Pin[] {
  const promoted = keepPins(board, (pin) => isCurrent(pin, now), primaryRemoved);
  if (promoted !== undefined) {
    board.changes += 1;
    promoted.change = board.changes;
  }
  return board.pins;
}

function isCurrent({ expiresAt }: Pin, now: number): boolean {
  return expiresAt === never || now < expiresAt;
}

/** The pins that have not ended, and the primary one among them, with the board left as it is. */
export function pinsAt(
  { pins, primary }: PinBoard,
  now: number,
  primaryRemoved: 'none' | 'promote',
): Pick<PinBoard, 'pins' | 'primary'> {
  const view: PinBoard = { ...createPinBoard(), pins, primary };
  keepPins(view, (pin) => isCurrent(pin, now), primaryRemoved);
  return view;
}

/** Removes the pins that are not to be kept. Gives the one that becomes primary by it; nothing if none does. */
export function keepPins(
  board: PinBoard,
  keep: (pin: Pin) => boolean,
  primaryRemoved: 'none' | 'promote',
): Pin | undefined {
  board.pins = board.pins.filter(keep);
  if (board.primary === undefined || board.pins.includes(board.primary)) return undefined;
  board.primary = primaryRemoved === 'promote' ? board.pins[0] : undefined;
  return board.primary;
}

/** Notes that the board was changed, and which pins were. */
export function touch(board: PinBoard, now: number, ...pins: readonly Pin[]): void {
  board.changes += 1;
  board.modifiedAt = now;
  for (const pin of pins) {
    pin.modifiedAt = now;
    pin.change = board.changes;
  }
}
