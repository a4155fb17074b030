// What breaks in a cluster, and what its clients see of it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient } from 'redis';
import { Emitter } from '@socket.io/redis-emitter';
import { Cluster } from './operations.mjs';
import { Peer, Redis, stopAll, WHOLE } from './processes.mjs';
import { emitsTo, emitterReachesAll, faultsOfStoreAndServers, Pair } from './sharedfaults.mjs';
import { namesOf, StreamsEmitter } from './streams.mjs';

const ADAPTERS = [['classic', 'dynamic'], ['sharded', 'dynamic'], ['streams', 'dynamic'], ...(WHOLE ? [['sharded', 'static']] : [])];

const GARBAGE = [
  '', '{', '{}', '[]', '['.repeat(50_000), '{"type":99,"uid":"x","nsp":"/"}', '{"type":3,"data":7,"uid":"x","nsp":"/"}', '{"type":3,"uid":"x","nsp":"/other"}',
  '{"type":5}', '{"type":2,"opts":7}', '{"type":8,"requestId":"x"}', '{"requestId":"x","sockets":[{}]}',
  Buffer.from('dd7fffffff', 'hex'), Buffer.from('c67fffffff00', 'hex'), Buffer.from('c1', 'hex'), Buffer.alloc(200_000, 0x91), Buffer.from('93c0c0c0', 'hex'), Buffer.from('92a161c0', 'hex'),
];

after(stopAll);

// They wait for timeouts more than for anything else.
describe('faults', { concurrency: true }, () => {
  for (const [adapter, mode] of ADAPTERS) {
    describe(`${adapter} ${mode}`, { concurrency: 1 }, () => {
      const prefix = `f-${adapter}-${mode}`;
      const options = { adapter, mode, prefix, timeout: 2000 };
      const pair = new Pair();
      let redis, java;

      before(async () => {
        redis = await Redis.start();
        await pair.start(redis, options, peers => new Cluster(redis, peers, options));
        ({ java } = pair);
        await pair.cluster.subscribed('r1', 2);
        await pair.cluster.fence();
      });
      after(() => pair.stop());

      // Among servers of ours: some of it ends a reference server, or its subscription.
      test('garbage on every channel is ignored, and said once', async () => {
        const own = { ...options, prefix: `${prefix}-garbage` };
        const peers = [await Peer.start(java.host, redis, own), await Peer.start(java.host, redis, own)];
        const ours = new Cluster(redis, peers, own);
        await ours.connect(peers[0], 'g', { rooms: ['r1'] });
        await ours.connect(peers[1], 'h', { rooms: ['r1'] });
        await ours.subscribed('r1', 2);
        const isSharded = adapter === 'sharded';
        const channels = await redis.client.sendCommand(['PUBSUB', isSharded ? 'SHARDCHANNELS' : 'CHANNELS', `${own.prefix}*`]);
        for (const channel of [...channels, `${own.prefix}#/#`, `${own.prefix}#/#r1#`, `${own.prefix}#/#*#`]) {
          for (const payload of GARBAGE) await redis.client.sendCommand([isSharded ? 'SPUBLISH' : 'PUBLISH', channel, Buffer.from(payload)]);
        }
        for (const payload of adapter === 'streams' ? GARBAGE : []) {
          for (const data of [Buffer.from(payload), Buffer.from(payload).toString('base64')]) {
            await redis.client.sendCommand(['XADD', namesOf(own.prefix).streamName, '*', 'uid', 'x', 'nsp', '/', 'type', '3', 'data', data]);
            await redis.client.sendCommand(['XADD', namesOf(own.prefix).streamName, '*', 'uid', data, 'nsp', '/', 'type', data]);
          }
        }
        await ours.fence();
        assert.deepEqual(ours.received(), { g: [], h: [] });
        await emitsTo(peers[0], ours.client('h'), 'after garbage');
        const said = java.host.log.match(/SIO-0432/g)?.length;
        assert.ok(said >= 1 && said <= 2, `said ${said} times by two servers`);
        ours.clients.forEach(client => client.close());
        for (const peer of peers) await peer.stop();
      });

      test('connections that are cut come back', async () => {
        for (const type of ['normal', 'pubsub']) {
          await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes']);
          await pair.bothWays(`after cut ${type}`);
        }
      });

      /** The reference has none for the sharded adapter. */
      for (const kind of adapter === 'sharded' ? ['java'] : ['node', 'java']) {
        test(`an emitter of ${kind} reaches servers and clients`, async () => {
          if (kind === 'java') {
            await java.ask('emitter', { redis: redis.port, ...options });
          } else {
            const client = await createClient({ url: `redis://127.0.0.1:${redis.port}` }).connect();
            const emitter = adapter === 'classic' ? new Emitter(client, { key: prefix }) : new StreamsEmitter(client, prefix);
            if (adapter === 'classic') emitter.to('r1').emit('emitted', Buffer.from([1]));
            else emitter.emitTo('r1', 'emitted', Buffer.from([1]));
            emitter.serverSideEmit('note', 'from an emitter');
            await client.ping();
            await client.close();
          }
          await emitterReachesAll(pair);
        });
      }

      faultsOfStoreAndServers(pair, {
        store: 'Redis', missing: /^timeout reached: only \d responses received out of [12]$/, unanswered: /^timeout reached/,
      });
    });
  }
});
