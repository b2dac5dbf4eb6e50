import { operations } from '@cliqkit/types';
import { mostEntities } from '../state/room.ts';
import { checkOrder } from './check-messages.ts';
import type { Cast } from './check-part.ts';
import { checkPart } from './check-part.ts';
import { checkAllUnique, checkId } from './check-unique.ts';
import type { Problems } from './problems.ts';
import { below, createProblems } from './problems.ts';
import type { Seed } from './seed.ts';

type Part = Pick<Seed, 'chats' | 'threads' | 'shelves'>;

function sizeOf({ chats, threads, shelves }: Part): number {
  let size = threads.length;
  for (const { messages, pins = [] } of chats) size += 1 + messages.length + pins.length;
  for (const { messages } of threads) size += messages.length;
  for (const { folders } of shelves) size += folders.length;
  return size;
}

function checkSize(seed: Seed, problems: Problems): void {
  const { users, bots, networks = [] } = seed;
  let size = users.length + bots.length + sizeOf(seed);
  for (const network of networks) size += 1 + (network.members ?? users).length + sizeOf(network);
  if (size > mostEntities) {
    problems.add(
      '',
      `${size} users, bots, chats, messages, threads, folders and pins are too many; ${mostEntities} may be`,
    );
  }
}

function castOf({ users, bots }: Seed): Cast {
  return {
    users: new Set(users.map(({ id }) => id)),
    bots: new Set(bots.map(({ uniqueName }) => uniqueName)),
    botIds: new Set(bots.map(({ id }) => id)),
    place: 'the seed',
  };
}

function checkCast({ users, bots }: Seed, cast: Cast, problems: Problems): void {
  if (users.length === 0) problems.add('/users', 'a seed needs at least one user');
  checkAllUnique(
    users.map(({ id }) => id),
    '/users',
    'a user with the id',
    problems,
  );
  checkAllUnique(
    bots.map(({ id }) => id),
    '/bots',
    'a bot with the id',
    problems,
  );
  checkAllUnique(
    bots.map(({ uniqueName }) => uniqueName),
    '/bots',
    'a bot with the unique name',
    problems,
  );
  for (const [index, { id }] of users.entries()) checkId(id, `/users/${index}/id`, problems);
  for (const [index, { id }] of bots.entries()) {
    checkId(id, `/bots/${index}/id`, problems);
    if (cast.users.has(id)) problems.add(`/bots/${index}/id`, `a user with the id ${id} is there already`);
  }
}

function checkNetworks({ networks = [] }: Seed, cast: Cast, problems: Problems): void {
  // The id and the name of a network stand in the same place of a URL.
  const taken = new Set<string>();
  for (const [index, { id, name }] of networks.entries()) {
    for (const own of new Set([id, name])) {
      if (taken.has(own)) {
        problems.add(below('/networks', index), `a network with the id or name ${own} is there already`);
      }
      taken.add(own);
    }
  }
  for (const [index, network] of networks.entries()) {
    const here = below('/networks', index);
    checkId(network.id, `${here}/id`, problems);
    checkId(network.name, `${here}/name`, problems);
    const { members = [] } = network;
    checkAllUnique(members, `${here}/members`, 'the member', problems);
    for (const [number, id] of members.entries()) {
      if (!cast.users.has(id)) problems.add(`${here}/members/${number}`, `the seed has no user ${id}`);
    }
    const place = `the network ${network.name}`;
    const users = network.members === undefined ? cast.users : new Set(members);
    checkPart(network, here, { ...cast, users, place }, problems);
  }
}

function checkStanding({ limits = [], tokens = [] }: Seed, { users }: Cast, problems: Problems): void {
  for (const [index, { userId, operation, lockedForMs }] of limits.entries()) {
    const here = below('/limits', index);
    if (!users.has(userId)) problems.add(`${here}/userId`, `the seed has no user ${userId}`);
    if (!Object.hasOwn(operations, operation)) {
      problems.add(`${here}/operation`, `there is no operation ${operation}`);
    }
    if (!(lockedForMs > 0)) problems.add(`${here}/lockedForMs`, 'a lock lasts longer than 0 ms');
  }
  for (const [index, { userId, expiresInMs }] of tokens.entries()) {
    const here = below('/tokens', index);
    if (!users.has(userId)) problems.add(`${here}/userId`, `the seed has no user ${userId}`);
    if (!Number.isFinite(expiresInMs))
      problems.add(`${here}/expiresInMs`, 'has to be a number of milliseconds');
  }
}

/** Checks that a seed refers to what it defines, and defines nothing twice. */
export function checkReferences(seed: Seed, problems: Problems): void {
  checkSize(seed, problems);
  if (problems.count() > 0) return;
  const cast = castOf(seed);
  checkCast(seed, cast, problems);
  checkPart(seed, '', cast, problems);
  checkNetworks(seed, cast, problems);
  checkStanding(seed, cast, problems);
}

/** Checks everything about a seed that its type does not say. */
export function checkSound(seed: Seed, problems: Problems): void {
  checkReferences(seed, problems);
  for (const [part, at] of [
    [seed, ''] as const,
    ...(seed.networks ?? []).map((network, index) => [network, below('/networks', index)] as const),
  ]) {
    for (const list of ['chats', 'threads'] as const) {
      for (const [index, { messages }] of part[list].entries()) {
        checkOrder(messages, `${below(`${at}/${list}`, index)}/messages`, problems);
      }
    }
  }
}

/** Throws a `TypeError` that names what is wrong with a seed, if anything is. */
export function requireSoundSeed(seed: Seed): void {
  const problems = createProblems();
  checkSound(seed, problems);
  problems.throwIfAny(`the seed ${seed.name}`);
}
