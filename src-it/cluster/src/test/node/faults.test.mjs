// What breaks in a cluster, and what its clients see of it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient } from 'redis';
import { Emitter } from '@socket.io/redis-emitter';
import { Cluster } from './operations.mjs';
import { Host, Peer, Redis, sleep, stopAll, until } from './processes.mjs';
import { namesOf, StreamsEmitter } from './streams.mjs';

const WHOLE = process.env.CLUSTER_WHOLE === 'true';
const OUTAGE_MS = WHOLE ? 10_000 : 3_000;
const ADAPTERS = [['classic', 'dynamic'], ['sharded', 'dynamic'], ['streams', 'dynamic'], ...(WHOLE ? [['sharded', 'static']] : [])];

const GARBAGE = [
  '', '{', '{}', '[]', '['.repeat(50_000), '{"type":99,"uid":"x","nsp":"/"}', '{"type":3,"data":7,"uid":"x","nsp":"/"}', '{"type":3,"uid":"x","nsp":"/other"}',
  '{"type":5}', '{"type":2,"opts":7}', '{"type":8,"requestId":"x"}', '{"requestId":"x","sockets":[{}]}',
  Buffer.from('dd7fffffff', 'hex'), Buffer.from('c67fffffff00', 'hex'), Buffer.from('c1', 'hex'), Buffer.alloc(200_000, 0x91), Buffer.from('93c0c0c0', 'hex'), Buffer.from('92a161c0', 'hex'),
];

after(stopAll);

async function emitsTo(from, to, client, event) {
  await until(`an event of ${from.host.kind} reaches the client`, async () => {
    await from.ask('emit', { event, args: [] });
    await sleep(50);
    return client.log.some(([name]) => name === event);
  });
  client.log.length = 0;
}

// They wait for timeouts more than for anything else.
describe('faults', { concurrency: true }, () => {
  for (const [adapter, mode] of ADAPTERS) {
    describe(`${adapter} ${mode}`, { concurrency: 1 }, () => {
      const prefix = `f-${adapter}-${mode}`;
      const options = { adapter, mode, prefix, timeout: 2000 };
      let redis, java, node, cluster, clients;

      before(async () => {
        redis = await Redis.start();
        java = await Peer.start(new Host('java'), redis, options);
        node = await Peer.start(new Host('node'), redis, options);
        cluster = new Cluster(redis, [java, node], options);
        clients = [await cluster.connect(java, 'j', { rooms: ['r1'] }), await cluster.connect(node, 'n', { rooms: ['r1'] })];
        await cluster.subscribed('r1', 2);
        await cluster.fence();
      });
      after(async () => {
        clients.forEach(client => client.close());
        await Promise.all([java.host.stop(), node.host.stop()]);
      });

      async function bothWays(event) {
        await emitsTo(java, node, clients[1], `${event} from java`);
        await emitsTo(node, java, clients[0], `${event} from node`);
        await until('both are counted', async () => {
          const count = await java.ask('count');
          return count === 2 || count;
        });
        await cluster.fence();
        cluster.received();
      }

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
        await emitsTo(peers[0], peers[1], ours.client('h'), 'after garbage');
        const said = java.host.log.match(/SIO-0432/g)?.length;
        assert.ok(said >= 1 && said <= 2, `said ${said} times by two servers`);
        ours.clients.forEach(client => client.close());
        for (const peer of peers) await peer.stop();
      });

      test('connections that are cut come back', async () => {
        for (const type of ['normal', 'pubsub']) {
          await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes']);
          await bothWays(`after cut ${type}`);
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
          await cluster.fence();
          for (const peer of [java, node]) {
            let noted = [];
            await until(`the event at the ${peer.host.kind} server`, async () => {
              noted = noted.concat(await peer.ask('noted'));
              return noted.length > 0;
            });
            assert.deepEqual(noted, [['/', 'note', 'from an emitter']]);
          }
          assert.deepEqual(cluster.received(), { j: [['emitted', { $bytes: 'AQ==' }]], n: [['emitted', { $bytes: 'AQ==' }]] });
        });
      }

      test('Redis is away and comes back', async () => {
        await redis.stop();
        await until('the state says so', async () => (await java.ask('state')).connected === false);
        await java.ask('emit', { event: 'meanwhile', args: [] });
        await until('clients of the same server are served', () => clients[0].log.some(([event]) => event === 'meanwhile'));
        const begin = Date.now();
        const fetched = await java.ask('fetch');
        assert.ok(Date.now() - begin < 4000 && (fetched.error || fetched.length === 1), JSON.stringify(fetched));
        const asked = await java.ask('ask', { event: 'ask', args: [], flags: { timeout: 500 } });
        assert.deepEqual(asked.responses, ['j answers']);
        await sleep(OUTAGE_MS);
        await redis.run();
        await until('the state says that it is back', async () => (await java.ask('state')).connected === true);
        const { lost } = await java.ask('state');
        assert.ok(lost >= 1, `${lost} lost`);
        await bothWays('after the outage');
      });

      test('Redis hangs and goes on', async () => {
        redis.freeze();
        const begin = Date.now();
        await java.ask('emit', { event: 'while it hangs', args: [] });
        await until('clients of the same server are served', () => clients[0].log.some(([event]) => event === 'while it hangs'));
        const delivered = Date.now() - begin;
        await sleep(OUTAGE_MS);
        redis.thaw();
        assert.ok(delivered < 2000, `served after ${delivered} ms`);
        await bothWays('after it hung');
      });

      for (const kind of ['java', 'node']) {
        test(`a ${kind} server is killed in the middle of a request`, async () => {
          const third = await Peer.start(new Host(kind), redis, options);
          const victim = await cluster.connect(third, 'victim', { rooms: ['r1'] });
          await until('three are counted', async () => {
            const count = await java.ask('count');
            return count === 3 || count;
          });
          const asked = java.ask('ask', { event: 'ask', args: [], flags: { timeout: 3000 } });
          const question = java.ask('question', { event: 'nobody listens', args: [] });
          third.host.kill();
          const { error, responses } = await asked;
          assert.ok(error === null || error === 'operation has timed out', error);
          assert.ok(responses.includes('j answers') && responses.includes('n answers'), JSON.stringify(responses));
          assert.match((await question).error, /^timeout reached: only \d responses received out of [12]$/);
          cluster.clients.pop();
          victim.close();
          await bothWays('after a server was killed');
          assert.equal((await java.ask('fetch')).length, 2);
        });
      }

      test('a server that hangs delays requests to their timeout, and nothing else', async () => {
        const third = await Peer.start(new Host('java'), redis, options);
        await until('three are counted', async () => {
          const count = await java.ask('count');
          return count === 3 || count;
        });
        third.host.process.kill('SIGSTOP');
        const fetched = await java.ask('fetch');
        assert.match(fetched.error, /^timeout reached/);
        await emitsTo(java, node, clients[1], 'while a server hangs');
        await sleep(WHOLE ? 15_000 : 500);
        third.host.process.kill('SIGCONT');
        assert.equal((await java.ask('fetch')).length, 2);
        await third.host.stop();
        await bothWays('after a server hung');
      });
    });
  }
});
