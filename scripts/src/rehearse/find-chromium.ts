import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The Chromium of this machine: CHROMIUM_PATH, or the first on the path. */
export function findChromium(
  env: NodeJS.ProcessEnv,
  isThere: (path: string) => boolean = existsSync,
): string | undefined {
  const places = (env['PATH'] ?? '').split(delimiter);
  const candidates = [
    env['CHROMIUM_PATH'] ?? '',
    ...places.flatMap((place) => names.map((name) => join(place, name))),
    onMac,
  ];
  return candidates.find((path) => path !== '' && isThere(path));
}
