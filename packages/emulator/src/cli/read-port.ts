import { UsageError } from './cli-errors.ts';

export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/u.test(text) || port > 65_535) {
    throw new UsageError(`${JSON.stringify(text)} is not a port; give a number from 0 to 65535`);
  }
  return port;
}
