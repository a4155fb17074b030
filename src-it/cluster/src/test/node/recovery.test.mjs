// The official client loses its connection again and again, and comes back to another server of the cluster: nothing may be lost, nothing may come twice.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { io } from 'socket.io-client';
import { Client } from './clients.mjs';
import { counted, Host, Peer, Redis, sleep, stopAll, until, WHOLE, within } from './processes.mjs';
import { namesOf } from './streams.mjs';

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

async function start(composition, more = {}) {
  const options = { adapter: 'streams', mode: 'dynamic', recovery: true, prefix: `recovery${++clusters}`, ...more };
  const peers = [];
  for (const kind of composition) peers.push(await Peer.start(hosts[kind], redis, options));
  await Promise.all(peers.map(peer => counted(peer, peers.length)));
  return { peers, options };
}

const next = (emitter, event) => within(event, new Promise(resolve => emitter.once(event, (...args) => resolve(args))));

/** A client that changes its server. */
class Mover {
  received = [];
  /** Per connection: the server, the offset that was shown, and the offsets that have come. */
  connections = [{ at: 0, from: undefined, got: [] }];

  constructor(peers, { prefix }) {
    this.peers = peers;
    this.prefix = prefix;
    this.at = 0;
    this.socket = io(`http://127.0.0.1:${peers[0].port}`, {
      auth: { name: 'mover', rooms: ['r1'] }, transports: ['websocket'], forceNew: true, reconnection: false,
    });
    this.socket.on('n', (number, offset) => this.onNumber(number, offset));
    this.socket.on('b', (bytes, number, offset) => this.onNumber(bytes.equals(Buffer.from([number % 256])) ? number : `wrong ${number}`, offset));
  }

  onNumber(number, offset) {
    this.received.push(number);
    this.connections.at(-1).got.push(offset);
  }

  async joins() {
    await next(this.socket, 'joined');
    this.id = this.socket.id;
  }

  /** Resolves when the numbers below this one have come; fails at once when one of them comes twice or is missing. */
  async has(count) {
    const known = this.checked ?? 0;
    const isRight = () => this.received.slice(known).every((number, i) => number === known + i);
    await until('all numbers', () => !isRight() || this.received.length >= count || this.received.length);
    const { at, from, got } = this.connections.at(-1);
    assert.ok(isRight() && this.received.length === count, `${this.received.slice(known)} at server ${at}, ${count} were emitted; from ${from} it got ${got}`);
    this.checked = count;
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

  /** Comes back to the next server. */
  async comesBack(what) {
    await this.connects((this.at + 1) % this.peers.length);
    assert.equal(this.socket.recovered, true, what);
    assert.equal(this.socket.id, this.id, what);
  }

  /**
   * Comes back, and has the event with which the server greets it. The reference may deliver this one behind another that was added later, and then the
   * offset that the client shows next is too old.
   */
  async isGreeted(what) {
    const joined = next(this.socket, 'joined');
    await this.comesBack(what);
    await joined;
  }

  async connects(at) {
    this.at = at;
    this.socket.io.uri = `http://127.0.0.1:${this.peers[at].port}`;
    this.connections.push({ at, from: this.socket._lastOffset, got: [] });
    const connected = next(this.socket, 'connect');
    this.socket.connect();
    await connected;
  }

  /**
   * Compares what each connection has brought with what it owed: all events behind the offset that the client has shown, up to that which it showed next,
   * in order. So each fault is that of one server.
   * @param all the offsets of all events, in order
   */
  faults(all) {
    return this.connections.flatMap(({ at, from, got }, i) => {
      const to = this.connections[i + 1]?.from ?? all.at(-1);
      const owed = all.filter(offset => (from === undefined || isBehind(offset, from)) && !isBehind(offset, to));
      const fault = {
        connection: i,
        server: at,
        lost: owed.filter(offset => !got.includes(offset)),
        notOwed: got.filter(offset => !owed.includes(offset)),
        inOrder: got.every((offset, n) => n === 0 || isBehind(offset, got[n - 1])),
      };
      return fault.lost.length || fault.notOwed.length || !fault.inOrder ? [fault] : [];
    });
  }
}

/** Whether an entry of the stream is behind another one. */
function isBehind(offset, other) {
  const [millis, number] = offset.split('-').map(Number);
  const [otherMillis, otherNumber] = other.split('-').map(Number);
  return millis > otherMillis || (millis === otherMillis && number > otherNumber);
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

/** Cuts a client again and again while all servers emit. @return both clients, when they have all numbers that they will get */
async function cutWhileAllEmit(peers, options) {
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
  // The last one comes to both when everything else has come.
  const last = numbers.count;
  await numbers.emit();
  await until('the last number', () => (mover.received.includes(last) && steady.received.length >= numbers.count)
    || { emitted: numbers.count, received: [mover, steady].map(({ received }) => received.length) });
  return { mover, steady, numbers };
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
      const { mover, steady, numbers } = await cutWhileAllEmit(peers, options);
      assert.deepEqual(mover.faults(steady.connections[0].got), []);
      assertAllOnce(mover.received, numbers.count);
      assert.deepEqual(mover.received, steady.received, 'all clients see the same order');
      assert.ok(numbers.count > CUTS, `${numbers.count} numbers`);
      await leave(mover, steady, peers);
    });
  }
});

/** Its own events, and those of the moment in which a client comes back: the reference has no order for them. What it does is counted, and not ours. */
test(`${CUTS} cuts over java, java, node, while all of them emit: each fault is one of the reference`, async t => {
  const composition = ['java', 'java', 'node'];
  const { peers, options } = await start(composition);
  const { mover, steady, numbers } = await cutWhileAllEmit(peers, options);
  assertAllOnce(steady.received, numbers.count);
  const faults = mover.faults(steady.connections[0].got);
  const sum = kind => {
    const of = faults.filter(({ server }) => composition[server] === kind);
    return { connections: of.length, lost: of.flatMap(({ lost }) => lost).length, notOwed: of.flatMap(({ notOwed }) => notOwed).length };
  };
  t.diagnostic(`${CUTS} cuts, ${numbers.count} events; faults of our servers: ${JSON.stringify(sum('java'))}; of the reference: ${JSON.stringify(sum('node'))}`);
  assert.deepEqual(faults.filter(({ server }) => composition[server] === 'java'), []);
  await leave(mover, steady, peers);
});

// The reference may lose what is emitted in the moment in which a client comes back to it, so nobody emits then.
describe('with servers on Node.js', { concurrency: true }, () => {
  for (const composition of [['java', 'node'], ['node', 'java'], ['java', 'node', 'java']]) {
    test(`${CUTS} cuts over ${composition.join(', ')}`, async () => {
      const { peers, options } = await start(composition);
      const mover = new Mover(peers, options);
      const steady = new Mover(peers, options);
      await Promise.all([mover.joins(), steady.joins()]);
      const numbers = new Numbers(peers);
      async function emit() {
        await numbers.emit();
        await steady.has(numbers.count);
      }
      for (let i = 1; i <= CUTS; i++) {
        await emit();
        await mover.has(numbers.count);
        await mover.isCut(i % 2 === 0);
        await emit();
        await emit();
        await mover.isGreeted(`cut ${i}`);
      }
      await mover.has(numbers.count);
      for (const { received } of [mover, steady]) assert.deepEqual(received, Array.from({ length: numbers.count }, (_, i) => i));
      for (const peer of peers) {
        const [{ rooms, data }] = await peer.ask('fetch', { to: [mover.id] });
        assert.deepEqual([rooms, data], [['r1', mover.id].sort(), { name: 'mover' }]);
      }
      await leave(mover, steady, peers);
    });
  }
});

test('while servers can add to the stream and cannot read it, nobody loses an event or gets it twice', async () => {
  const { peers, options } = await start(['java', 'java'], { offsetTimeout: WHOLE ? '30000' : '5000' });
  const [early, late, steady] = [0, 1, 2].map(() => new Mover(peers, options));
  await Promise.all([early.joins(), late.joins(), steady.joins()]);
  const emit = (server, number) => peers[server].ask('emit', { event: 'n', to: ['r1'], args: [number] });
  await emit(0, 0);
  await until('the first number', () => [early, late, steady].every(({ received }) => received.length === 1));
  await late.isCut(true);
  try {
    await redis.client.sendCommand(['ACL', 'SETUSER', 'default', '-xread']);
    const readers = (await redis.client.sendCommand(['CLIENT', 'LIST'])).split('\n').filter(line => / cmd=xread /.test(line));
    for (const line of readers) await redis.client.sendCommand(['CLIENT', 'KILL', 'ID', /\bid=(\d+)/.exec(line)[1]]);
    const added = () => redis.client.sendCommand(['XLEN', namesOf(options.prefix).streamName]);
    const before = await added();
    await emit(1, 1);
    await until('the first of them is in the stream', async () => (await added()) > before);
    await emit(0, 2);
    await until('the event of its own server, early', () => early.received.length === 2 || early.received);
    assert.deepEqual(early.received, [0, 2]);
    assert.equal(early.connections[0].got[1], '', 'the offset would hide the other event');
    await early.isCut(true);
    await early.connects(1);
    assert.equal(early.socket.recovered, false);
    const back = late.connects(0);
    await sleep(100);
    assert.equal(late.socket.connected, false, 'it waits for what was early here');
    await redis.client.sendCommand(['ACL', 'SETUSER', 'default', '+xread']);
    await back;
  } finally {
    await redis.client.sendCommand(['ACL', 'SETUSER', 'default', '+xread']);
  }
  assert.equal(late.socket.recovered, true);
  assert.deepEqual(late.received, [0, 1, 2], 'in the order of the stream');
  await emit(0, 3);
  await until('the last number', () => [late, steady].every(({ received }) => received.includes(3)));
  assert.deepEqual(late.received, [0, 1, 2, 3]);
  assert.deepEqual(steady.received, [0, 2, 1, 3]);
  assert.deepEqual(steady.connections[0].got.map(offset => offset !== ''), [true, false, false, true]);
  for (const { socket } of [early, late, steady]) socket.disconnect();
  await Promise.all(peers.map(peer => peer.stop()));
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
