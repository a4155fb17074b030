// A process that runs any number of reference servers. It reads commands as lines of JSON and answers each with a line; ClusterHost does the same with ours.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { createAdapter, createShardedAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { postgresAdapter } from './postgres.mjs';
import { streamsAdapter } from './streams.mjs';
import { pack, unpack } from './values.mjs';

const servers = new Map();

function namespaces(io) {
  return [io.of('/'), io.of('/chat'), io.of('/we*ird'), io.of(/^\/dyn-\d+$/)];
}

async function redisAdapter({ adapter, mode, redis, prefix, timeout }) {
  const clients = [createClient({ url: `redis://127.0.0.1:${redis}` }), createClient({ url: `redis://127.0.0.1:${redis}` })];
  for (const client of clients) {
    client.on('error', () => {});
    await client.connect();
  }
  return {
    clients,
    adapter: adapter === 'sharded'
      ? createShardedAdapter(...clients, { channelPrefix: prefix, subscriptionMode: mode })
      : createAdapter(...clients, { key: prefix, requestsTimeout: timeout }),
  };
}

async function start({ server, recovery, ...options }) {
  const makers = { postgres: postgresAdapter, streams: streamsAdapter };
  const { clients, adapter } = await (makers[options.adapter] ?? redisAdapter)(options);
  const http = createServer();
  const io = new Server(http, { adapter, connectionStateRecovery: recovery ? {} : undefined });
  const events = [];
  for (const namespace of namespaces(io)) {
    namespace.on('connection', socket => {
      const { name, rooms = [] } = socket.handshake.auth;
      socket.data.name = name;
      socket.join(rooms);
      socket.on('to others', (room, event, ...args) => socket.to(room).emit(event, ...args));
      socket.on('to all others', (event, ...args) => socket.broadcast.emit(event, ...args));
      socket.emit('joined');
    });
  }
  for (const name of ['/', '/chat', '/we*ird']) {
    io.of(name).on('note', (...args) => events.push([name, 'note', ...args]));
    io.of(name).on('question', (...args) => {
      const ack = args.pop();
      ack({ server, args });
    });
  }
  await new Promise(resolve => http.listen(0, '127.0.0.1', resolve));
  servers.set(server, { io, clients, events });
  return { port: http.address().port };
}

async function stop({ server }) {
  const { io, clients } = servers.get(server);
  servers.delete(server);
  await io.close();
  await Promise.all(clients.map(client => client.close().catch(() => {})));
  return true;
}

function selection({ server, nsp = '/', to = [], except = [], flags = {} }) {
  let operator = servers.get(server).io.of(nsp);
  if (flags.volatile) operator = operator.volatile;
  if (flags.compress === false) operator = operator.compress(false);
  if (flags.local) operator = operator.local;
  if (flags.timeout) operator = operator.timeout(flags.timeout);
  if (to.length) operator = operator.to(to);
  return operator.except(except);
}

function described(socket) {
  const { headers, address, secure, xdomain, query, auth, time, issued, url } = socket.handshake;
  return {
    id: socket.id, rooms: [...socket.rooms].sort(), data: socket.data,
    handshake: { host: headers.host !== undefined, address, secure, xdomain, query: Object.keys(query).sort(), auth, time: /^\w{3} \w{3} \d\d \d{4} .*GMT\+0000 \(.*\)$/.test(time), issued: typeof issued, url: url.split('?')[0] },
  };
}

const operations = {
  start, stop,
  emit: command => { selection(command).emit(command.event, ...command.args); return true; },
  ask: command => new Promise(resolve => selection(command).emit(command.event, ...command.args, (error, responses) =>
    resolve({ error: error?.message ?? null, responses }))),
  fetch: async command => {
    try {
      return (await selection(command).fetchSockets()).map(described);
    } catch (error) {
      return { error: error.message };
    }
  },
  join: command => { selection(command).socketsJoin(command.rooms); return true; },
  leave: command => { selection(command).socketsLeave(command.rooms); return true; },
  disconnect: command => { selection(command).disconnectSockets(command.close); return true; },
  remote: async command => {
    const [socket] = await selection(command).fetchSockets();
    if (!socket) return 'no such socket';
    switch (command.action) {
      case 'emit': socket.emit(command.event, ...command.args); return true;
      case 'ask': return new Promise(resolve => socket.timeout(command.timeout).emit(command.event, ...command.args, (error, response) =>
        resolve({ error: error?.message ?? null, responses: error ? [] : [response] })));
      case 'join': socket.join(command.rooms); return true;
      case 'leave': socket.leave(command.rooms[0]); return true;
      default: socket.disconnect(command.close); return true;
    }
  },
  note: ({ server, nsp = '/', args }) => { servers.get(server).io.of(nsp).serverSideEmit('note', ...args); return true; },
  question: ({ server, nsp = '/', event = 'question', args }) => new Promise(resolve =>
    servers.get(server).io.of(nsp).serverSideEmit(event, ...args, (error, responses) => resolve({ error: error?.message ?? null, responses }))),
  noted: ({ server }) => servers.get(server).events.splice(0),
  count: ({ server, nsp = '/' }) => servers.get(server).io.of(nsp).adapter.serverCount(),
  state: ({ server }) => ({ connected: servers.get(server).clients.every(client => client.isReady) }),
};

process.on('uncaughtException', error => process.stderr.write(`uncaught ${error.stack}\n`));
const lines = createInterface({ input: process.stdin });
lines.on('line', async line => {
  const { id, op, ...command } = unpack(JSON.parse(line));
  try {
    const value = await operations[op](command);
    process.stdout.write(JSON.stringify({ id, value: pack(value) }) + '\n');
  } catch (error) {
    process.stdout.write(JSON.stringify({ id, failure: error.stack }) + '\n');
  }
});
lines.on('close', () => process.exit(0));
