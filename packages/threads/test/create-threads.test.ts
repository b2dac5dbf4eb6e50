import { InputError } from '@cliqkit/core';
import { expect, test } from 'vitest';
import { accessToken, connect } from '../../cliqkit/test/support/connect.ts';
import { exampleReply } from '../../cliqkit/test/support/example-reply.ts';
import { createThreads, Threads } from '../src/index.ts';

const id = 'CT_2242125513190139257_855711548-T-2263887074117538898';

test('making the module sends nothing', () => {
  const { module, sent } = connect(createThreads);
  expect(module).toBeInstanceOf(Threads);
  expect(sent).toEqual([]);
});

test('hosts that a token must not be sent to are refused when the module is made', () => {
  const dataCenter = { api: 'https://cliq.example.com/api/v3', accounts: 'ftp://accounts.example.com' };
  expect(() => createThreads({ dataCenter, credentials: { accessToken } })).toThrow(InputError);
});

test('the lists of people send nothing until they are read', async () => {
  const { module: threads, sent } = connect(createThreads, exampleReply('getThreadFollowers'));
  const [followers] = [threads.followers(id), threads.nonFollowers(id), threads.members(id)];
  await Promise.resolve();
  expect(sent).toEqual([]);
  const names = [];
  for await (const follower of followers) names.push(follower.name);
  expect(names).toEqual(['Ana Duarte', 'Ben Okafor']);
  expect(sent).toHaveLength(1);
});
