// What breaks in a cluster on PostgreSQL, and what its clients see of it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Emitter } from '@socket.io/postgres-emitter';
import pg from 'pg';
import { Cluster } from './operations.mjs';
import { Postgres } from './postgres.mjs';
import { counted, Host, Peer, stopAll, until } from './processes.mjs';
import { emitsTo, emitterReachesAll, faultsOfStoreAndServers, Pair } from './sharedfaults.mjs';

const HEARTBEAT_TIMEOUT_MS = 4_000;

const NOTIFICATIONS = [
  '', '{', '{}', '[]', 'null', '['.repeat(7_900), '{"type":99,"uid":"x","nsp":"/"}', '{"type":3,"data":7,"uid":"x","nsp":"/"}', '{"type":3,"uid":"x","nsp":"/other"}',
  '{"type":5,"uid":"x","nsp":"/"}', '{"type":4,"data":{"opts":7,"rooms":7},"uid":"x","nsp":"/"}', '{"type":8,"data":{"requestId":"x","sockets":[{}]},"uid":"x","nsp":"/"}',
  '{"type":3,"uid":"x","attachmentId":"999999999"}', '{"type":3,"uid":"x","attachmentId":"1); DROP TABLE x"}', '{"type":3,"uid":"x","attachmentId":{}}',
];
const ATTACHMENTS = ['', '00', 'c1', 'c0', 'dd7fffffff', 'df7fffffff', 'c67fffffff00', '91'.repeat(200_000), '84a47479706503'].map(each => Buffer.from(each, 'hex'));

let postgres;
before(async () => {
  postgres = await Postgres.start();
});
after(stopAll);

describe('a Java and a Node server', () => {
  const pair = new Pair();
  let java, node, cluster, clients;

  before(async () => {
    const options = postgres.settingsOf({ prefix: 'faults', timeout: 2000, heartbeatTimeout: HEARTBEAT_TIMEOUT_MS, pool: 20 });
    await pair.start(postgres, options, peers => new Cluster(postgres, peers, options));
    ({ java, node, cluster, clients } = pair);
    await pair.bothWays('at the start', true);
  });
  after(() => pair.stop());

  /** PostgreSQL delivers equal notifications of one transaction once. */
  test('equal events at once are all delivered, in order among others', async () => {
    const texts = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 'equal' : `other ${i}`));
    await Promise.all(texts.map(text => java.ask('emit', { event: 'burst', args: [text] })));
    await cluster.fence();
    const received = cluster.received();
    assert.deepEqual(received.n.map(([, text]) => text), texts);
    assert.deepEqual(received.j.map(([, text]) => text), texts);
  });

  test('events of any length arrive, also where notifications end', async () => {
    for (const [from, client] of [[java, clients[1]], [node, clients[0]]]) {
      // The reference loses what has exactly 8000 bytes as a notification.
      const lengths = from === java ? Array.from({ length: 30 }, (_, i) => 7_770 + 13 * i).concat(1_000_000) : [7_700, 8_000, 1_000_000];
      for (const length of lengths) {
        await from.ask('emit', { event: 'long', args: ['ü'.repeat(length % 2) + 'x'.repeat(length - 2 * (length % 2))] });
        await until('the event', () => client.log.length > 0);
        assert.deepEqual(client.log.splice(0).map(([, text]) => Buffer.byteLength(text)), [length], `from ${from.host.kind}`);
      }
      await cluster.fence();
      cluster.received();
    }
  });

  // Among servers of ours.
  test('garbage on the channel and in the table is ignored, and said once', async () => {
    const own = postgres.settingsOf({ prefix: 'garbage' });
    const peers = [await Peer.start(java.host, postgres, own), await Peer.start(java.host, postgres, own)];
    const ours = new Cluster(postgres, peers, own);
    await ours.connect(peers[0], 'g', { rooms: ['r1'] });
    await ours.connect(peers[1], 'h', { rooms: ['r1'] });
    await counted(peers[0], 2);
    const notify = text => postgres.client.query('SELECT pg_notify($1, $2)', ['garbage#/', text]);
    for (const text of NOTIFICATIONS) await notify(text);
    for (const payload of [...ATTACHMENTS, null]) {
      const { rows } = await postgres.client.query('INSERT INTO socket_io_attachments (payload) VALUES ($1) RETURNING id', [payload]);
      await notify(JSON.stringify({ uid: 'x', type: 3, attachmentId: rows[0].id }));
    }
    // Over the limit of a message, and never transferred.
    const { rows } = await postgres.client.query(`INSERT INTO socket_io_attachments (payload) VALUES (convert_to(repeat('x', 20000000), 'UTF8')) RETURNING id`);
    await notify(JSON.stringify({ uid: 'x', type: 3, attachmentId: rows[0].id }));
    await ours.fence();
    assert.deepEqual(ours.received(), { g: [], h: [] });
    await emitsTo(peers[0], ours.client('h'), 'after garbage');
    for (const code of ['SIO-0432', 'SIO-0438']) {
      const said = java.host.log.match(new RegExp(code, 'g'))?.length;
      assert.ok(said >= 1 && said <= 2, `${code} said ${said} times by two servers`);
    }
    ours.clients.forEach(client => client.close());
    for (const peer of peers) await peer.stop();
  });

  test('connections that are cut come back', async () => {
    for (const time of ['once', 'twice']) {
      await postgres.cutAll();
      await pair.bothWays(`after cut ${time}`, true);
    }
  });

  test('an emitter of ours reaches servers and clients', async () => {
    await java.ask('emitter', { redis: postgres.port, ...pair.options });
    await emitterReachesAll(pair);
  });

  /** Servers of the reference drop what their emitter sends: it does not tell the namespace. */
  test('an emitter of the reference reaches servers of ours and their clients', async () => {
    const pool = new pg.Pool({ connectionString: postgres.address });
    const emitter = new Emitter(pool, '/', { channelPrefix: 'faults' });
    emitter.to('r1').emit('emitted', 'x');
    emitter.serverSideEmit('note', 'from an emitter');
    await until('the event at the client', () => clients[0].log.length > 0);
    await until('the event at the server', async () => (await java.ask('noted')).length > 0);
    await cluster.fence();
    assert.deepEqual(cluster.received(), { j: [['emitted', 'x']], n: [] });
    await pool.end();
  });

  faultsOfStoreAndServers(pair, {
    store: 'PostgreSQL', database: '/postgres', binary: true, missing: /^timeout reached: missing \d responses$/, unanswered: /^timeout reached: missing 1 responses/,
    noticesHang: true, forgetsHung: true,
  });

  test('a namespace whose channel would be too long works on its server, which says why', async () => {
    const nsp = `/dyn-${'1'.repeat(60)}`;
    const client = await cluster.connect(java, 'long name', { nsp });
    await java.ask('emit', { nsp, event: 'here', args: [] });
    await until('the event', () => client.log.length > 0);
    await until('the line', () => /channels of PostgreSQL have at most 63 bytes, but this namespace needs \d\d: \\?"faults#\/dyn-1+/.test(java.host.log));
    client.close();
    cluster.clients.pop();
  });
});

describe('one server of ours', () => {
  let host;
  let count = 0;
  before(() => {
    host = new Host('java');
  });
  after(() => host.stop());

  async function start(address, more = {}, where = host) {
    const peer = new Peer();
    peer.host = where;
    peer.server = `server ${++count}`;
    ({ port: peer.port } = await where.ask('start', { server: peer.server, redis: postgres.port, address, timeout: 5000, ...more }));
    return peer;
  }

  /** Two servers find each other, and events pass, also through the table. */
  async function works(address) {
    const peers = [await start(address), await start(address)];
    await work(peers);
    for (const peer of peers) await peer.stop();
  }

  async function work(peers) {
    const cluster = new Cluster(postgres, peers, { adapter: 'postgres' });
    await counted(peers[0], 2);
    await counted(peers[1], 2);
    await cluster.connect(peers[0], 'a');
    const to = await cluster.connect(peers[1], 'b');
    await emitsTo(peers[0], to, 'hello', [Buffer.from([1])]);
    assert.equal((await peers[1].ask('fetch')).length, 2);
    cluster.clients.forEach(client => client.close());
  }

  test('names with quotation marks are names and nothing else', async () => {
    await postgres.createTable('"a""; b"');
    await works(`${postgres.address}?${new URLSearchParams({ channelPrefix: 'it\'s "; UNLISTEN *; --', tableName: '"a""; b"' })}`.replaceAll('+', '%20'));
  });

  test('a user with a password, and a table in a schema', async () => {
    await postgres.client.query(`CREATE USER shop PASSWORD 'ge@heim'; CREATE SCHEMA shop AUTHORIZATION shop`);
    await postgres.createTable('shop.files');
    await postgres.client.query('GRANT SELECT, INSERT, DELETE ON shop.files TO shop; GRANT USAGE ON SEQUENCE shop.files_id_seq TO shop');
    await works(`postgresql://shop:ge%40heim@127.0.0.1:${postgres.port}/postgres?channelPrefix=users&tableName=Shop.Files`);
    assert.doesNotMatch(host.log, /ge.*heim/);
  });

  test('a data source by its JNDI name', async () => {
    // A process of its own: Tomcat keeps the names of all applications of a process in one place.
    const own = new Host('java');
    const dataSource = { dataSource: 'jdbc/cluster' };
    const other = await start(`${postgres.address}?channelPrefix=jndi`);
    await work([await start('postgresql:java:comp/env/jdbc/cluster?channelPrefix=jndi', dataSource, own), other]);
    await other.stop();
    await own.stop();
    const without = new Host('java');
    await assert.rejects(start('postgresql:java:comp/env/jdbc/other', dataSource, without));
    assert.match(without.log, /socketio\.cluster: there is no data source java:comp\/env\/jdbc\/other/);
    await without.stop();
  });

  test('old attachments are deleted', async () => {
    const peer = await start(`${postgres.address}?channelPrefix=cleanup&cleanupInterval=300`);
    await peer.ask('emit', { event: 'binary', args: [Buffer.from([1])] });
    await until('the table is empty', async () => {
      const { rows } = await postgres.client.query('SELECT count(*)::int AS count FROM socket_io_attachments');
      return rows[0].count === 0 || rows[0].count;
    });
    await peer.stop();
  });

  test('connections and threads end with their server', async () => {
    await until('no connection is left of the servers before', async () => (await postgres.connections()) === 0);
    const peer = await start(`${postgres.address}?channelPrefix=end`);
    assert.equal(await postgres.connections(), 2);
    assert.deepEqual(await host.ask('threads', { server: 'none', begin: 'socketio-postgres-' }), ['socketio-postgres-listen', 'socketio-postgres-publish']);
    const begin = Date.now();
    await peer.stop();
    assert.ok(Date.now() - begin < 4000);
    assert.deepEqual(await host.ask('threads', { server: 'none', begin: 'socketio-postgres-' }), []);
    await until('no connection is left', async () => (await postgres.connections()) === 0);
  });

  test('a wrong port: the server is alone and says so in a line', async () => {
    const peer = await start('postgresql://127.0.0.1:1/db');
    assert.equal((await peer.ask('state')).connected, false);
    await until('the line', () => /SIO-0430 PostgreSQL at 127\.0\.0\.1:1\/db cannot be used \(socketio\.cluster\): .*refused/.test(host.log));
    await peer.stop();
  });

  test('a wrong password never shows', async () => {
    await assert.rejects(start(`postgresql://shop:wrong-ge%40heim@127.0.0.1:${postgres.port}/postgres?required=true`), error => {
      assert.match(host.log + error.message, /PostgreSQL at 127\.0\.0\.1:\d+\/postgres cannot be used \(socketio\.cluster\): .*password authentication failed/);
      return true;
    });
    assert.doesNotMatch(host.log, /ge.*heim/);
  });

  test('a missing table: the server is alone, and joins when it is there', async () => {
    const address = `${postgres.address}?channelPrefix=missing&tableName=later`;
    await assert.rejects(start(`${address}&required=true`));
    const line = /PostgreSQL at [^ ]+ cannot be used \(socketio\.cluster\): this user cannot read the table "later" \(.*\); create it with CREATE TABLE "later"/;
    assert.match(host.log, line);
    const peer = await start(address);
    assert.equal((await peer.ask('state')).connected, false);
    await postgres.createTable('later');
    await until('it has joined', async () => (await peer.ask('state')).connected === true);
    await peer.stop();
  });

  test('wrong values and addresses are refused without secrets', async () => {
    await assert.rejects(start(`${postgres.address}?payloadThreshold=9000`));
    assert.match(host.log, /socketio\.cluster: payloadThreshold must be 1 to 8000 bytes, but is 9000/);
    await assert.rejects(start('postgresql://u:geheim@host:x/db'));
    assert.match(host.log, /socketio\.cluster: the address of PostgreSQL must be like/);
    assert.doesNotMatch(host.log, /ge.*heim/);
  });
});
