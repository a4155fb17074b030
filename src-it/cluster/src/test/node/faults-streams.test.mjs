// Outages of Redis with the streams adapter: what the stream holds is not lost.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Cluster } from './operations.mjs';
import { Host, Peer, Redis, sleep, stopAll, until, WHOLE } from './processes.mjs';
import { namesOf, StreamsEmitter } from './streams.mjs';

const OUTAGE_MS = WHOLE ? 10_000 : 1_000;
const PREFIX = 'outages';

after(stopAll);

describe('the streams adapter', () => {
  let redis, peers, cluster, numbers;

  before(async () => {
    redis = await Redis.start('--save "" --appendonly yes --appendfsync always');
    const options = { adapter: 'streams', mode: 'dynamic', prefix: PREFIX, timeout: 2000 };
    peers = await Promise.all([new Host('java'), new Host('java')].map(host => Peer.start(host, redis, options)));
    cluster = new Cluster(redis, peers, options);
    await cluster.connect(peers[0], 'a', { rooms: ['r1'] });
    await cluster.connect(peers[1], 'b', { rooms: ['r1'] });
    await cluster.fence();
    cluster.received();
    numbers = 0;
  });
  after(async () => {
    cluster.clients.forEach(client => client.close());
    await Promise.all(peers.map(peer => peer.host.stop()));
    await redis.stop();
  });

  /** A process that is no server adds to the stream. */
  async function add(count) {
    const emitter = new StreamsEmitter(redis.client, PREFIX);
    await Promise.all(Array.from({ length: count }, () => emitter.emitTo('r1', 'n', numbers++)));
  }

  async function allArrive() {
    for (const client of cluster.clients) {
      await until(`all numbers at ${client.name}`, () => client.log.length >= numbers || client.log.length);
      assert.deepEqual(client.log.map(([, number]) => number), Array.from({ length: numbers }, (_, i) => i), client.name);
    }
  }

  test('connections that are cut lose nothing', async () => {
    for (let i = 0; i < 5; i++) {
      await add(100);
      await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      await add(100);
      if (i % 2) await sleep(100);
    }
    await allArrive();
  });

  test('a restart of Redis loses nothing', async () => {
    await add(50);
    await redis.stop();
    await sleep(OUTAGE_MS);
    await redis.run();
    await add(500);
    await allArrive();
    await until('both are connected', async () => (await Promise.all(peers.map(peer => peer.ask('state')))).every(state => state.connected));
  });

  test('a server that hangs catches up', async () => {
    peers[1].host.process.kill('SIGSTOP');
    await add(1000);
    await sleep(500);
    peers[1].host.process.kill('SIGCONT');
    await allArrive();
  });

  test('a stream that was trimmed too far is reported, and read on', async () => {
    peers[1].host.process.kill('SIGSTOP');
    await add(50);
    await until('the first server has them', () => cluster.clients[0].log.length === numbers || cluster.clients[0].log.length);
    await redis.client.sendCommand(['XTRIM', namesOf(PREFIX).streamName, 'MAXLEN', '1']);
    await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    peers[1].host.process.kill('SIGCONT');
    await until('the line', () => /SIO-0433 the stream "outages-stream" no longer contains/.test(peers[1].host.log));
    for (const client of cluster.clients) client.log.length = 0;
    numbers = 0;
    await add(10);
    await until('the second server reads on', () => cluster.clients[1].log.some(([, number]) => number === 9));
  });
});
