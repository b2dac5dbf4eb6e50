const two = (amount: number): string => String(amount).padStart(2, '0');
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `09:41:07`, in UTC, as all times of the page. */
export function timeOfDay(epochMs: number): string {
  const date = new Date(epochMs);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/** `Sun 22 Nov 2026`, in UTC. */
export function dayOf(epochMs: number): string {
  const date = new Date(epochMs);
  const month = months[date.getUTCMonth()] ?? '';
  return `${days[date.getUTCDay()] ?? ''} ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

/** The time alone on the day itself, with the day on others. */
export function moment(epochMs: number, now: number): string {
  const date = new Date(epochMs);
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (Math.floor(epochMs / 86_400_000) === Math.floor(now / 86_400_000)) return time;
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''}, ${time}`;
}

/** `4:05` for a countdown; `1:04:05` and `2 d 3 h` for long ones. Rounded up, so that 0 means over. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (hours > 0) return `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`;
  return `${minutes}:${two(seconds % 60)}`;
}

/** `60 s`, `5 min`, `1 h`: how long something lasts. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms <= 90_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 5_400_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}
