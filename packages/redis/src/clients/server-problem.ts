import { StoreProblem } from '@cliqkit/core';

/**
 * What clients say when something is wrong, and what we say then. Servers begin with a code (READONLY), which valkey-glide
 * spells its own way (ReadOnly). What they say goes no further, for there may be names, addresses and keys in it.
 */
const problems: readonly (readonly [said: RegExp, problem: string])[] = [
  // First, for it quotes the script, in which there may be any other word.
  [
    /unknown command/i,
    'The server has no command EVALSHA or EVAL. Use a server with Lua scripts, and do not rename these commands.',
  ],
  [
    /\b(READONLY|ReadOnly)\b/,
    'The server is a replica, which can only be read. Connect the client to the primary.',
  ],
  [
    /\b(LOADING|BusyLoading(Error)?)\b/,
    'The server has been started and still reads its data. Wait until it is ready.',
  ],
  [
    /\b(MASTERDOWN|MasterDown)\b/,
    'The server is a replica that has lost its primary. Check the primary, and connect the client to it.',
  ],
  [
    /\b(CLUSTERDOWN|ClusterDown)\b/,
    'The cluster is down, for a part of its keys has no server. CLUSTER INFO tells more: bring the missing server back.',
  ],
  [
    /\b(CROSSSLOT|CrossSlot)\b/,
    'The keys of one user are on several servers of the cluster. Take the braces out of the key prefix of the client.',
  ],
  [
    /\b(MOVED|Moved|ASK|Ask)\b/,
    'The server is one of a cluster and does not have this key. Use the cluster client of the same package: createCluster, Cluster or GlideClusterClient.',
  ],
  [
    /\b(TRYAGAIN|TryAgain)\b/,
    'The cluster moves this key from one server to another. Wait until it is there.',
  ],
  [
    /\b(NOAUTH|WRONGPASS|AuthenticationFailed)\b/,
    'The server does not accept the password of the client, or its lack of one. Check the user name and password that the client was made with.',
  ],
  [
    // Within a script, Redis 7 says it without its code.
    /\b(NOPERM|PermissionDenied)\b|user executing the script can't/,
    'The server does not permit this user what is needed. Let it run scripts and the commands in them, on the keys and channels that begin with the prefix.',
  ],
  [/\bOOM\b/, "The server's memory is full. Raise its maxmemory, or remove what it keeps for others."],
  [
    /\bMISCONF\b/,
    'The server takes no writes, because it cannot save its data. Its log tells why: the disk may be full.',
  ],
  [
    /\b(NOREPLICAS|NotEnoughReplicas)\b/,
    'The server takes no writes, because too few replicas follow it (min-replicas-to-write). Check its replicas.',
  ],
  [/\bBUSY\b/, "The server is busy with somebody's script. SCRIPT KILL ends it."],
  [
    /\bWRONGTYPE\b/,
    'Something else uses a key of cliqkit. Give cliqkit a prefix of its own, and remove the keys that begin with it.',
  ],
  [
    /max number of clients/i,
    'The server has no connection left for this client. Raise its maxclients, or close others.',
  ],
  [
    /timed? ?out|ETIMEDOUT/i,
    'The server did not answer within the time that the client allows. Check that it can be reached, and that it is not overloaded.',
  ],
  [
    /\bE(CONN[A-Z]+|PIPE|NOTFOUND|AI_AGAIN|HOST[A-Z]+|NET[A-Z]+)\b|clos(ed|ing)|offline|disconnect|max retries per request|too many cluster redirections|unavailable|none of startup nodes|refresh slots cache|isn't writeable|ConnectionError/i,
    'The client has no connection to the server. Check that the server runs, that its address is right, and that the client was connected and is not closed.',
  ],
];

export function isUnknownScript(error: unknown): boolean {
  return /^NOSCRIPT|\bNoScriptError\b/.test(wordsOf(error));
}

/** What has become of a script, for people to read. */
export function problemWith(script: string, error: unknown): StoreProblem {
  const words = wordsOf(error);
  const problem = problems.find(([said]) => said.test(words))?.[1];
  return new StoreProblem(
    problem ??
      `The server could not run the script "${script}". Its log may tell why; check that it is Redis 6.2 or later, or Valkey.`,
  );
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Object)) return '';
  return ['message', 'code', 'name'].map((property) => String(Reflect.get(error, property) ?? '')).join(' ');
}
