/** A library as a program gets it: what the program imports and what is installed for it. */
export interface Library {
  readonly name: string;
  readonly packages: readonly [string, ...string[]];
}

export const libraries: readonly Library[] = [
  { name: 'cliqkit', packages: ['cliqkit'] },
  { name: '@cliqkit/pins', packages: ['@cliqkit/pins'] },
  { name: 'openapi-fetch', packages: ['openapi-fetch'] },
  { name: 'ky', packages: ['ky'] },
  { name: 'axios', packages: ['axios'] },
  {
    name: 'octokit + throttling + retry',
    packages: ['@octokit/core', '@octokit/plugin-throttling', '@octokit/plugin-retry'],
  },
  { name: 'Slack', packages: ['@slack/web-api'] },
  { name: 'discord.js', packages: ['@discordjs/rest'] },
  { name: 'undici', packages: ['undici'] },
];
