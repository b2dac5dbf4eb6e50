import { delimiter, join, sep } from 'node:path';

/** Beside the places of programs and of temporary files, only what says how text is shown. */
const kept = ['TMPDIR', 'LANG', 'LC_ALL', 'TZ'];

/**
 * The environment of a stranger: a home of its own, no token, no settings of npm, pnpm or git but those given, no variable
 * of a CI system, and no program from the repository's node_modules on the path.
 */
export function outsideEnvironment(
  env: NodeJS.ProcessEnv,
  { repository, home, registry }: { repository: string; home: string; registry: string },
): NodeJS.ProcessEnv {
  const own = Object.fromEntries(
    kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
  const path = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((place) => place !== '' && !`${place}${sep}`.startsWith(repository.replace(/[/\\]?$/, sep)));
  return {
    ...own,
    PATH: path.join(delimiter),
    HOME: home,
    NO_COLOR: '1',
    // Changesets takes what stands in no variable to be the public registry.
    npm_config_registry: registry,
    npm_config_globalconfig: join(home, '.npmrc-global'),
    npm_config_update_notifier: 'false',
    DENO_NO_UPDATE_CHECK: '1',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}
