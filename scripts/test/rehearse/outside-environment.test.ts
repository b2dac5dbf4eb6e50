import { expect, test } from 'vitest';
import { outsideEnvironment } from '../../src/rehearse/outside-environment.ts';

const places = { repository: '/srv/repo', home: '/tmp/home', registry: 'http://127.0.0.1:4873/' };

test('no token, setting or sign of a CI system goes along', () => {
  const env = outsideEnvironment(
    {
      PATH: '/usr/bin',
      HOME: '/home/ana',
      NPM_TOKEN: 'secret',
      NODE_AUTH_TOKEN: 'secret',
      GITHUB_TOKEN: 'secret',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
      GITHUB_ACTIONS: 'true',
      CI: 'true',
      NPM_CONFIG_USERCONFIG: '/home/ana/.npmrc',
      'npm_config_//registry.example/:_authToken': 'secret',
      npm_config_registry: 'https://registry.example/',
      GIT_CONFIG_GLOBAL: '/home/ana/.gitconfig',
      TMPDIR: '/var/tmp',
    },
    places,
  );
  expect(Object.values(env)).not.toContain('secret');
  expect(Object.values(env).join()).not.toContain('ana');
  expect(env).not.toHaveProperty('CI');
  expect(env).not.toHaveProperty('GITHUB_ACTIONS');
  expect(env).toMatchObject({
    HOME: '/tmp/home',
    npm_config_registry: 'http://127.0.0.1:4873/',
    TMPDIR: '/var/tmp',
  });
});

test('programs of the repository are not on the path; others are, in their order', () => {
  const path = [
    '/srv/repo/node_modules/.bin',
    '/home/ana/.npm/_npx/1/bin',
    '/srv/repository/bin',
    '/srv/repo',
    '',
    '/usr/bin',
  ];
  expect(outsideEnvironment({ PATH: path.join(':') }, places)['PATH']).toBe(
    '/home/ana/.npm/_npx/1/bin:/srv/repository/bin:/usr/bin',
  );
});
