// The official client loses its connection again and again, and comes back to another server of the cluster: nothing may be lost, nothing may come twice.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { io } from 'socket.io-client';
import { Client } from './clients.mjs';
import { Host, Peer, Redis, sleep, stopAll, until, within } from './processes.mjs';
import { namesOf } from './streams.mjs';

const WHOLE = process.env.CLUSTER_WHOLE === 'true';
const CUTS = Number(process.env.CLUSTER_CUTS ?? (WHOLE ? 1000 : 50));

let redis;
const hosts = {};
before(async () => {
  redis = await Redis.start();
  hosts.node = new Host('node');
  hosts.java = new Host('java');
});
after(stopAll);

let clusters = 0;

async function start(composition) {
  const options = { adapter: 'streams', mode: 'dynamic', recovery: true, prefix: `recovery${++clusters}` };
  const peers = [];
  for (const kind of composition) peers.push(await Peer.start(hosts[kind], redis, options));
  await until('all servers are counted', async () => {
    const counts = await Promise.all(peers.map(peer => peer.ask('count')));
    return counts.every(count => count === peers.length) || counts;
  });
  return { peers, options };
}

const next = (emitter, event) => within(event, new Promise(resolve => emitter.once(event, (...args) => resolve(args))));

/** A client that changes its server. */
class Mover {
  received = [];

  constructor(peers, { prefix }) {
    this.peers = peers;
    this.prefix = prefix;
    this.at = 0;
    this.socket = io(`http://127.0.0.1:${peers[0].port}`, {
      auth: { name: 'mover', rooms: ['r1'] }, transports: ['websocket'], forceNew: true, reconnection: false,
    });
    this.socket.on('n', number => this.received.push(number));
    this.socket.on('b', (bytes, number) => this.received.push(bytes.equals(Buffer.from([number % 256])) ? number : `wrong ${number}`));
  }

  async joins() {
    await next(this.socket, 'joined');
    this.id = this.socket.id;
  }

  /** Loses the connection; resolves when the session is in the store. */
  async isCut(byNetwork) {
    const ended = next(this.socket, 'disconnect');
    const { engine } = this.socket.io;
    if (byNetwork) engine.transport.ws.terminate();
    else engine.close();
    await ended;
    await this.isPersisted();
  }

  isPersisted() {
    const key = namesOf(this.prefix).sessionKeyPrefix + this.socket._pid;
    return until('the session in the store', async () => (await redis.client.exists(key)) === 1);
  }

  /** Comes back, to the next server. */
  async comesBack(what) {
    this.at = (this.at + 1) % this.peers.length;
    this.socket.io.uri = `http://127.0.0.1:${this.peers[this.at].port}`;
    const connected = next(this.socket, 'connect');
    this.socket.connect();
    await connected;
    assert.equal(this.socket.recovered, true, what);
    assert.equal(this.socket.id, this.id, what);
  }
}

/** Emits numbers from one server after the other. */
class Numbers {
  count = 0;

  constructor(peers) {
    this.peers = peers;
  }

  emit() {
    const number = this.count++;
    const binary = number % 3 === 0;
    return this.peers[number % this.peers.length].ask('emit', { event: binary ? 'b' : 'n', to: ['r1'], args: binary ? [Buffer.from([number % 256]), number] : [number] });
  }
}

function assertAllOnce(received, count) {
  assert.deepEqual([...received].sort((a, b) => a - b), Array.from({ length: count }, (_, i) => i));
}

async function leave(mover, steady, peers) {
  mover.socket.disconnect();
  steady.socket.disconnect();
  await Promise.all(peers.map(peer => peer.stop()));
}

describe('among servers of ours, while all of them emit', () => {
  for (const composition of [['java', 'java'], ['java', 'java', 'java']]) {
    test(`${CUTS} cuts over ${composition.length} servers`, async () => {
      const { peers, options } = await start(composition);
      const mover = new Mover(peers, options);
      const steady = new Mover(peers, options);
      await Promise.all([mover.joins(), steady.joins()]);
      const numbers = new Numbers(peers);
      let over = false;
      const emitting = (async () => {
        while (!over) {
          await Promise.all([numbers.emit(), numbers.emit()]);
          await sleep(1);
        }
      })();
      for (let i = 1; i <= CUTS; i++) {
        await mover.isCut(i % 2 === 0);
        await sleep(Math.random() * 5);
        await mover.comesBack(`cut ${i}`);
      }
      over = true;
      await emitting;
      await until('all numbers', () => (mover.received.length >= numbers.count && steady.received.length >= numbers.count)
        || { emitted: numbers.count, missing: [mover, steady].map(({ received }) => Array.from({ length: numbers.count }, (_, i) => i).filter(i => !received.includes(i))), after: steady.received.slice(-5) });
      assertAllOnce(mover.received, numbers.count);
      assert.deepEqual(mover.received, steady.received, 'all clients see the same order');
      assert.ok(numbers.count > CUTS, `${numbers.count} numbers`);
      await leave(mover, steady, peers);
    });
  }
});

// The reference may lose what is emitted in the moment in which a client comes back to it, so nobody emits then.
describe('with servers on Node.js', () => {
  for (const composition of [['java', 'node'], ['node', 'java'], ['java', 'node', 'java']]) {
    test(`${CUTS} cuts over ${composition.join(', ')}`, async () => {
      const { peers, options } = await start(composition);
      const mover = new Mover(peers, options);
      const steady = new Mover(peers, options);
      await Promise.all([mover.joins(), steady.joins()]);
      const numbers = new Numbers(peers);
      async function emit() {
        await numbers.emit();
        await until('the number at the other client', () => steady.received.length === numbers.count || steady.received.length);
      }
      for (let i = 1; i <= CUTS; i++) {
        await emit();
        await until('the number', () => mover.received.length === numbers.count || mover.received.length);
        await mover.isCut(i % 2 === 0);
        await emit();
        await emit();
        await mover.comesBack(`cut ${i}`);
      }
      await until('the last number', () => mover.received.length >= numbers.count || mover.received.length);
      assert.deepEqual(mover.received, Array.from({ length: numbers.count }, (_, i) => i));
      for (const peer of peers) {
        const [{ rooms, data }] = await peer.ask('fetch', { to: [mover.id] });
        assert.deepEqual([rooms, data], [['r1', mover.id].sort(), { name: 'mover' }]);
      }
      await leave(mover, steady, peers);
    });
  }
});

for (const kind of ['java', 'node']) {
  test(`clients of a ${kind} server that is stopped recover on another`, async () => {
    const { peers, options } = await start([kind, 'java']);
    const mover = new Mover(peers, options);
    await mover.joins();
    const ended = next(mover.socket, 'disconnect');
    await peers[0].stop();
    await ended;
    await mover.isPersisted();
    await peers[1].ask('emit', { event: 'n', to: ['r1'], args: [0] });
    await mover.comesBack('after the stop');
    await until('the number', () => mover.received.length === 1);
    mover.socket.disconnect();
    await peers[1].stop();
  });
}

test('clients of a server that is killed get a new socket on another', async () => {
  const host = new Host('java');
  const { peers, options } = await start(['java']);
  const killed = await Peer.start(host, redis, options);
  const mover = new Mover([killed, peers[0]], options);
  await mover.joins();
  const ended = next(mover.socket, 'disconnect');
  host.kill();
  await ended;
  await assert.rejects(mover.comesBack('after the kill'), { code: 'ERR_ASSERTION' });
  assert.notEqual(mover.socket.id, mover.id);
  const other = await Client.connect(peers[0], 'other', { rooms: ['r1'] });
  await peers[0].ask('emit', { event: 'n', args: [0] });
  await until('the number', () => mover.received.length === 1 && other.log.length === 1);
  mover.socket.disconnect();
  other.close();
  await peers[0].stop();
});
