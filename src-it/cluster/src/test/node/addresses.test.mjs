// What an address of a store can say: TLS, users and passwords, Sentinel, Redis Cluster; and what the operator reads when it is wrong.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chownSync, copyFileSync, chmodSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { certificate, PASSWORD } from './certificates.mjs';
import { Cluster } from './operations.mjs';
import { Postgres } from './postgres.mjs';
import { counted, freePort, Host, Peer, Redis, sleep, stopAll, until, WHOLE } from './processes.mjs';

const right = certificate('IP:127.0.0.1');
const other = certificate('DNS:other.example');
/** What is only in the long form. */
const long = WHOLE ? test : () => {};

let host;
let number = 0;
before(() => {
  host = new Host('java');
});
after(stopAll);

async function start(address) {
  const peer = new Peer();
  peer.host = host;
  peer.server = `address${++number}`;
  ({ port: peer.port } = await host.ask('start', { server: peer.server, redis: 0, address, timeout: 1000 }));
  return peer;
}

/** Two servers with this address. */
async function pair(address) {
  const peers = [await start(address), await start(address)];
  await Promise.all(peers.map(peer => counted(peer, 2)));
  return peers;
}

async function reaches(from, client, room) {
  await until(`an event for the room ${room}`, async () => {
    await from.ask('emit', { event: 'to', to: [room], args: [room] });
    await sleep(25);
    return client.log.some(([, arg]) => arg === room);
  });
}

/** Two servers find each other, and events, requests and responses pass. */
async function works(address, { rooms = ['r1', 'r2'], between } = {}) {
  const peers = await pair(address);
  const cluster = new Cluster(undefined, peers, { adapter: 'unknown' });
  const a = await cluster.connect(peers[0], 'a', { rooms });
  const b = await cluster.connect(peers[1], 'b', { rooms });
  for (const first of between ? [true, false] : [false]) {
    for (const room of rooms) {
      await reaches(peers[0], b, room);
      await reaches(peers[1], a, room);
    }
    await until('a broadcast with acknowledgements', async () => {
      const { error, responses } = await peers[1].ask('ask', { event: 'ask', args: [], flags: { timeout: 2000 } });
      return (error === null && responses.sort().join() === 'a answers,b answers') || { error, responses };
    });
    assert.equal((await peers[1].ask('fetch')).length, 2);
    if (first) await between();
    cluster.clients.forEach(client => client.log.splice(0));
  }
  cluster.clients.forEach(client => client.close());
  for (const peer of peers) await peer.stop();
}

/** The server runs alone and says so in one line; if the store is required, it does not start. */
async function fails(address, line) {
  const before = host.log.length;
  const alone = await start(address);
  assert.equal((await alone.ask('state')).connected, false);
  await until('the line', () => line.test(host.log.slice(before)) || host.log.slice(before));
  assert.equal(host.log.slice(before).match(/SIO-0430/g).length, 1);
  await alone.stop();
  const required = new URL(address);
  required.searchParams.set('required', 'true');
  await assert.rejects(start(required.href), error => {
    assert.match(host.log + error.message, line);
    return true;
  });
  assert.doesNotMatch(host.log, /geheim|ge.*heim/);
}

/** Arguments of Redis. */
function tlsPort(port) {
  return `--tls-port ${port} --tls-cert-file ${right.pem} --tls-key-file ${right.key} --tls-ca-cert-file ${right.pem} --tls-auth-clients no`;
}

describe('Redis', () => {
  let redis, tls;

  before(async () => {
    tls = await freePort();
    redis = await Redis.start(`--save "" --appendonly no ${tlsPort(tls)}`);
    await redis.client.sendCommand(['ACL', 'SETUSER', 'shop', 'on', '>geheim', 'resetchannels', '&*', '-@all', '+@pubsub', '+@connection']);
  });

  function use({ pem, key }, clients = 'no') {
    return redis.client.sendCommand(['CONFIG', 'SET', 'tls-cert-file', pem, 'tls-key-file', key, 'tls-auth-clients', clients]);
  }

  long('a user with a password', async () => {
    await works(`redis://shop:geheim@127.0.0.1:${redis.port}?prefix=users`);
    assert.doesNotMatch(host.log, /geheim/);
  });

  test('a wrong password', () => fails(`redis://nobody:geheim@127.0.0.1:${redis.port}`, /SIO-0430 Redis at 127\.0\.0\.1:\d+ cannot be used \(socketio\.cluster\): WRONGPASS/));

  test('a wrong port', () => fails('redis://127.0.0.1:1', /SIO-0430 Redis at 127\.0\.0\.1:1 cannot be used \(socketio\.cluster\): .*refused/));

  test('a wrong mode is refused', async () => {
    await assert.rejects(start(`redis-sharded://127.0.0.1:${redis.port}?mode=quick`));
    assert.match(host.log, /socketio\.cluster: mode must be static, dynamic or dynamic-private, but is 'quick'/);
  });

  test('TLS, with a certificate from a PEM file, and a user with a password', async () => {
    await works(`rediss://shop:geheim@127.0.0.1:${tls}?prefix=tls&trustStore=${right.pem}`);
  });

  long('TLS, with a certificate from a trust store, sharded', async () => {
    await works(`redis-sharded:rediss://127.0.0.1:${tls}?trustStore=${right.trust}&trustStorePassword=${encodeURIComponent(PASSWORD)}`);
  });

  test('TLS, where clients need a certificate', async () => {
    await use(right, 'yes');
    await fails(`rediss://127.0.0.1:${tls}?trustStore=${right.pem}`, /SIO-0430 Redis at 127\.0\.0\.1:\d+ cannot be used \(socketio\.cluster\): .*certificate/i);
    await works(`redis-streams:rediss://127.0.0.1:${tls}?trustStore=${right.pem}&keyStore=${right.p12}&keyStorePassword=${encodeURIComponent(PASSWORD)}`);
    await use(right);
  });

  test('a certificate that nobody trusts', () => fails(`rediss://127.0.0.1:${tls}`, /SIO-0430 Redis at 127\.0\.0\.1:\d+ cannot be used \(socketio\.cluster\): .*unable to find valid certification path/));

  long('a certificate of another host', async () => {
    await use(other);
    const address = `rediss://127.0.0.1:${tls}?trustStore=${other.pem}`;
    await fails(address, /SIO-0430 Redis at 127\.0\.0\.1:\d+ cannot be used \(socketio\.cluster\): .*No subject alternative names matching IP address 127\.0\.0\.1/);
    await works(`${address}&verifyPeer=CA`);
    await use(right);
  });

  long('a trust store with another password is refused', async () => {
    await assert.rejects(start(`rediss://127.0.0.1:${tls}?trustStore=${right.trust}&trustStorePassword=wrong`));
    assert.match(host.log, /socketio\.cluster: trustStore [^ ]+ cannot be read: the password is wrong/);
  });

  long('TLS where Redis has none, and the other way round', async () => {
    await fails(`rediss://127.0.0.1:${redis.port}`, /SIO-0430 Redis at 127\.0\.0\.1:\d+ cannot be used \(socketio\.cluster\): (handshake timed out|Connection initialization timed out|not an SSL)/);
    await fails(`redis://127.0.0.1:${tls}`, /SIO-0430 Redis at 127\.0\.0\.1:\d+ cannot be used \(socketio\.cluster\): /);
  });

  test('Sentinel, which names another Redis later', async () => {
    const replica = await Redis.start(`--save "" --appendonly no --replicaof 127.0.0.1 ${redis.port}`);
    const sentinel = await Redis.start('', async folder => {
      await writeFile(`${folder}/sentinel.conf`, `sentinel monitor main 127.0.0.1 ${redis.port} 1\n`);
      return `${folder}/sentinel.conf --sentinel`;
    });
    await works(`redis-sentinel://127.0.0.1:${sentinel.port}/0?prefix=sentinel#main`, { between: WHOLE && failover });

    async function failover() {
      await until('the failover', async () => {
        try {
          return (await sentinel.client.sendCommand(['SENTINEL', 'FAILOVER', 'main'])) === 'OK';
        } catch (error) {
          return error.message;
        }
      });
      await until('the other is the master', async () => (await replica.client.info('replication')).includes('role:master'));
      await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub', 'SKIPME', 'yes']);
      await until('all connections are to the other', async () => {
        const clients = await replica.client.sendCommand(['PUBSUB', 'CHANNELS', 'sentinel*']);
        return clients.length >= 2 || clients;
      });
    }
    await sentinel.stop();
    await replica.stop();
  });

  /** TLS to Sentinel, and to the Redis that it names. */
  long('Sentinel with TLS', async () => {
    const port = await freePort();
    const sentinel = await Redis.start(`${tlsPort(port)} --tls-replication yes`, async folder => {
      await writeFile(`${folder}/sentinel.conf`, `sentinel monitor main 127.0.0.1 ${tls} 1\n`);
      return `${folder}/sentinel.conf --sentinel`;
    });
    const address = `rediss-sentinel://127.0.0.1:${port}/0`;
    await works(`${address}?prefix=sentinel-tls&trustStore=${right.pem}#main`);
    await fails(`${address}#main`, /SIO-0430 Redis at the sentinels 127\.0\.0\.1:\d+ cannot be used \(socketio\.cluster\): .*unable to find valid certification path/);
    await sentinel.stop();
  });
});

/** Masters with a third of the slots each. */
async function redisCluster(size, args = () => '') {
  const nodes = [];
  const busPorts = [];
  for (let i = 0; i < size; i++) {
    busPorts.push(await freePort());
    nodes.push(await Redis.start(`--cluster-enabled yes --cluster-port ${busPorts[i]} --save "" --appendonly no ${args(i)}`));
  }
  const share = Math.ceil(16384 / size);
  for (const [i, node] of nodes.entries()) {
    await node.client.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', `${i * share}`, `${Math.min(16383, (i + 1) * share - 1)}`]);
    if (i > 0) await node.client.sendCommand(['CLUSTER', 'SET-CONFIG-EPOCH', `${i + 1}`]);
    if (i > 0) await node.client.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', `${nodes[0].port}`, `${busPorts[0]}`]);
  }
  for (const node of nodes) {
    await until('all slots are served', async () => {
      const info = await node.client.sendCommand(['CLUSTER', 'INFO']);
      return (info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${size}`)) || info;
    });
  }
  return nodes;
}

describe('a Redis Cluster of three', () => {
  let nodes;
  before(async () => {
    nodes = await redisCluster(3);
  });
  after(async () => {
    for (const node of nodes) await node.stop();
  });

  for (const scheme of ['redis-cluster', 'redis-sharded:redis-cluster', 'redis-streams:redis-cluster']) {
    test(scheme, async () => {
      const prefix = scheme.replaceAll(':', '-');
      await works(`${scheme}://127.0.0.1:${nodes[0].port},127.0.0.1:${nodes[1].port}?prefix=${prefix}`);
    });
  }

  test('shard channels are spread over the nodes', async () => {
    const prefix = 'spread';
    const peers = await pair(`redis-sharded:redis-cluster://127.0.0.1:${nodes[0].port}?prefix=${prefix}`);
    const cluster = new Cluster(undefined, peers, { adapter: 'unknown' });
    const rooms = Array.from({ length: 12 }, (_, i) => `r${i}`);
    await cluster.connect(peers[0], 'a', { rooms });
    await cluster.connect(peers[1], 'b', { rooms });
    await until('all subscriptions', async () => {
      const channels = await Promise.all(nodes.map(node => node.client.sendCommand(['PUBSUB', 'SHARDCHANNELS', `${prefix}#/#r*`])));
      return (channels.every(each => each.length > 0) && channels.flat().length === rooms.length) || channels;
    });
    for (const room of rooms) await reaches(peers[0], cluster.client('b'), room);
    cluster.clients.forEach(client => client.close());
    for (const peer of peers) await peer.stop();
  });
});

long('a Redis Cluster with TLS', async () => {
  const port = await freePort();
  const [node] = await redisCluster(1, () => tlsPort(port));
  await works(`redis-sharded:rediss-cluster://127.0.0.1:${port}?trustStore=${right.pem}`);
  await node.stop();
});

describe('PostgreSQL', () => {
  let postgres;

  before(async () => {
    postgres = await Postgres.start();
  });

  /** PostgreSQL wants the key for itself. */
  async function use(certificate) {
    const { uid, gid } = statSync(`${postgres.folder}/data`);
    for (const [name, file] of [['cert', certificate.pem], ['key', certificate.key]]) {
      const copy = `${postgres.folder}/${name}.pem`;
      copyFileSync(file, copy);
      chmodSync(copy, 0o600);
      chownSync(copy, uid, gid);
      await postgres.client.query(`ALTER SYSTEM SET ssl_${name}_file = '${copy}'`);
    }
    await postgres.client.query('ALTER SYSTEM SET ssl = on');
    await postgres.client.query('SELECT pg_reload_conf()');
    await until('ssl is on', async () => (await postgres.client.query('SHOW ssl')).rows[0].ssl === 'on');
  }

  /** Through TLS, as PostgreSQL sees it. */
  async function connectionsWithTls() {
    const { rows } = await postgres.client.query(`SELECT count(*)::int AS count FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'Socket.IO' AND ssl`);
    return rows[0].count;
  }

  long('TLS where PostgreSQL has none', () => fails(`${postgres.address}?sslmode=verify-full&sslrootcert=${right.pem}`, /SIO-0430 PostgreSQL at [^ ]+ cannot be used \(socketio\.cluster\): The server does not support SSL/));

  test('TLS, with a certificate from a PEM file', async () => {
    await use(right);
    await works(`${postgres.address}?channelPrefix=tls&sslmode=verify-full&sslrootcert=${right.pem}`, { between: async () => assert.equal(await connectionsWithTls(), 4) });
  });

  test('a certificate that nobody trusts', () => fails(`${postgres.address}?sslmode=verify-full&sslrootcert=${other.pem}`, /SIO-0430 PostgreSQL at [^ ]+ cannot be used \(socketio\.cluster\): .*(certification path|trust anchor|certpath|signature)/i));

  long('a certificate of another host', async () => {
    await use(other);
    await fails(`${postgres.address}?sslmode=verify-full&sslrootcert=${other.pem}`, /SIO-0430 PostgreSQL at [^ ]+ cannot be used \(socketio\.cluster\): The hostname 127\.0\.0\.1 could not be verified/);
    await works(`${postgres.address}?channelPrefix=ca&sslmode=verify-ca&sslrootcert=${other.pem}`);
  });

  long('a wrong password', async () => {
    await postgres.client.query(`CREATE USER shop PASSWORD 'right'`);
    await fails(`postgresql://shop:geheim@127.0.0.1:${postgres.port}/postgres`, /SIO-0430 PostgreSQL at 127\.0\.0\.1:\d+\/postgres cannot be used \(socketio\.cluster\): .*password authentication failed/);
  });
});
