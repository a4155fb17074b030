// PostgreSQL for the tests, and the reference server on it.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createAdapter } from '@socket.io/postgres-adapter';
import pg from 'pg';
import { freePort, running, sleep, until, within } from './processes.mjs';

const INSTALLED = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root. */
const USER = 'postgres';
/** The reference announces itself before it listens, so it learns of others by their next heartbeats; they come often here. */
const HEARTBEAT_MS = 1000;

const TABLE = '(id bigserial UNIQUE, created_at timestamptz DEFAULT NOW(), payload bytea)';

function executables() {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).filter(each => existsSync(join(INSTALLED, each, 'bin/initdb'))) : [];
  if (!versions.length) throw new Error(`no PostgreSQL in ${INSTALLED}: is the package postgresql-15 installed?`);
  return join(INSTALLED, versions.sort((a, b) => a - b).at(-1), 'bin');
}

/** A server on a free port of the loopback interface, with a folder of its own, as a user without rights. */
export class Postgres {
  /** @param settings for example `max_connections=10` */
  static async start(...settings) {
    const postgres = new Postgres();
    postgres.settings = settings;
    postgres.port = await freePort();
    postgres.folder = mkdtempSync(join(tmpdir(), 'socketio-postgres-'));
    postgres.as = [];
    if (process.getuid() === 0) {
      const [uid, gid] = ['-u', '-g'].map(option => Number(execFileSync('id', [option, USER])));
      chownSync(postgres.folder, uid, gid);
      postgres.as = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
    }
    const initdb = [...postgres.as, join(executables(), 'initdb'), '-D', `${postgres.folder}/data`, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    execFileSync(initdb[0], initdb.slice(1), { cwd: postgres.folder, stdio: ['ignore', 'ignore', 'pipe'] });
    writeFileSync(`${postgres.folder}/data/pg_hba.conf`, 'host all shop 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n');
    await postgres.run();
    await postgres.createTable('socket_io_attachments');
    return postgres;
  }

  /** The shell outlives nobody: it ends the server when its standard input ends, and deletes the folder unless it is told to keep it. */
  async run() {
    const settings = [
      'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'shared_buffers=16MB', 'max_connections=200', 'log_min_messages=fatal', ...this.settings,
    ].map(each => `-c ${each}`).join(' ');
    const command = `${this.as.join(' ')} ${executables()}/postgres -D ${this.folder}/data -p ${this.port} ${settings} >> ${this.folder}/log 2>&1 & pid=$!; echo $pid; `
      + `read -r word; kill -CONT $pid 2>/dev/null; kill -INT $pid 2>/dev/null; wait $pid; [ "$word" = keep ] || rm -rf ${this.folder}`;
    running.add(this);
    this.process = spawn('sh', ['-c', command], { stdio: ['pipe', 'pipe', 'ignore'], cwd: this.folder });
    this.pid = Number(await within('pid of postgres', new Promise(resolve => createInterface({ input: this.process.stdout }).once('line', resolve))));
    await until('PostgreSQL answers', async () => {
      const client = new pg.Client(this.address);
      client.on('error', () => {});
      try {
        await client.connect();
        this.client = client;
        return true;
      } catch (error) {
        return error.message;
      }
    }, 30_000);
  }

  get address() {
    return `postgresql://postgres@127.0.0.1:${this.port}/postgres`;
  }

  createTable(name) {
    return this.client.query(`CREATE TABLE ${name} ${TABLE}`);
  }

  /** What servers of both kinds need to know, in addition to the port. */
  settingsOf({ prefix, timeout = 5000, heartbeatTimeout = 10_000, pool = 2 }) {
    const parameters = { channelPrefix: prefix, requestTimeout: timeout, heartbeatInterval: HEARTBEAT_MS, heartbeatTimeout };
    return { adapter: 'postgres', prefix, timeout, heartbeatTimeout, pool, address: `${this.address}?${new URLSearchParams(parameters)}` };
  }

  /** Ends the connections of everybody else. */
  async cutAll() {
    await this.client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`);
  }

  /** How many connections our servers have. */
  async connections() {
    const { rows } = await this.client.query(`SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'Socket.IO'`);
    return rows[0].count;
  }

  /** Ends, but {@link run} starts it again as it was. */
  halt() {
    return this.#end('keep\n');
  }

  stop() {
    return this.#end('');
  }

  async #end(word) {
    running.delete(this);
    await this.client.end().catch(() => {});
    const ended = new Promise(resolve => this.process.once('exit', resolve));
    this.thaw();
    this.process.stdin.end(word);
    await within('end of PostgreSQL', ended);
  }

  /** Each connection has a process. */
  #processes() {
    return [this.pid, ...readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number)];
  }

  #signal(signal) {
    for (const pid of this.#processes()) {
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended meanwhile.
      }
    }
  }

  freeze() {
    process.kill(this.pid, 'SIGSTOP');
    this.#signal('SIGSTOP');
  }

  thaw() {
    this.#signal('SIGCONT');
  }
}

/** The adapter of a reference server. With two connections, of which one listens, it sends in order. */
export function postgresAdapter({ redis, prefix, heartbeatTimeout, pool: max }) {
  const pool = new pg.Pool({ host: '127.0.0.1', port: redis, user: 'postgres', database: 'postgres', max });
  pool.on('error', () => {});
  // The adapter does not, and an error without a listener ends the process instead of the connection.
  pool.on('connect', client => client.on('error', () => {}));
  const adapter = createAdapter(pool, { channelPrefix: prefix, heartbeatInterval: HEARTBEAT_MS, heartbeatTimeout, errorHandler: () => {} });
  const close = async () => {
    await sleep(50);
    await pool.end();
  };
  return { adapter, clients: [{ isReady: true, close }] };
}
