// What operators do to nodes and balancers, with clients that have the delays of a browser.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Balancer, connected, stopBalancers } from './balancers.mjs';
import { site } from './certificates.mjs';
import { freePort, Host, Peer, sleep, stopAll, until, WHOLE } from './processes.mjs';

const FILES = ['haproxy-cookie.cfg', ...(WHOLE ? ['haproxy-address.cfg', 'nginx-cookie.conf', 'nginx-address.conf'] : [])];
const CLIENTS = 200;
/** A client waits for at most 1.5 s before it reconnects; its next ping would come after up to 25 s. */
const BACK_MS = 15_000;
const TRANSPORTS = [['polling'], ['websocket'], ['polling', 'websocket']];

const folder = site();

after(async () => {
  await stopBalancers();
  await stopAll();
});

/** A node in a process of its own, which can be killed. */
const start = async options => Peer.start(new Host('java'), { port: 0 }, { port: await freePort(), ...options });

/** Notes how long it was away, and how often. */
class Client {
  away = [];

  constructor(balancer, number) {
    this.transports = TRANSPORTS[number % 3];
    this.socket = balancer.client(number, { transports: this.transports, reconnectionDelay: 1000, reconnectionDelayMax: 5000 });
    this.socket.on('disconnect', () => {
      this.lost = Date.now();
    });
    this.socket.on('node', name => {
      this.node = name;
      if (this.lost) this.away.push(Date.now() - this.lost);
      this.lost = undefined;
    });
  }

  isAt(peer) {
    return this.socket.connected && this.node === peer.server;
  }
}

function percentiles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? 'none' : `${sorted.length}: p50 ${sorted[Math.floor(sorted.length / 2)]}, max ${sorted.at(-1)} ms`;
}

for (const file of FILES) {
  describe(file, () => {
    let nodes, balancer, clients;

    before(async () => {
      nodes = await Promise.all([start(), start()]);
      balancer = await Balancer.start(file, nodes, folder);
      clients = Array.from({ length: CLIENTS }, (_, i) => new Client(balancer, i + 1));
      await Promise.all(clients.map(({ socket }) => connected(socket)));
    });
    after(async () => {
      clients.forEach(({ socket }) => socket.disconnect());
      await balancer.stop();
      await Promise.all(nodes.map(({ host }) => host.stop()));
    });

    test('a reload leaves WebSockets alone, and all clients are connected afterwards', async t => {
      clients.forEach(client => { client.away = []; });
      await balancer.reload();
      await Promise.all(clients.map(({ socket }) => socket.timeout(10_000).emitWithAck('who').catch(() => {})));
      await sleep(3000);
      await until('all are connected', () => clients.every(({ socket }) => socket.connected));
      for (const transports of TRANSPORTS) {
        const lost = clients.filter(client => client.transports === transports && client.away.length > 0);
        t.diagnostic(`${transports}: away ${percentiles(lost.flatMap(({ away }) => away))}`);
        // A request of a client that polls may come at the wrong moment: it then opens a new connection.
        if (transports.includes('websocket')) assert.equal(lost.length, 0, `${transports} are disturbed`);
      }
    });

    test('clients of a node that is killed come back on the other one', async t => {
      const concerned = clients.filter(client => client.isAt(nodes[0]));
      // Half of them, or fewer if the node was slow when they came.
      assert.ok(concerned.length > 20, `${concerned.length} clients`);
      clients.forEach(client => { client.away = []; });
      const others = clients.filter(client => !concerned.includes(client));
      const begin = Date.now();
      nodes[0].host.kill();
      await until('all are at the other node', () => clients.every(client => client.isAt(nodes[1])) || clients.filter(client => !client.isAt(nodes[1])).length, 30_000);
      const elapsed = Date.now() - begin;
      t.diagnostic(`all are back after ${elapsed} ms`);
      assert.ok(elapsed < BACK_MS, `all are back after ${elapsed} ms`);
      for (const transports of TRANSPORTS) {
        t.diagnostic(`${transports}: away ${percentiles(concerned.filter(client => client.transports === transports).flatMap(({ away }) => away))}, times ${Math.max(...concerned.map(({ away }) => away.length))}`);
      }
      assert.deepEqual(others.filter(({ away }) => away.length > 0).length, 0, 'clients of the other node notice nothing');
    });

    test('a node that was killed gets clients when it is back, and those that are connected stay', async t => {
      clients.forEach(client => { client.away = []; });
      nodes[0] = await start({ port: nodes[0].port });
      const begin = Date.now();
      let number = CLIENTS;
      await until('a new client meets it', async () => {
        const client = new Client(balancer, ++number);
        try {
          await connected(client.socket);
          await until('its node', () => client.node !== undefined);
          return client.isAt(nodes[0]) || number;
        } finally {
          client.socket.disconnect();
        }
      });
      t.diagnostic(`after ${Date.now() - begin} ms`);
      await sleep(2000);
      for (const transports of TRANSPORTS) {
        const lost = clients.filter(client => client.transports === transports && client.away.length > 0);
        t.diagnostic(`${transports}: away ${percentiles(lost.flatMap(({ away }) => away))}`);
        if (file !== 'nginx-address.conf') assert.equal(lost.length, 0, `${transports} are disturbed`);
      }
    });
  });
}
