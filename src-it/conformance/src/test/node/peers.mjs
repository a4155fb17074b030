// The servers under test, as processes that are told over HTTP what to do.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const isRefusal = note => note.startsWith('connection_error');

/** A server program with its control address; see reference-server.mjs for the commands. */
export class Peer {
  constructor(name, control, child) {
    this.name = name;
    this.control = control;
    this.child = child;
  }

  async command(name, params = {}) {
    const response = await fetch(`${this.control}/${name}?${new URLSearchParams(params)}`, { headers: { Connection: 'close' } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${this.name}: ${name} ${JSON.stringify(params)} answered ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** The port of the server with this configuration; it is started on the first call. `name` sets several of one configuration apart. */
  async port(config, name = config) {
    return (await this.command('instance', { config, name })).port;
  }

  /**
   * What the server has noted under a tag (the query parameter `tag` of a handshake): first about sockets, then about refused requests, because the two
   * are noted by different threads.
   */
  async log(name, tag) {
    const notes = await this.command('log', { name, tag });
    return [...notes.filter(note => !isRefusal(note)), ...notes.filter(isRefusal)];
  }

  /**
   * What the server has noted under a tag about sockets. For official clients over long-polling: whether a poll of theirs comes behind their own end, and
   * is refused, is a matter of time.
   */
  async socketLog(name, tag) {
    const notes = await this.command('log', { name, tag });
    return notes.filter(note => !isRefusal(note));
  }

  /** Ends the server if it is ours to end, and soon after that this process: connections that tests have left open must not keep it. */
  stop() {
    this.child?.kill();
    setTimeout(() => process.exit(), 1000).unref();
  }
}

/** Starts the reference server in a process of its own. */
export async function startReference() {
  const script = fileURLToPath(new URL('reference-server.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', text => resolve([text]));
    child.once('exit', code => reject(new Error(`the reference server ended with ${code}`)));
  });
  return new Peer('reference', line.trim(), child);
}

/** The server under test: the one at CONFORMANCE_CONTROL, or the reference itself when that is not set. */
export async function startTarget() {
  const control = process.env.CONFORMANCE_CONTROL;
  return control ? new Peer('ours', control) : startReference();
}
