// The processes of the tests: Redis, and hosts of servers. Each ends with this process: it has a pipe as its standard input, and ends when that closes.
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createWriteStream } from 'node:fs';
import { createClient } from 'redis';
import { pack, unpack } from './values.mjs';

export const PATIENCE_MS = 60_000;
/** The folder for what tests leave behind: that of the build. */
export const FOLDER = process.env.CLUSTER_FOLDER ?? join(process.cwd(), '../../../target');
/** Whether this is the long form, {@code mvn -Pcluster}. */
export const WHOLE = process.env.CLUSTER_WHOLE === 'true';

export function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}

export async function within(what, promise, ms = PATIENCE_MS) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks again until the answer is right, at first after short pauses: most answers are. */
export async function until(what, question, ms = PATIENCE_MS) {
  const end = Date.now() + ms;
  let last;
  for (let pause = 2; Date.now() < end; pause = Math.min(25, 2 * pause)) {
    last = await question();
    if (last === true) return;
    await sleep(pause);
  }
  throw new Error(`${what}: not within ${ms} ms, but ${JSON.stringify(last)}`);
}

const PORTS = { from: 20_000, count: 10_000 };

/** No server of the tests uses it: a listener there says that this port is taken. */
const CLAIMS = '127.255.255.254';

/** Listens there. @return undefined if somebody else does */
function listener(port, address) {
  const server = createServer().unref();
  return new Promise(resolve => server.once('error', () => resolve(undefined)).listen(port, address, () => resolve(server)));
}

/**
 * A free port below those that Linux gives to outgoing connections, one of which would take it before the server does.
 * Nobody else is given the port while this process lives: what it starts may take seconds to listen, or start again.
 */
export async function freePort() {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
    const claim = await listener(port, CLAIMS);
    const server = claim && await listener(port, '127.0.0.1');
    if (server) {
      await new Promise(resolve => server.close(resolve));
      return port;
    }
    claim?.close();
  }
}

/** What has been started and not stopped, because a test has failed; it would keep this process alive. */
export const running = new Set();

export async function stopAll() {
  const failures = [];
  for (const each of running) await each.stop().catch(failure => failures.push(failure));
  if (failures.length > 0) throw failures[0];
}

/** A redis-server on a free port of the loopback interface, with a folder of its own. */
export class Redis {
  /** @param args further arguments, for example `--cluster-enabled yes`; @param before writes files into the folder and returns arguments that come first */
  static async start(args = '--save "" --appendonly no', before = async () => '') {
    await mkdir(FOLDER, { recursive: true });
    const redis = new Redis();
    redis.args = args;
    redis.folder = await mkdtemp(join(FOLDER, 'redis-'));
    redis.port = await freePort();
    redis.first = await before(redis.folder);
    await redis.run();
    return redis;
  }

  /** The shell outlives nobody: it kills the server when its standard input ends. */
  async run() {
    const command = `redis-server ${this.first} --bind 127.0.0.1 --port ${this.port} --dir ${this.folder} ${this.args} >> ${this.folder}/redis.log 2>&1 & pid=$!; echo $pid; cat > /dev/null; kill -CONT $pid 2>/dev/null; kill -9 $pid 2>/dev/null`;
    running.add(this);
    this.process = spawn('sh', ['-c', command], { stdio: ['pipe', 'pipe', 'ignore'] });
    const [pid] = await within('pid of redis-server', new Promise(resolve => createInterface({ input: this.process.stdout }).once('line', line => resolve([Number(line)]))));
    this.pid = pid;
    this.client = createClient({ url: `redis://127.0.0.1:${this.port}` });
    this.client.on('error', () => {});
    await within('redis-server (is the package redis-server installed?)', this.client.connect(), 20_000);
  }

  async stop() {
    running.delete(this);
    this.client.destroy();
    const ended = new Promise(resolve => this.process.once('exit', resolve));
    this.process.stdin.end();
    await ended;
  }

  /** Ends, but {@link run} starts it again; without its data, unless it saves them. */
  halt() {
    return this.stop();
  }

  freeze() {
    process.kill(this.pid, 'SIGSTOP');
  }

  thaw() {
    process.kill(this.pid, 'SIGCONT');
  }
}

/** A process with servers, ours or the reference's. */
export class Host {
  #next = 1;
  #waiting = new Map();

  constructor(kind) {
    this.kind = kind;
    running.add(this);
    const [command, ...args] = kind === 'node' ? [process.execPath, 'host.mjs'] : JSON.parse(process.env.CLUSTER_JAVA);
    this.process = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.log = '';
    const file = createWriteStream(join(FOLDER, `host-${kind}-${this.process.pid}.log`));
    this.process.stderr.on('data', data => {
      this.log += data;
      file.write(data);
    });
    createInterface({ input: this.process.stdout }).on('line', line => this.#onLine(line));
    this.process.once('exit', () => this.#waiting.forEach(({ reject }) => reject(new Error(`the ${kind} host has ended: ${this.log.slice(-2000)}`))));
  }

  #onLine(line) {
    const { id, value, failure } = JSON.parse(line);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failure) waiting.reject(new Error(failure));
    else waiting.resolve(unpack(value));
  }

  ask(op, command) {
    const id = this.#next++;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.process.stdin.write(JSON.stringify({ id, op, ...pack(command) }) + '\n');
    return within(`${this.kind} ${op}`, answer);
  }

  async stop() {
    running.delete(this);
    const ended = new Promise(resolve => this.process.once('exit', resolve));
    this.process.stdin.end();
    await within('end of a host', ended);
    const left = this.log.match(/.*thread named \[(lettuce|socketio).*has failed to stop it.*/);
    if (left) throw new Error(left[0]);
  }

  kill() {
    running.delete(this);
    this.process.kill('SIGKILL');
  }
}

/** A server in a host. */
export class Peer {
  static #count = 0;

  /** @param options adapter, mode, prefix, timeout */
  static async start(host, redis, options) {
    const peer = new Peer();
    peer.host = host;
    peer.server = `s${++Peer.#count}`;
    const { port } = await host.ask('start', { server: peer.server, redis: redis.port, timeout: 5000, ...options });
    peer.port = port;
    return peer;
  }

  ask(op, command = {}) {
    return this.host.ask(op, { server: this.server, ...command });
  }

  stop() {
    return this.ask('stop');
  }
}

/** Waits until a server knows of so many. */
export function counted(peer, servers) {
  return until(`${servers} are counted`, async () => {
    const count = await peer.ask('count');
    return count === servers || count;
  });
}
