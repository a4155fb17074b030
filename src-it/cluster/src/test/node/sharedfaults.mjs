// What breaks alike in clusters of every store.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, Host, Peer, sleep, until, WHOLE } from './processes.mjs';

const OUTAGE_MS = WHOLE ? 10_000 : 1_500;
/** How long clients have for an acknowledgement that one of them never sends. */
const ACK_MS = WHOLE ? 3_000 : 2_000;

/** Sends an event until a client has it, and forgets what that client has. */
export async function emitsTo(from, client, event, args = []) {
  await until(`an event of ${from.host.kind} reaches the client`, async () => {
    await from.ask('emit', { event, args });
    await sleep(50);
    return client.log.some(([name]) => name === event);
  });
  client.log.length = 0;
}

/**
 * Two servers, `java` and `node`, in a `cluster` on a `store`, each with one of the `clients`. The fields are set before the tests begin.
 */
export class Pair {
  async start(store, options, cluster) {
    this.store = store;
    this.options = options;
    const [java, node] = [new Host('java'), new Host('node')];
    this.java = await Peer.start(java, store, options);
    this.node = await Peer.start(node, store, options);
    this.cluster = cluster([this.java, this.node]);
    this.clients = [await this.cluster.connect(this.java, 'j', { rooms: ['r1'] }), await this.cluster.connect(this.node, 'n', { rooms: ['r1'] })];
  }

  /** Events pass in both directions, and both servers know of each other. @param binary whether events with attachments are sent, too */
  async bothWays(event, binary = false) {
    const [j, n] = this.clients;
    await emitsTo(this.java, n, `${event} from java`);
    await emitsTo(this.node, j, `${event} from node`);
    if (binary) {
      await emitsTo(this.java, n, `${event} binary from java`, [Buffer.from([1])]);
      await emitsTo(this.node, j, `${event} binary from node`, [Buffer.from([1])]);
    }
    await counted(this.java, 2);
    await counted(this.node, 2);
    await this.cluster.fence();
    this.cluster.received();
  }

  async stop() {
    this.clients.forEach(client => client.close());
    await Promise.all([this.java.host.stop(), this.node.host.stop()]);
  }
}

/** Two servers have got what an emitter sent to them and to the clients. */
export async function emitterReachesAll({ java, node, cluster }) {
  await cluster.fence();
  for (const peer of [java, node]) {
    let noted = [];
    await until(`the event at the ${peer.host.kind} server`, async () => {
      noted = noted.concat(await peer.ask('noted'));
      return noted.length > 0;
    });
    assert.deepEqual(noted, [['/', 'note', 'from an emitter']]);
  }
  await until('the event at both clients', () => cluster.clients.every(({ log }) => log.length > 0) || 'not yet');
  assert.deepEqual(cluster.received(), { j: [['emitted', { $bytes: 'AQ==' }]], n: [['emitted', { $bytes: 'AQ==' }]] });
}

async function servedLocally({ java, clients }, event) {
  const begin = Date.now();
  await java.ask('emit', { event, args: [] });
  await until('clients of the same server are served', () => clients[0].log.some(([name]) => name === event));
  return Date.now() - begin;
}

async function stateIs({ java }, connected) {
  await until(`the state says ${connected}`, async () => (await java.ask('state')).connected === connected);
}

/**
 * Tests of a store that fails and of servers that fail.
 *
 * @param pair a Pair
 * @param store its name, for the titles
 * @param binary whether {@link Pair.bothWays} sends attachments
 * @param database what its address ends with in the log
 * @param missing matches the error of a server-side emit that a server did not answer
 * @param unanswered matches that of fetchSockets() that a server did not answer
 * @param noticesHang whether a store that hangs is noticed within 15 s, although its connections stay open
 * @param forgetsHung whether a server that hangs is not counted any more after its heartbeats are missed
 */
export function faultsOfStoreAndServers(pair, { store, database = '', binary, missing, unanswered, noticesHang, forgetsHung }) {
  const bothWays = event => pair.bothWays(event, binary);
  /** The processes of a third server, which start while the store is away. That with ours is killed when its server has hung before. */
  const third = {};

  test(`${store} is away and comes back`, async () => {
    for (const kind of ['java', 'node']) third[kind] = new Host(kind);
    await pair.store.halt();
    try {
      await stateIs(pair, false);
      await servedLocally(pair, 'meanwhile');
      const begin = Date.now();
      const fetched = await pair.java.ask('fetch');
      assert.ok(Date.now() - begin < 4000 && (fetched.error || fetched.length === 1), JSON.stringify(fetched));
      const asked = await pair.java.ask('ask', { event: 'ask', args: [], flags: { timeout: ACK_MS } });
      assert.deepEqual(asked.responses, ['j answers']);
      await sleep(OUTAGE_MS);
    } finally {
      await pair.store.run();
    }
    await stateIs(pair, true);
    const { lost } = await pair.java.ask('state');
    assert.ok(lost >= 1, `${lost} lost`);
    assert.match(pair.java.host.log, new RegExp(`SIO-0430 ${store} at 127\\.0\\.0\\.1:\\d+${database} cannot be used`));
    await bothWays('after the outage');
  });

  /** Nothing answers any more, as when the network is gone. */
  test(`${store} hangs and goes on`, async () => {
    pair.store.freeze();
    try {
      const begin = Date.now();
      const delivered = await servedLocally(pair, 'while it hangs');
      assert.ok(delivered < 2000, `served after ${delivered} ms`);
      if (noticesHang) {
        await stateIs(pair, false);
        assert.ok(Date.now() - begin < 15_000, `noticed after ${Date.now() - begin} ms`);
      }
      await sleep(noticesHang && !WHOLE ? 500 : OUTAGE_MS);
    } finally {
      pair.store.thaw();
    }
    await bothWays('after it hung');
  });

  test('a server that hangs delays requests to their timeout, and nothing else', async () => {
    const { java, clients } = pair;
    const hung = await Peer.start(third.java, pair.store, pair.options);
    await counted(java, 3);
    hung.host.process.kill('SIGSTOP');
    const fetched = await java.ask('fetch');
    assert.match(fetched.error, unanswered);
    await emitsTo(java, clients[1], 'while a server hangs');
    if (forgetsHung) {
      await counted(java, 2);
      assert.equal((await java.ask('fetch')).length, 2);
    }
    await sleep(WHOLE ? 15_000 : 500);
    hung.host.process.kill('SIGCONT');
    if (forgetsHung) await counted(java, 3);
    assert.equal((await java.ask('fetch')).length, 2);
    await hung.stop();
    await bothWays('after a server hung');
  });

  for (const kind of ['java', 'node']) {
    test(`a ${kind} server is killed in the middle of a request`, async () => {
      const { java, cluster } = pair;
      const killed = await Peer.start(third[kind], pair.store, pair.options);
      const victim = await cluster.connect(killed, 'victim', { rooms: ['r1'] });
      await counted(java, 3);
      const asked = java.ask('ask', { event: 'ask', args: [], flags: { timeout: ACK_MS } });
      const question = java.ask('question', { event: 'nobody listens', args: [] });
      killed.host.kill();
      const { error, responses } = await asked;
      assert.ok(error === null || error === 'operation has timed out', error);
      assert.ok(responses.includes('j answers') && responses.includes('n answers'), JSON.stringify(responses));
      assert.match((await question).error, missing);
      cluster.clients.pop();
      victim.close();
      await bothWays('after a server was killed');
      assert.equal((await java.ask('fetch')).length, 2);
    });
  }
}
