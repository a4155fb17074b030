// The chat of the sample on Node.js: the same events and answers as Chat.java, so that the page does not notice on which server it is.
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const { PORT, REDIS } = process.env;
const MEMBERS = 'members';

async function connected() {
  const client = createClient({ url: `redis://127.0.0.1:${REDIS}` });
  client.on('error', error => console.error(error.message));
  return client.connect();
}

// HAProxy asks whether new clients may come.
const http = createServer((request, response) => response.writeHead(request.url === '/api/ready' ? 204 : 404).end());
const io = new Server(http, { adapter: createAdapter(await connected(), await connected()) });

/** On all servers; if one does not answer, on this one. */
const count = () => io.in(MEMBERS).fetchSockets().catch(() => io.local.in(MEMBERS).fetchSockets()).then(sockets => sockets.length);

const isLine = (text, max) => typeof text === 'string' && text.trim() !== '' && text.length <= max;

io.on('connection', socket => {
  const { data } = socket;

  socket.on('add user', async (name, ack) => {
    if (data.name) return ack?.({ error: 'you have joined already' });
    if (!isLine(name, 20)) return ack?.({ error: 'username must be one line of 1 to 20 characters' });
    data.name = name.trim();
    socket.join(MEMBERS);
    const users = await count();
    socket.emit('login', { users });
    socket.broadcast.emit('user joined', { username: data.name, users });
    ack?.({ status: 'OK' });
  });

  const forMembers = (event, action) => socket.on(event, (...args) => {
    const ack = typeof args.at(-1) === 'function' ? args.pop() : () => {};
    ack(data.name ? action(...args) : { error: `'${event}' is for members: join first` });
  });

  forMembers('new message', message => {
    if (!isLine(message, 2000)) return { error: 'message must be 1 to 2000 characters' };
    socket.broadcast.emit('new message', { username: data.name, message });
    return { status: 'OK' };
  });
  for (const event of ['typing', 'stop typing']) {
    forMembers(event, () => {
      socket.broadcast.emit(event, { username: data.name });
      return { status: 'OK' };
    });
  }

  socket.on('disconnect', async () => {
    if (data.name) io.emit('user left', { username: data.name, users: await count() });
  });
});

http.listen(PORT, '127.0.0.1');
