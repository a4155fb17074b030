// A reference server with an adapter of which all options are the defaults, for the measurements: the events and commands of src-it/benchmarks/src/main/node/server.js, and rooms.
// node load-server.mjs classic|sharded|streams|postgres <address of the store>
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { createAdapter, createShardedAdapter } from '@socket.io/redis-adapter';
import { createAdapter as createStreamsAdapter } from '@socket.io/redis-streams-adapter';
import { createAdapter as createPostgresAdapter } from '@socket.io/postgres-adapter';
import pg from 'pg';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const [name, address] = process.argv.slice(2);

const redis = () => createClient({ url: address }).connect();
const adapters = {
  classic: async () => createAdapter(await redis(), await redis()),
  sharded: async () => createShardedAdapter(await redis(), await redis()),
  streams: async () => createStreamsAdapter(await redis()),
  postgres: async () => createPostgresAdapter(new pg.Pool({ connectionString: address })),
};

const http = createServer();
const io = new Server(http, { serveClient: false, adapter: await adapters[name]() });
io.on('connection', socket => {
  socket.on('join', room => {
    socket.join(room);
    socket.emit('joined');
  });
  socket.on('to', (room, value) => io.to(room).emit('b', value));
});

http.listen({ port: 0, host: '127.0.0.1', backlog: 1000 }, () => console.log(`ready ${http.address().port}`));

const commands = { sockets: () => io.of('/').sockets.size, jit: () => '0 0' };
const lines = createInterface({ input: process.stdin });
lines.on('line', line => console.log(commands[line] ? String(commands[line]()) : `unknown command ${line}`));
lines.on('close', () => process.exit(0));
