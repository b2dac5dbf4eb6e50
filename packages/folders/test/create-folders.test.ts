import { InputError } from '@cliqkit/core';
import { expect, test } from 'vitest';
import { accessToken, connect } from '../../cliqkit/test/support/connect.ts';
import { exampleReply } from '../../cliqkit/test/support/example-reply.ts';
import { createFolders, Folders } from '../src/index.ts';

test('making the module sends nothing', () => {
  const { module, sent } = connect(createFolders);
  expect(module).toBeInstanceOf(Folders);
  expect(sent).toEqual([]);
});

test('hosts that a token must not be sent to are refused when the module is made', () => {
  const dataCenter = {
    api: 'https://user@cliq.example.com/api/v3',
    accounts: 'https://accounts.example.com',
  };
  expect(() => createFolders({ dataCenter, credentials: { accessToken } })).toThrow(InputError);
});

test('the list of folders sends nothing until it is read, and is one page', async () => {
  const reply = exampleReply('getPinCategories');
  const { module: folders, sent } = connect(createFolders, reply);
  const list = folders.list();
  await Promise.resolve();
  expect(sent).toEqual([]);
  const titles = [];
  for await (const folder of list) titles.push(folder.title);
  expect(titles).toEqual([undefined, 'Launch']);
  expect(sent).toHaveLength(1);
});
