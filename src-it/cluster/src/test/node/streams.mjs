// The reference's adapter for Redis Streams, and the entries of its emitter.
import { encode } from '@msgpack/msgpack';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';

/** The names that a prefix stands for, as ours has them in its address. */
export function namesOf(prefix) {
  return { streamName: `${prefix}-stream`, sessionKeyPrefix: `${prefix}-session:` };
}

export async function streamsAdapter({ redis, prefix }) {
  const client = createClient({ url: `redis://127.0.0.1:${redis}` });
  client.on('error', () => {});
  await client.connect();
  return { clients: [client], adapter: createAdapter(client, { ...namesOf(prefix), channelPrefix: prefix, blockTimeInMs: 1000 }) };
}

/** Adds to the stream what npm @socket.io/redis-streams-emitter 0.1.1 adds, for one room. The package itself is not in the registry that the build uses. */
export class StreamsEmitter {
  constructor(client, prefix) {
    this.client = client;
    this.stream = namesOf(prefix).streamName;
  }

  emitTo(room, event, ...args) {
    const packet = { type: 2, data: [event, ...args], nsp: '/' };
    return this.#add(3, { packet, opts: { rooms: [room], flags: {}, except: [] } }, args.some(Buffer.isBuffer));
  }

  serverSideEmit(event, ...args) {
    return this.#add(9, { packet: [event, ...args] }, false);
  }

  #add(type, data, binary) {
    const text = binary ? Buffer.from(encode(data)).toString('base64') : JSON.stringify(data);
    return this.client.sendCommand(['XADD', this.stream, 'MAXLEN', '~', '10000', '*', 'uid', 'emitter', 'nsp', '/', 'type', `${type}`, 'data', text]);
  }
}
