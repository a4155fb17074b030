// nginx and HAProxy with the files of docs/deployment, and clients in front of them.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';
import { FOLDER, freePort, sleep, until, within } from './processes.mjs';

const CONFIGURATIONS = new URL('../../../../../docs/deployment/', import.meta.url);

/** What has been started and not stopped, because a test has failed; it would keep this process alive. */
const running = new Set();

export async function stopBalancers() {
  for (const each of running) await each.stop().catch(() => {});
}

function replaced(text, from, to) {
  if (!text.includes(from)) throw new Error(`'${from}' is not in the configuration`);
  return text.replaceAll(from, to);
}

/** nginx wants a whole configuration around what /etc/nginx/conf.d has; as another user than root, the workers could not read the folder. */
function nginxAround(folder) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/${name};`).join(' ');
  return `${process.getuid() === 0 ? 'user root;' : ''} daemon off; worker_processes 2; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log info;
events { worker_connections 1024; }
http { access_log ${folder}/access.log; ${temporary} include ${folder}/site.conf; }
`;
}

/**
 * HAProxy takes a node out if its first check fails, and only then by one. A busy machine may answer that too late, so two have to end before clients
 * come: the second one brings the node back.
 */
async function checked(node) {
  const before = await node.ask('checks');
  await until('three checks', async () => (await node.ask('checks')) >= before + 3 || 'not yet');
}

export class Balancer {
  /**
   * Starts it on free ports of the loopback interface.
   *
   * @param file in docs/deployment; ports and folders are replaced
   * @param nodes the two servers
   * @param folder has the certificate
   * @param changes further texts to replace, as pairs
   */
  static async start(file, nodes, folder, changes = []) {
    const balancer = new Balancer();
    balancer.program = file.startsWith('nginx') ? 'nginx' : 'haproxy';
    balancer.folder = await mkdtemp(join(FOLDER, `${balancer.program}-`));
    balancer.port = await freePort();
    balancer.tlsPort = await freePort();
    let text = await readFile(new URL(file, CONFIGURATIONS), 'utf8');
    const listen = balancer.program === 'nginx' ? ['listen ', 'listen 127.0.0.1:'] : ['bind :', 'bind 127.0.0.1:'];
    for (const [from, to] of [listen, [`/etc/${balancer.program}/site.pem`, `${folder}/site.pem`], ...changes]) text = replaced(text, from, to);
    // All at once: a port may have another one in it.
    const ports = { 8080: balancer.port, 8443: balancer.tlsPort, 8081: nodes[0].port, 8082: nodes[1].port, 10000: await freePort() };
    text = text.replace(/\b(8080|8443|8081|8082|10000)\b/g, port => ports[port]);
    await balancer.#write(text);
    await balancer.run();
    if (balancer.program === 'haproxy') await Promise.all(nodes.map(checked));
    return balancer;
  }

  async #write(text) {
    this.text = text;
    await writeFile(join(this.folder, 'site.conf'), text);
    if (this.program === 'nginx') await writeFile(join(this.folder, 'nginx.conf'), nginxAround(this.folder));
  }

  /** The shell outlives nobody: it stops the program when its standard input ends. */
  async run() {
    // As Debian's services run them: a master with workers, which can be told to read its configuration again.
    const start = this.program === 'nginx' ? `nginx -p ${this.folder} -c ${this.folder}/nginx.conf` : `haproxy -W -f ${this.folder}/site.conf`;
    const command = `${start} >> ${this.folder}/console.log 2>&1 & pid=$!; echo $pid; cat > /dev/null; kill -TERM $pid 2>/dev/null; wait $pid`;
    // Before the program opens it: what it has said in an earlier run is not asked.
    await writeFile(join(this.folder, 'console.log'), '');
    running.add(this);
    this.process = spawn('sh', ['-c', command], { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
    this.pid = await within(`pid of ${this.program}`, new Promise(resolve => createInterface({ input: this.process.stdout }).once('line', line => resolve(Number(line)))));
    await until(`${this.program} answers (${this.folder} has its logs)`, () => this.#answers());
  }

  /** Whether it takes connections; an error when it has said why it never will. */
  async #answers() {
    const answer = await new Promise(resolve => {
      const socket = connectTcp(this.port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', error => resolve(error.code));
    });
    const said = answer === true ? '' : await readFile(join(this.folder, 'console.log'), 'utf8');
    if (/\[(ALERT|emerg)\]|not found/.test(said)) throw new Error(`${this.program} does not start: ${said}`);
    return answer;
  }

  async stop() {
    running.delete(this);
    const ended = new Promise(resolve => this.process.once('exit', resolve));
    this.process.stdin.end();
    await within(`end of ${this.program}`, ended);
  }

  /** nginx: gives no new requests to this node, or again. What runs goes on in the old workers. */
  async takeOut(node, out = true) {
    const server = `server 127.0.0.1:${node} max_fails=0`;
    await this.#write(out ? replaced(this.text, `${server};`, `${server} down;`) : replaced(this.text, `${server} down;`, `${server};`));
    await this.reload();
  }

  /** New workers take new requests; what runs goes on in the old ones. */
  async reload() {
    const [log, sign, signal] = this.program === 'nginx' ? ['nginx.log', /start worker processes/g, 'SIGHUP'] : ['console.log', /Loading success/g, 'SIGUSR2'];
    const times = async () => (await readFile(join(this.folder, log), 'utf8')).match(sign)?.length ?? 0;
    const before = await times();
    process.kill(this.pid, signal);
    await until(`${this.program} has read its configuration again`, async () => (await times()) > before);
    await sleep(200);
  }

  /**
   * A client at an address of its own: all of 127.0.0.0/8 is this machine. It keeps cookies during a connection.
   *
   * @param number of the client
   */
  client(number, { secure = false, ...options } = {}) {
    const localAddress = `127.0.${1 + Math.floor(number / 250)}.${1 + number % 250}`;
    // Not kept alive: xmlhttprequest-ssl 2.1.2 sends a request again when a kept connection was reset, but never ends it, and the client notices nothing until its ping timeout.
    const agent = secure ? new TlsAgent({ localAddress, rejectUnauthorized: false }) : new Agent({ localAddress });
    const socket = io(secure ? `https://127.0.0.1:${this.tlsPort}` : `http://127.0.0.1:${this.port}`, {
      forceNew: true, agent, rejectUnauthorized: false, withCredentials: true, reconnectionDelay: 50, reconnectionDelayMax: 500, ...options,
    });
    return Object.assign(socket, { localAddress });
  }
}

/** Waits until a client is connected, and has upgraded if it can. */
export async function connected(socket) {
  if (!socket.connected) await within('connection', new Promise(resolve => socket.once('connect', resolve)));
  const wanted = socket.io.opts.transports.at(-1);
  await until(`${wanted} of a client`, () => socket.io.engine?.transport?.name === wanted || socket.io.engine?.transport?.name || 'none');
  return socket;
}
