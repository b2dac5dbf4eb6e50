const minuteMs = 60_000;
/** ISO 8601 has four digits for the year; a day less leaves room for every time zone. */
const lastMoment = Date.UTC(9999, 11, 31);

/** A moment in ISO 8601 or epoch milliseconds, as epoch milliseconds; nothing when it is not one. */
export function parseMoment(value: string | number): number | undefined {
  const ms = typeof value === 'number' ? value : Date.parse(value);
  return Math.abs(ms) <= lastMoment ? ms : undefined;
}

/** A moment as the service writes it: whole seconds, with the offset of the reader's zone. */
export function formatMoment(ms: number, utcOffsetMinutes: number): string {
  const local = new Date(ms + utcOffsetMinutes * minuteMs).toISOString().replace(/\.\d{3}Z$/u, '');
  const offset = Math.abs(utcOffsetMinutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local}${utcOffsetMinutes < 0 ? '-' : '+'}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
}
