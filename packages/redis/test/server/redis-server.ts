import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import type { Reply } from './send-command.ts';
import { sendCommand } from './send-command.ts';
import type { ServerBinary } from './servers-here.ts';
import { serversHere } from './servers-here.ts';
import { until } from './until.ts';

export interface RedisServerOptions {
  /** @default whichever is here, redis-server first */
  binary?: ServerBinary | undefined;
  /** Another server's port, of which this one is a replica. */
  replicaOf?: number | undefined;
  /** What clients must say, and what a replica says to its primary. */
  password?: string | undefined;
  /** Keeps the data over `kill` and `restart`, each write before its reply. @default false */
  durable?: boolean | undefined;
  /** Any other settings, such as `{ maxmemory: '3mb' }`. */
  settings?: Readonly<Record<string, string>> | undefined;
}

export interface RedisServer {
  readonly port: number;
  /** For the clients: `redis://127.0.0.1:<port>`, with the password if there is one. */
  readonly url: string;
  /** Over a connection of its own. An error of the server rejects. */
  command(...args: (string | number)[]): Promise<Reply>;
  /** How many connections there are beside the one that asks, those of replicas left out. */
  connections(): Promise<number>;
  /** SIGKILL. `restart` brings it back. */
  kill(): Promise<void>;
  /** SIGSTOP: it holds its connections and answers nothing. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** Kills it if it runs, and starts it on the same port. What was kept is there only if it is durable, and not `'lost'`. */
  restart(data?: 'kept' | 'lost'): Promise<void>;
  /** Kills it and removes its files. Can be called twice. */
  stop(): Promise<void>;
}

/**
 * Kills the server and removes its files when this process is gone, however it ended: its input is closed then. Each line of it
 * is the server that runs now, or nothing while none does.
 */
const watchdog = `trap '' INT TERM HUP; while read -r line; do pid=$line; done; [ -z "$pid" ] || kill -9 "$pid"; rm -rf "$1"`;

/** Starts a private server on a free port of the loopback interface. It answers PING when this resolves. */
export async function startRedis(options: RedisServerOptions = {}): Promise<RedisServer> {
  for (let attempt = 1; ; attempt += 1) {
    const server = redisOn(await freePort(), options);
    try {
      await server.restart();
      return server;
    } catch (error) {
      await server.stop();
      if (attempt === 5) throw error; // Until then, somebody may have taken the port.
    }
  }
}

function redisOn(port: number, options: RedisServerOptions): RedisServer {
  const { replicaOf, password, durable = false, settings = {} } = options;
  const binary = options.binary ?? serversHere[0];
  if (binary === undefined) throw new Error('Neither redis-server nor valkey-server is installed here.');
  const folder = mkdtempSync(join(tmpdir(), 'cliqkit-redis-'));
  const guard = spawn('sh', ['-c', watchdog, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
  const guarded = once(guard, 'exit');
  let running: { server: ChildProcess; exit: Promise<unknown> } | undefined;
  let said = '';

  const given: Record<string, string> = {
    port: `${port}`,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    'enable-debug-command': 'local',
    'repl-diskless-sync-delay': '0', // A replica is there at once.
    ...(durable && { appendonly: 'yes', appendfsync: 'always' }),
    ...(replicaOf !== undefined && { replicaof: `127.0.0.1 ${replicaOf}` }),
    ...(password !== undefined && { requirepass: password, masterauth: password }),
    ...settings,
  };
  const signal = (name: NodeJS.Signals): void => {
    running?.server.kill(name);
  };

  const self: RedisServer = {
    port,
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    command: (...args) => sendCommand(port, args, password),
    async connections() {
      const list = String(await self.command('CLIENT', 'LIST'));
      const others = list.split('\n').filter((line) => line !== '' && !/ flags=[A-Za-z]*[SM]/.test(line));
      return others.length - 1;
    },
    async kill() {
      if (running === undefined) return;
      const { server, exit } = running;
      running = undefined;
      server.kill('SIGKILL');
      await exit;
      guard.stdin.write('\n');
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    async restart(data = 'kept') {
      await self.kill();
      if (data === 'lost') {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
      }
      said = '';
      const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
      const server = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      const exit = once(server, 'exit');
      guard.stdin.write(`${server.pid}\n`);
      running = { server, exit };
      for (const output of [server.stdout, server.stderr]) {
        output.on('data', (text) => {
          said = `${said}${text}`.slice(-2_000);
        });
      }
      await until(`${binary} answers on port ${port}`, async () => {
        if (server.exitCode !== null) throw new Error(`${binary} ended at once: ${said}`);
        const answer = await self.command('PING').catch(() => ''); // It does not listen yet, or still reads its data.
        if (answer !== 'PONG') return false;
        // Another server that was quicker to take the port would answer, too.
        return String(await self.command('INFO', 'server')).includes(`process_id:${server.pid}\r`);
      });
      if (replicaOf !== undefined) {
        await until(`the replica ${port} follows ${replicaOf}`, async () =>
          String(await self.command('INFO', 'replication')).includes('master_link_status:up'),
        );
      }
    },
    async stop() {
      await self.kill();
      guard.stdin.end();
      await guarded;
    },
  };
  return self;
}
