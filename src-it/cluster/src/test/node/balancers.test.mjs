// Two servers behind nginx and HAProxy: whatever clients do directly, they do through the balancer, and a node goes without a lost event.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { get as getSecurely } from 'node:https';
import { after, before, describe, test } from 'node:test';
import { Balancer, connected, stopBalancers } from './balancers.mjs';
import { site } from './certificates.mjs';
import { freePort, Host, PATIENCE_MS, Peer, Redis, sleep, stopAll, until, WHOLE, within } from './processes.mjs';

const BALANCERS = ['haproxy-cookie.cfg', 'haproxy-address.cfg', 'nginx-cookie.conf', 'nginx-address.conf'];
const TRANSPORTS = [['polling'], ['websocket'], ['polling', 'websocket']];
const CLIENTS = 15;
const LOADED_CLIENTS = 40;
const RECOVERING_CLIENTS = 12;
const DRAIN_MS = WHOLE ? 4000 : 2500;
/** The timeouts of the balancers in the test of heartbeats, three times which must pass without a loss. */
const SILENCE_MS = 3000;

const folder = site();
let host;
const nobodysRedis = { port: 0 };

before(() => {
  host = new Host('java');
});
after(async () => {
  await stopBalancers();
  await stopAll();
});

const start = async options => Peer.start(host, nobodysRedis, { port: await freePort(), ...options });

const pair = (options = {}) => Promise.all([start(options), start(options)]);

/** Each client is closed, also if the test fails. */
async function withClients(clients, action) {
  try {
    return await action(clients);
  } finally {
    clients.forEach(client => client.disconnect());
  }
}

const ask = (client, ...args) => client.timeout(PATIENCE_MS).emitWithAck(...args);

function request(url, headers) {
  return within(url, new Promise((resolve, reject) => {
    (url.startsWith('https') ? getSecurely : get)(url, { headers, agent: false, rejectUnauthorized: false }, response => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    }).on('error', reject);
  }));
}

/** Sends numbers, one after the other, each again until it is acknowledged; notes when it was disconnected. */
class Sender {
  acknowledged = [];
  disconnects = [];
  #stopped = false;

  constructor(balancer, number) {
    this.name = `client ${number}`;
    this.socket = balancer.client(number, { transports: TRANSPORTS[number % 2 ? 0 : 2], retries: 1000, ackTimeout: 3000 });
    this.socket.on('disconnect', reason => this.disconnects.push({ at: Date.now(), reason }));
    this.socket.on('node', name => {
      this.node = name;
    });
  }

  async send(run) {
    for (let number = 1; !this.#stopped; number++) {
      this.acknowledged.push(await this.socket.emitWithAck('numbered', `${run} ${this.name}`, number));
      await sleep(10);
    }
  }

  stop() {
    this.#stopped = true;
  }
}

/** Hears the news; notes which node it is at, and how often it has recovered. */
class Listener {
  news = [];
  recoveries = 0;

  constructor(socket) {
    this.socket = socket;
    socket.on('news', number => this.news.push(number));
    socket.on('node', name => {
      this.node = name;
    });
    socket.on('connect', () => {
      if (socket.recovered) this.recoveries++;
    });
  }
}

// Most of the time is waiting, so what has servers of its own runs at the same time; with more, machines with two cores would be busy.
describe('balancers', { concurrency: 5 }, () => {
  describe('haproxy-cookie.cfg, with sessions in Redis Streams', { concurrency: 1 }, () => {
    test('both nodes are replaced one after the other, and clients recover on the other one and miss nothing', async () => {
      const redis = await Redis.start();
      // A busy machine is no reason to deliver events before their turn, which clients do not get again when they recover.
      const options = { cluster: `redis-streams://127.0.0.1:${redis.port}?offsetTimeout=30000` };
      const nodes = await pair(options);
      const balancer = await Balancer.start('haproxy-cookie.cfg', nodes, folder);
      const clients = Array.from({ length: RECOVERING_CLIENTS }, (_, i) => new Listener(balancer.client(i + 1, { transports: TRANSPORTS[i % 3] })));
      await withClients(clients.map(({ socket }) => socket), async () => {
        await Promise.all(clients.map(({ socket }) => connected(socket)));
        // Even numbers by one node and odd ones by the other, because a cluster has no order between nodes.
        const last = [0, 1];
        const emitting = new Set([0, 1]);
        const emission = (async () => {
          while (emitting.size > 0) {
            for (const i of emitting) await nodes[i].ask('emit', { number: last[i] += 2 });
            await sleep(5);
          }
        })();
        await until('all have an offset', () => clients.every(({ news }) => news.length > 20) || clients.map(({ news }) => news.length));
        for (const [one, two] of [[0, 1], [1, 0]]) {
          const before = clients.map(({ recoveries }) => recoveries);
          const concerned = clients.map(({ node }) => node === nodes[one].server);
          assert.ok(concerned.includes(true));
          await nodes[one].ask('drain', { duration: DRAIN_MS });
          await until('all are at the other node', () => clients.every(({ node, socket }) => socket.connected && node === nodes[two].server) || clients.map(({ node }) => node));
          assert.deepEqual(clients.map(({ recoveries }, i) => recoveries - before[i]), concerned.map(was => (was ? 1 : 0)));
          emitting.delete(one);
          await nodes[one].stop();
          nodes[one] = await start({ ...options, port: nodes[one].port });
          emitting.add(one);
        }
        emitting.clear();
        await emission;
        await until('all have the last', () => clients.every(({ news }) => last.every(number => news.includes(number))) || clients.map(({ news }) => news.length));
        for (const { news } of clients) {
          for (const parity of [0, 1]) {
            const ofNode = news.filter(number => number % 2 === parity);
            assert.deepEqual(ofNode, Array.from({ length: ofNode.length }, (_, i) => ofNode[0] + 2 * i));
          }
        }
      });
      await balancer.stop();
      await Promise.all(nodes.map(node => node.stop()));
      await redis.stop();
    });
  });

  for (const file of BALANCERS) {
    describe(file, { concurrency: 1 }, () => {
      let nodes, balancer;

      before(async () => {
        nodes = await pair();
        balancer = await Balancer.start(file, nodes, folder);
      });
      after(async () => {
        await balancer.stop();
        await Promise.all(nodes.map(node => node.stop()));
      });

      test('all requests of a client meet one node, over both transports and through the upgrade', async () => {
        const clients = Array.from({ length: CLIENTS }, (_, i) => balancer.client(i + 1, { transports: TRANSPORTS[i % 3], reconnection: false }));
        await withClients(clients, async () => {
          const met = new Set();
          await Promise.all(clients.map(async client => {
            await connected(client);
            const first = await ask(client, 'who');
            met.add(first.node);
            for (let i = 0; i < 20; i++) {
              assert.deepEqual(await ask(client, 'who'), {
                node: first.node, address: client.localAddress, secure: false, transport: client.io.opts.transports.at(-1),
              });
            }
            const [text, bytes] = await new Promise((resolve, reject) =>
              client.timeout(PATIENCE_MS).emit('echo', 'Grüße 👋', Buffer.from([0, 255]), (error, ...args) => error ? reject(error) : resolve(args)));
            assert.equal(text, 'Grüße 👋');
            assert.deepEqual([...bytes], [0, 255]);
          }));
          assert.deepEqual([...met].sort(), nodes.map(node => node.server).sort(), 'both nodes have clients');
        });
      });

      test('the application sees the address and the scheme of the client, and not what the client says of itself', async () => {
        const extraHeaders = { 'X-Forwarded-For': '203.0.113.7', 'X-Forwarded-Proto': 'https' };
        for (const transports of TRANSPORTS) {
          await withClients([balancer.client(101, { transports, secure: true }), balancer.client(102, { transports, extraHeaders })], async ([secure, plain]) => {
            const seen = await ask(await connected(secure), 'who');
            assert.deepEqual([seen.address, seen.secure], [secure.localAddress, true]);
            const other = await ask(await connected(plain), 'who');
            assert.deepEqual([other.address, other.secure], [plain.localAddress, false]);
          });
        }
      });

      test('pages of the public address may connect with cookies, and pages of others may not', async () => {
        for (const site of [`http://127.0.0.1:${balancer.port}`, `https://127.0.0.1:${balancer.tlsPort}`]) {
          const handshake = `${site}/socket.io/?EIO=4&transport=polling`;
          assert.equal(await request(handshake, { Cookie: 'user=ann', Origin: site }), 200);
          assert.equal(await request(handshake, { Cookie: 'user=ann', Origin: 'https://other.example' }), 403);
        }
      });

      test('a node drains under load, is replaced, and no acknowledged event is lost', async () => {
        const [one, two] = nodes;
        const senders = Array.from({ length: LOADED_CLIENTS }, (_, i) => new Sender(balancer, i + 1));
        await withClients(senders.map(sender => sender.socket), async () => {
          await Promise.all(senders.map(sender => connected(sender.socket)));
          const loops = senders.map(sender => sender.send(file));
          await until('all send', () => senders.every(({ acknowledged }) => acknowledged.length > 10) || 'not yet');
          const concerned = senders.filter(({ node }) => node === one.server);
          assert.ok(concerned.length >= 5 && concerned.length < LOADED_CLIENTS, `${concerned.length} clients at the first node`);

          if (file === 'nginx-address.conf') await balancer.takeOut(one.port);
          const begin = Date.now();
          const elapsed = await one.ask('drain', { duration: DRAIN_MS });
          assert.ok(elapsed < DRAIN_MS + 4000, `the drain took ${elapsed} ms`);
          assert.equal(await one.ask('clients'), 0);
          await until('all clients are at the other node', () =>
            senders.every(({ node, socket }) => node === two.server && socket.connected) || senders.filter(({ node }) => node !== two.server).length);
          const ends = concerned.map(({ disconnects }) => disconnects[0].at - begin);
          // By address nginx has no memory: clients that poll meet the other node at once, and open a new connection.
          const spread = file === 'nginx-address.conf' ? 0 : DRAIN_MS / 4;
          assert.ok(Math.max(...ends) - Math.min(...ends) > spread, `the clients were closed after ${ends} ms`);
          for (const { name, socket, disconnects } of concerned) {
            disconnects.forEach(({ at, reason }) => assert.match(reason, /^transport (close|error)$/, `${name} (${socket.io.opts.transports}): ${reason} after ${at - begin} ms`));
          }

          await one.stop();
          nodes[0] = await start({ port: one.port });
          if (file === 'nginx-address.conf') await balancer.takeOut(one.port, false);
          // Each from an address that no balancer has seen.
          let number = 200;
          await until('a new client meets the new node', async () => {
            const met = await withClients([balancer.client(++number, { transports: ['polling'] })], async ([client]) => (await ask(await connected(client), 'who')).node);
            return met === nodes[0].server || met;
          });

          senders.forEach(sender => sender.stop());
          await within('the last acknowledgements', Promise.all(loops));
          for (const { name, acknowledged } of senders) {
            const all = acknowledged.map((_, i) => i + 1);
            assert.deepEqual(acknowledged, all, `${name} has an acknowledgement for each`);
            assert.deepEqual(await host.ask('received', { client: `${file} ${name}` }), all, `each of ${name} was received`);
          }
        });
      });
    });

    describe(`${file}, for a while`, { concurrency: 1 }, () => {
      test('heartbeats keep silent connections open if they are more frequent than the timeouts', async () => {
        const whatIsLost = async (pingInterval, wait) => {
          const beating = await pair({ pingInterval, pingTimeout: 20_000 });
          const impatient = await Balancer.start(file, beating, folder, [['75s', `${SILENCE_MS / 1000}s`]]);
          const lost = new Set();
          await withClients(['polling', 'websocket'].map((transport, i) => impatient.client(i + 1, { transports: [transport] })), async clients => {
            clients.forEach(client => client.on('disconnect', () => lost.add(client.io.opts.transports[0])));
            await Promise.all(clients.map(connected));
            await wait(lost);
          });
          await impatient.stop();
          await Promise.all(beating.map(node => node.stop()));
        };
        await Promise.all([
          whatIsLost(300, async lost => {
            await sleep(3 * SILENCE_MS);
            assert.deepEqual([...lost], []);
          }),
          whatIsLost(20_000, lost => until('both are cut', () => lost.size === 2 || [...lost])),
        ]);
      });

      // HAProxy's table of addresses is gone after its restart.
      if (file !== 'haproxy-address.cfg') {
        test('clients recover through a balancer that was restarted', async () => {
          // No container notices that the connection of a parked poll is lost: the heartbeat does.
          const beating = await pair({ pingInterval: 500, pingTimeout: 1000 });
          const restarted = await Balancer.start(file, beating, folder);
          const extraHeaders = file.includes('cookie') ? { Cookie: 'node=one' } : {};
          const clients = TRANSPORTS.map((transports, i) => new Listener(restarted.client(150 + i, { transports, extraHeaders, withCredentials: false })));
          await withClients(clients.map(({ socket }) => socket), async () => {
            await Promise.all(clients.map(({ socket }) => connected(socket)));
            let last = 0;
            const emit = async times => {
              for (let i = 0; i < times; i++) {
                last++;
                await Promise.all(beating.map(node => node.ask('emit', { number: last })));
              }
            };
            // On a busy machine a client may be lost before it has an offset.
            await until('all have an offset', () => emit(1).then(() => clients.every(({ news }) => news.length > 0)));
            await emit(50);
            await until('all have the last', () => clients.every(({ news }) => news.at(-1) === last) || clients.map(({ news }) => news.length));
            await restarted.stop();
            await emit(100);
            await sleep(2500);
            await restarted.run();
            await emit(50);
            await until('all have the last', () => clients.every(({ news }) => news.at(-1) === last) || clients.map(({ news }) => news.length));
            for (const { news, recoveries } of clients) {
              assert.deepEqual(news, Array.from({ length: last + 1 - news[0] }, (_, i) => news[0] + i));
              assert.ok(recoveries >= 1);
            }
          });
          await restarted.stop();
          await Promise.all(beating.map(node => node.stop()));
        });
      }
    });
  }
});
