// All operations of the API, as steps. Each step gets a cluster and returns what has come of it; the answers of clusters of any composition must be the same.
import { Client } from './clients.mjs';
import { sleep, until } from './processes.mjs';

const VALUES = [1, 1.5, -1, -200, 70000, 2 ** 40, null, true, 'é😀', { d: 'x', e: {}, n: null }, [], Buffer.from([1, 2, 3]), { deep: [{ b: Buffer.from('b') }] }];

/** Servers with two clients each, and the order in which things happen in them. */
export class Cluster {
  clients = [];
  #fences = 0;

  constructor(redis, peers, options) {
    this.redis = redis;
    this.peers = peers;
    this.options = options;
  }

  /** The first server acts; the last one is another. */
  get first() {
    return this.peers[0];
  }

  get last() {
    return this.peers.at(-1);
  }

  /** In the reference with Postgres, what goes through the table may be overtaken by what does not. */
  get overtakes() {
    return this.options.adapter === 'postgres';
  }

  client(name) {
    return this.clients.find(client => client.name === name);
  }

  async connect(peer, name, options) {
    const client = await Client.connect(peer, name, options);
    this.clients.push(client);
    return client;
  }

  /** Waits until everything that was published before has arrived everywhere. */
  async fence(nsp = '/') {
    const number = ++this.#fences;
    const live = this.clients.filter(client => client.socket.connected && (client.socket.nsp ?? '/') === nsp);
    if (number === 1 && this.options.adapter === 'streams') await this.#streamIsRead(nsp, live);
    const args = this.overtakes ? [number, Buffer.from('in the table')] : [number];
    await Promise.all(this.peers.map(peer => peer.ask('emit', { nsp, event: 'fence', args })));
    await Promise.all(live.map(client => client.fenced(number, this.peers.length)));
  }

  /** The reference begins to read at the end of the stream, again for each request until it has got an entry, and loses what comes between two of them. */
  async #streamIsRead(nsp, live) {
    for (const [i, peer] of this.peers.entries()) {
      const number = -1 - i;
      await until(`all servers read what server ${i} adds to the stream`, async () => {
        await peer.ask('emit', { nsp, event: 'fence', args: [number] });
        await sleep(25);
        return live.every(client => client.fences.has(number));
      });
    }
  }

  /** With channels of rooms, waits until so many servers have subscribed to that of this room. */
  async subscribed(room, servers, nsp = '/') {
    const { adapter, mode, prefix } = this.options;
    if (adapter !== 'sharded' || mode === 'static') return;
    const channel = `${prefix}#${nsp}#${room}#`;
    await until(`${servers} subscriptions to ${channel}`, async () => {
      const [, count] = await this.redis.client.sendCommand(['PUBSUB', 'SHARDNUMSUB', channel]);
      return Number(count) === servers || Number(count);
    });
  }

  /** What each client has received since the last call, with names instead of the ids of sockets. */
  received() {
    return Object.fromEntries(this.clients.map(client => [client.name, this.named(client.log.splice(0))]));
  }

  named(value) {
    let text = JSON.stringify(value);
    for (const client of this.clients) text = text.replaceAll(client.id, `<${client.name}>`);
    this.peers.forEach((peer, i) => {
      text = text.replaceAll(`"${peer.server}"`, `"server ${i}"`);
    });
    return JSON.parse(text);
  }
}

export const steps = [];

function step(name, run) {
  steps.push({ name, run });
}

/** JSON with the members of objects in the order of their names, whatever order a server has sent them in. */
const canonical = value =>
  JSON.stringify(value, (_, part) => (part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part));

function sorted(list) {
  return [...list].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
}

/** A description of a socket, whose rooms have an order when the ids among them have become names. */
function named(cluster, socket) {
  const described = cluster.named(socket);
  return { ...described, rooms: described.rooms.sort() };
}

async function emitted(cluster, ...commands) {
  for (const command of commands) {
    await cluster.first.ask('emit', { args: [], ...command });
    if (cluster.overtakes) await cluster.fence();
  }
  await cluster.fence();
  return cluster.received();
}

step('servers are counted', async cluster => {
  await until('all servers are counted', async () => {
    const counts = await Promise.all(cluster.peers.map(peer => peer.ask('count')));
    return counts.every(count => count === cluster.peers.length) || counts;
  });
  // Those that count by heartbeats know the others of each namespace by itself.
  for (const nsp of cluster.options.adapter === 'postgres' ? ['/chat', '/we*ird'] : []) {
    await until(`all servers are counted in ${nsp}`, async () => {
      const answers = await Promise.all(cluster.peers.map(peer => peer.ask('question', { nsp, args: [] })));
      return answers.every(({ responses }) => responses.length === cluster.peers.length - 1) || answers;
    });
  }
  return cluster.peers.length;
});

step('clients join rooms', async cluster => {
  for (let i = 0; i < cluster.peers.length; i++) {
    await cluster.connect(cluster.peers[i], `c${i}a`, { rooms: ['r1', `own${i}`], auth: { token: 'secret' } });
    await cluster.connect(cluster.peers[i], `c${i}b`, { rooms: ['r2'] });
  }
  await cluster.subscribed('r1', cluster.peers.length);
  await cluster.subscribed('r2', cluster.peers.length);
  await cluster.fence();
  return cluster.received();
});

step('events reach all clients', cluster => emitted(cluster, { event: 'all', args: VALUES }, { event: 'none' }));

step('events reach rooms and leave out others', cluster => emitted(cluster,
  { event: 'r1', to: ['r1'], args: [1] },
  { event: 'r1 and r2', to: ['r1', 'r2'] },
  { event: 'unknown', to: ['nobody is here'] },
  { event: 'own', to: ['own1'] },
  { event: 'all but r2', except: ['r2'] },
  { event: 'r1 but own1', to: ['r1'], except: ['own1'] }));

step('binary reaches rooms', cluster => emitted(cluster, { event: 'binary', to: ['r1'], args: [Buffer.from([9]), 'x'] }));

// A volatile event is dropped for a connection that is not idle, so each is emitted several times, and counts once.
step('flags are kept', async cluster => {
  const received = [];
  for (const command of [
    { event: 'volatile', flags: { volatile: true } },
    { event: 'plain', flags: { compress: false } },
    { event: 'both', to: ['r2'], flags: { volatile: true, compress: false } },
  ]) {
    const all = new Set();
    const receivers = cluster.peers.length * (command.to ? 1 : 2);
    // A volatile event may be lost for a client that another is being written to.
    for (let i = 0; i < 4 || (i < 40 && all.size < receivers); i++) {
      await sleep(100);
      for (const [name, log] of Object.entries(await emitted(cluster, command))) log.forEach(event => all.add(`${name} ${JSON.stringify(event)}`));
    }
    received.push([...all].sort());
  }
  return received;
});

step('local events stay', cluster => emitted(cluster, { event: 'local', flags: { local: true } }));

step('a large event arrives', async cluster => {
  await cluster.first.ask('emit', { event: 'large', args: ['x'.repeat(300_000)] });
  await cluster.fence();
  return Object.values(cluster.received()).map(log => log.map(([event, text]) => [event, text.length]));
});

step('events keep their order', async cluster => {
  for (let i = 0; i < 100; i++) await cluster.first.ask('emit', { event: 'n', args: [i] });
  await cluster.fence();
  return Object.values(cluster.received()).map(log => log.map(([, number]) => number));
});

step('sockets emit to others', async cluster => {
  cluster.client('c0a').socket.emit('to others', 'r1', 'from c0a', 1, Buffer.from([2]));
  await until('the first event at the last server', () => cluster.clients.at(-2).log.length > 0);
  cluster.client('c0a').socket.emit('to all others', 'from c0a to all', {});
  await until('the events at the last server', () => cluster.clients.at(-1).log.length > 0);
  await cluster.fence();
  return cluster.received();
});

step('events to one socket', async cluster => emitted(cluster, { event: 'private', to: [cluster.clients.at(-1).id], args: ['x'] }));

step('all clients acknowledge', async cluster => {
  const result = await cluster.first.ask('ask', { event: 'ask', args: [1], flags: { timeout: 20_000 } });
  return [result.error, sorted(result.responses), cluster.received()];
});

step('acknowledgements are binary', async cluster => {
  const result = await cluster.last.ask('ask', { event: 'ask binary', args: [Buffer.from([1])], to: ['r1'], flags: { timeout: 20_000 } });
  return [result.error, sorted(result.responses.map(String)), cluster.received()];
});

step('some clients acknowledge', async cluster => {
  const result = await cluster.first.ask('ask', { event: 'ask some', args: ['c0a', `c${cluster.peers.length - 1}b`], flags: { timeout: 4000 } });
  return [result.error, sorted(result.responses), cluster.received()];
});

step('nobody is there to acknowledge', async cluster => {
  const result = await cluster.first.ask('ask', { event: 'ask', args: [], to: ['nobody'], flags: { timeout: 20_000 } });
  return [result, cluster.received()];
});

step('sockets are fetched', async cluster => {
  const all = await cluster.first.ask('fetch');
  const some = await cluster.last.ask('fetch', { to: ['r1'], except: ['own0'] });
  const local = await cluster.first.ask('fetch', { flags: { local: true } });
  return [sorted(all.map(each => named(cluster, each))), sorted(some.map(each => named(cluster, each))), local.length];
});

step('fetched sockets are operated', async cluster => {
  const to = [cluster.clients.at(-1).id];
  const results = [];
  for (const command of [
    { action: 'emit', event: 'to you', args: [Buffer.from([1])] },
    { action: 'ask', event: 'ask', args: [], timeout: 20_000 },
    { action: 'ask', event: 'ask nobody answers', args: [], timeout: 500 },
    { action: 'join', rooms: ['joined remotely'] },
    { action: 'leave', rooms: ['r2'] },
  ]) {
    results.push(await cluster.first.ask('remote', { to, ...command }));
    await cluster.fence();
  }
  const [socket] = await cluster.first.ask('fetch', { to });
  return [results, named(cluster, socket).rooms, cluster.received()];
});

step('sockets join and leave', async cluster => {
  await cluster.first.ask('join', { to: ['r1'], except: ['own0'], rooms: ['r3', 'r4'] });
  await cluster.fence();
  await cluster.subscribed('r3', cluster.peers.length - 1);
  await cluster.first.ask('emit', { event: 'r3', to: ['r3'], args: [] });
  await cluster.fence();
  await cluster.last.ask('leave', { rooms: ['r3'] });
  await cluster.fence();
  await cluster.subscribed('r3', 0);
  await cluster.first.ask('emit', { event: 'r3 again', to: ['r3'], args: [] });
  await cluster.first.ask('emit', { event: 'r4', to: ['r4', 'nobody'], args: [] });
  await cluster.fence();
  return cluster.received();
});

step('names of rooms contain anything', async cluster => {
  const names = ['a#b##', '*', 'r?', '[x]', '\\', 'ünï cödé', ' '];
  await cluster.first.ask('join', { to: ['own1'], rooms: names });
  await cluster.fence();
  for (const name of names) await cluster.subscribed(name, 1);
  return emitted(cluster, ...names.map(name => ({ event: name, to: [name] })));
});

step('servers send events to each other', async cluster => {
  await cluster.first.ask('note', { args: [1, 'x', { a: [] }, null] });
  await cluster.first.ask('note', { nsp: '/chat', args: [2] });
  await until('the event in /chat', async () => {
    const events = await cluster.last.ask('noted');
    cluster.noted = [...(cluster.noted ?? []), ...events];
    return cluster.noted.length === 2;
  });
  return [sorted(cluster.noted), await cluster.first.ask('noted')];
});

step('servers acknowledge events', async cluster => {
  const result = await cluster.first.ask('question', { args: ['q', 1] });
  const elsewhere = await cluster.last.ask('question', { nsp: '/chat', args: [] });
  return [result.error, sorted(cluster.named(result.responses)), elsewhere.error, sorted(cluster.named(elsewhere.responses))];
});

step('a server that does not acknowledge is missed', async cluster => {
  const result = await cluster.first.ask('question', { event: 'nobody listens', args: [] });
  return result;
});

step('namespaces are apart', async cluster => {
  for (const nsp of ['/chat', '/we*ird']) {
    for (let i = 0; i < cluster.peers.length; i++) await cluster.connect(cluster.peers[i], `${nsp}${i}`, { nsp, rooms: ['r1'] });
    await cluster.subscribed('r1', cluster.peers.length, nsp);
  }
  await cluster.first.ask('emit', { nsp: '/chat', event: 'chat', args: [] });
  await cluster.last.ask('emit', { nsp: '/we*ird', event: 'weird', to: ['r1'], args: [Buffer.from([1])] });
  await cluster.first.ask('emit', { event: 'root', args: [] });
  await cluster.fence('/');
  await cluster.fence('/chat');
  await cluster.fence('/we*ird');
  return cluster.received();
});

step('dynamic namespaces span servers', async cluster => {
  for (let i = 0; i < cluster.peers.length; i++) await cluster.connect(cluster.peers[i], `dyn${i}`, { nsp: '/dyn-7', rooms: ['r1'] });
  await until('all servers have the namespace', async () => {
    if (cluster.options.adapter === 'postgres') {
      const sockets = await Promise.all(cluster.peers.map(peer => peer.ask('fetch', { nsp: '/dyn-7' })));
      return sockets.every(each => each.length === cluster.peers.length) || sockets.map(each => each.length);
    }
    const { adapter, prefix } = cluster.options;
    const counts = await cluster.redis.client.sendCommand({
      classic: ['PUBSUB', 'NUMSUB', `${prefix}-request#/dyn-7#`],
      sharded: ['PUBSUB', 'SHARDNUMSUB', `${prefix}#/dyn-7#`],
      streams: ['PUBSUB', 'NUMSUB', `${prefix}#/dyn-7#`],
    }[adapter]);
    return Number(counts[1]) === cluster.peers.length || counts;
  });
  await cluster.subscribed('r1', cluster.peers.length, '/dyn-7');
  await cluster.first.ask('emit', { nsp: '/dyn-7', event: 'dynamic', to: ['r1'], args: [] });
  await cluster.fence('/dyn-7');
  const sockets = await cluster.last.ask('fetch', { nsp: '/dyn-7' });
  return [sockets.length, cluster.received()];
});

step('sockets are disconnected', async cluster => {
  await cluster.first.ask('disconnect', { to: ['own1'], close: false });
  await cluster.last.ask('disconnect', { to: [cluster.clients[1].id], close: true });
  await until('both are disconnected', () => cluster.client('c1a').log.length > 0 && cluster.client('c0b').log.length > 0);
  const remote = await cluster.first.ask('remote', { to: [cluster.client('c1b').id], action: 'disconnect', close: true });
  await until('the third is disconnected', () => cluster.client('c1b').log.length > 0);
  await cluster.fence();
  return [remote, cluster.received()];
});

step('a server leaves', async cluster => {
  const last = cluster.peers.pop();
  await last.stop();
  await until('one server less', async () => {
    const count = await cluster.first.ask('count');
    return count === cluster.peers.length || count;
  });
  const begin = Date.now();
  const sockets = await cluster.first.ask('fetch');
  const quick = Date.now() - begin < 4000;
  await sleep(50);
  return [sorted(sockets.map(each => cluster.named(each.id))), quick];
});
