// Official clients that keep what they receive.
import { io } from 'socket.io-client';
import { pack } from './values.mjs';
import { until, within } from './processes.mjs';

export class Client {
  log = [];
  fences = new Map();

  /** Resolves when the server has made it join its rooms. */
  static async connect(peer, name, { nsp = '/', rooms = [], auth = {} } = {}) {
    const client = new Client();
    client.name = name;
    client.socket = io(`http://127.0.0.1:${peer.port}${nsp}`, {
      auth: { name, rooms, ...auth }, transports: ['websocket'], forceNew: true, reconnection: false,
    });
    const joined = new Promise((resolve, reject) => {
      client.socket.once('joined', resolve);
      client.socket.once('connect_error', reject);
    });
    client.socket.onAny((event, ...args) => client.#on(event, args));
    client.socket.on('disconnect', reason => client.log.push(['disconnect', reason]));
    await within(`connection of ${name}`, joined);
    client.id = client.socket.id;
    return client;
  }

  #on(event, args) {
    if (event === 'fence') {
      this.fences.set(args[0], (this.fences.get(args[0]) ?? 0) + 1);
      return;
    }
    if (event === 'joined') return;
    const ack = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    this.log.push(pack([event, ...args]));
    if (ack && event === 'ask') ack(`${this.name} answers`, 'ignored');
    if (ack && event === 'ask binary') ack(Buffer.from(this.name));
    if (ack && event === 'ask some' && args.includes(this.name)) ack(this.name);
  }

  fenced(number, times) {
    return until(`fence ${number} at ${this.name}`, () => this.fences.get(number) === times || this.fences.get(number) || 'none');
  }

  close() {
    this.socket.disconnect();
  }
}
