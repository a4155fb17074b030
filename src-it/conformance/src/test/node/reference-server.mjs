// The reference server with the same handlers as ConformanceServer.java: whatever is changed here must be changed there.
// Prints its control address; ends when its standard input does.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import msgpack from 'socket.io-msgpack-parser';
import { Parents } from './reference-parents.mjs';

const CONFIGS = {
  'default': {},
  // Ours counts large POSTs that are under way.
  'counted': {},
  'cors-any': { cors: { origin: '*' } },
  'cors-fixed': { cors: { origin: 'https://a.example', credentials: true } },
  'cors-list': {
    cors: {
      origin: ['https://a.example', 'https://b.example'],
      credentials: true,
      methods: ['GET', 'POST'],
      allowedHeaders: ['x-one', 'x-two'],
      exposedHeaders: ['x-three'],
      maxAge: 600,
    },
  },
  'cors-continue': { cors: { origin: 'https://a.example', preflightContinue: true } },
  'cors-status': { cors: { origin: true, optionsSuccessStatus: 200 } },
  'cookie': { cookie: true },
  'cookie-full': {
    cookie: {
      name: 'balance',
      maxAge: 3600,
      domain: 'a.example',
      path: '/x',
      expires: new Date(Date.UTC(2030, 0, 2, 3, 4, 5)),
      httpOnly: true,
      secure: true,
      partitioned: true,
      priority: 'high',
      sameSite: 'strict',
    },
  },
  'cookie-hooks': { cookie: true },
  'cookie-bare': { cookie: { name: 'bare', path: false, httpOnly: false, sameSite: false } },
  'no-upgrade': { allowUpgrades: false },
  'polling-only': { transports: ['polling'] },
  'websocket-only': { transports: ['websocket'] },
  'fast-heartbeat': { pingInterval: 300, pingTimeout: 200 },
  'calm-heartbeat': { pingInterval: 300, pingTimeout: 2000 },
  'patient-heartbeat': { pingInterval: 300, pingTimeout: 6000 },
  'short-upgrade': { upgradeTimeout: 400 },
  'small-payload': { maxHttpBufferSize: 1000 },
  'initial-packet': { initialPacket: 'first' },
  'hooks': {
    allowRequest: (req, callback) => {
      const { deny } = Object.fromEntries(new URL(req.url, 'http://localhost').searchParams);
      if (deny === 'message') callback('not today', false);
      else if (deny === 'plain') callback(null, false);
      else callback(null, true);
    },
  },
  'msgpack': { parser: msgpack },
  'deflate': { perMessageDeflate: { threshold: 0 } },
  'no-compression': { httpCompression: false },
  'connect-timeout': { connectTimeout: 300 },
  'no-slash': { addTrailingSlash: false },
  'no-client': { serveClient: false },
  'cors-client': { cors: { origin: 'https://a.example' } },
  'other-path': { path: '/engine/deep/' },
  'eio3': { allowEIO3: true },
  // A middleware of / refuses everybody.
  'refusing': {},
  'eio3-refusing': { allowEIO3: true },
  'eio3-heartbeat': { allowEIO3: true, pingInterval: 600, pingTimeout: 400 },
  'eio3-calm': { allowEIO3: true, pingInterval: 1000, pingTimeout: 4000 },
  'eio3-small': { allowEIO3: true, maxHttpBufferSize: 1000 },
  'recovery': { connectionStateRecovery: {} },
  'recovery-eio3': { connectionStateRecovery: {}, allowEIO3: true },
  'recovery-short': { connectionStateRecovery: { maxDisconnectionDuration: 200 } },
  'recovery-asking': { connectionStateRecovery: { skipMiddlewares: false } },
  'dynamic': {},
  'dynamic-cleanup': { cleanupEmptyChildNamespaces: true },
};

/** The configurations with dynamic namespaces. */
const WITH_PARENTS = ['dynamic', 'dynamic-cleanup', 'connect-timeout'];

/** One running server and what it has noted. */
class Instance {
  #notes = new Map();

  constructor(config) {
    this.config = config;
  }

  async start(port = 0) {
    this.http = createServer((req, res) => {
      res.statusCode = 404;
      res.end();
    });
    this.io = new Server(this.http, CONFIGS[this.config]);
    if (this.config === 'hooks') decide(this.io.engine);
    if (this.config.endsWith('hooks')) hook(this.io.engine);
    this.io.engine.on('connection_error', ({ req, code, message, context }) => {
      const { error, ...rest } = context;
      this.note(tagOf(new URL(req.url, 'http://localhost').searchParams), `connection_error ${code} ${message} ${sorted(rest)}`);
    });
    wire(this.io, this);
    await new Promise(resolve => this.http.listen(port, '127.0.0.1', resolve));
    this.port = this.http.address().port;
  }

  async stop() {
    await this.io.close();
  }

  note(tag, text) {
    if (!this.#notes.has(tag)) this.#notes.set(tag, []);
    this.#notes.get(tag).push(text);
  }

  notes(tag) {
    return this.#notes.get(tag) ?? [];
  }
}

const tagOf = query => query.get('tag') ?? '';

const sorted = object => JSON.stringify(Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))));

function decide(engine) {
  engine.use((req, res, next) => {
    const { mw } = Object.fromEntries(new URL(req.url, 'http://localhost').searchParams);
    res.setHeader('x-middleware', 'seen');
    if (mw === 'fail') next(new Error('refused by middleware'));
    else if (mw === 'throw') throw new Error('thrown by middleware');
    else if (mw === 'later') setTimeout(next, 50);
    else if (mw === 'later-fail') setTimeout(() => next(new Error('refused by middleware')), 50);
    else if (mw === 'twice') {
      next();
      next(new Error('a second time'));
    }
    else if (mw === 'end') {
      res.statusCode = 418;
      res.end('stopped');
    } else next();
  });
  engine.use((req, res, next) => {
    res.setHeader('x-second', `after ${res.getHeader('x-middleware')}`);
    next();
  });
}

function hook(engine) {
  engine.on('initial_headers', (headers, req) => {
    headers['x-initial'] = 'yes';
    if (req.url.includes('cookie=1')) headers['set-cookie'] = 'mine=1';
  });
  engine.on('headers', headers => {
    headers['x-every'] = 'yes';
  });
  const original = engine.generateId;
  engine.generateId = req => {
    const { id } = Object.fromEntries(new URL(req.url, 'http://localhost').searchParams);
    if (id === 'fail') return Promise.reject(new Error('no id'));
    if (id) return Promise.resolve(id);
    return original.call(engine, req);
  };
}

function wire(io, instance) {
  const everywhere = namespace =>
    namespace.on('connection', socket => {
      const tag = socket.handshake.query.tag ?? '';
      if (!tag) return handle(io, socket);
      instance.note(tag, `connect ${socket.nsp.name}`);
      socket.on('disconnecting', reason => instance.note(tag, `disconnecting ${reason} rooms=${socket.rooms.size > 0}`));
      socket.on('disconnect', reason => instance.note(tag, `disconnect ${reason} rooms=${socket.rooms.size > 0}`));
      socket.on('error', error => instance.note(tag, `error ${error?.message ?? error}`));
      handle(io, socket);
    });

  if (instance.config.endsWith('refusing')) {
    io.use((socket, next) => {
      const error = new Error('Not here');
      if (socket.handshake.query.refuse === 'data') error.data = { code: 'E2' };
      next(error);
    });
  }
  everywhere(io.of('/'));
  everywhere(io.of('/other'));
  everywhere(io.of('/custom'));
  io.of('/custom').on('connection', socket => socket.emit('auth', socket.handshake.auth));

  io.of('/admin').use((socket, next) => {
    if (socket.handshake.auth.token === '123') return next();
    const error = new Error('Not authorized');
    if (!socket.handshake.auth.plain) error.data = { code: 'E1', details: ['a', 1, null] };
    next(error);
  });
  everywhere(io.of('/admin'));

  io.of('/early').use((socket, next) => {
    socket.emit('early', 1);
    next();
  });
  everywhere(io.of('/early'));

  io.of('/hang').use(() => {});
  everywhere(io.of('/hang'));

  io.of('/slow').use((socket, next) => setTimeout(next, 150));
  everywhere(io.of('/slow'));

  io.of('/checked').use((socket, next) => {
    socket.data.first = 'one';
    next();
  });
  io.of('/checked').use((socket, next) => {
    socket.data.second = socket.data.first + ' two';
    socket.join('made by middleware');
    next();
  });
  everywhere(io.of('/checked'));

  if (WITH_PARENTS.includes(instance.config)) new Parents(io, everywhere).start();
}

function handle(io, socket) {
  const nsp = socket.nsp;
  socket.use((event, next) => {
    if (event[0] === 'blocked') return next(new Error('blocked by middleware'));
    if (event[0] === 'renamed') event.splice(0, event.length, 'echo', 'renamed', ...event.slice(1));
    next();
  });
  const seen = [];
  socket.onAny(name => seen.push(name));
  socket.onAnyOutgoing(name => seen.push(`>${name}`));
  socket.on('seen', ack => ack(seen));

  // Talking back
  socket.on('echo', (...args) => socket.emit('echo', ...args));
  socket.on('message', (...args) => socket.emit('message-back', ...args));
  socket.on('message-with-ack', (...args) => args.pop()(...args));
  socket.on('send', (...args) => socket.send(...args));
  socket.on('late-ack', (ms, ack) => setTimeout(() => ack('late'), ms));
  socket.on('double-ack', ack => {
    ack('first');
    ack('second');
  });
  socket.on('binary-ack', ack => ack(Buffer.from([1, 2, 3]), { deep: [Buffer.from([4])] }));
  socket.on('values', ack => ack(1, 1.5, -0.25, true, false, null, 'текст ✓ 😀 "\\/', [], {}, [[1]], { a: { b: [null] } }, 1e21, 12345678901));
  socket.on('date', ack => ack(new Date(1700000000123)));
  socket.on(7, value => socket.emit('numeric', value));
  socket.on('throw', () => {
    throw new Error('thrown by a handler');
  });
  socket.on('blocked', () => socket.emit('never'));

  // Asking the client
  socket.on('ask', (...args) => socket.emit('question', ...args, (...answer) => socket.emit('answer', ...answer)));
  socket.on('ask-within', (ms, ...args) =>
    socket.timeout(ms).emit('question', ...args, (error, ...answer) => socket.emit('answer', error ? error.message : null, ...answer)));
  socket.on('ask-promise', async (ms, ...args) => {
    try {
      const answer = await socket.timeout(ms).emitWithAck('question', ...args);
      socket.emit('answer', null, answer);
    } catch (error) {
      socket.emit('answer', error.message);
    }
  });

  // Rooms
  socket.on('join', (rooms, ack) => {
    socket.join(rooms);
    ack();
  });
  socket.on('leave', (room, ack) => {
    socket.leave(room);
    ack();
  });
  socket.on('rooms', ack => ack([...socket.rooms].filter(room => room !== socket.id).sort(), socket.rooms.has(socket.id)));
  socket.on('to', (rooms, ...args) => socket.to(rooms).emit(...args));
  socket.on('to-both', (one, two, ...args) => socket.to(one).to(two).emit(...args));
  socket.on('in', (room, ...args) => nsp.in(room).emit(...args));
  socket.on('in-except', (room, except, ...args) => nsp.in(room).except(except).emit(...args));
  socket.on('broadcast', (...args) => socket.broadcast.emit(...args));
  socket.on('broadcast-except', (room, ...args) => socket.except(room).emit(...args));
  socket.on('private', (id, ...args) => io.to(id).emit(...args));
  socket.on('all', (...args) => nsp.emit(...args));
  socket.on('local', (...args) => nsp.local.emit(...args));
  socket.on('of', (name, ...args) => io.of(name).emit(...args));
  socket.on('of-to', (name, room, ...args) => io.of(name).to(room).emit(...args));
  socket.on('compress', (flag, ...args) => socket.compress(flag).emit(...args));
  socket.on('volatile', (...args) => socket.volatile.emit(...args));
  socket.on('volatile-burst', count => {
    for (let i = 0; i < count; i++) socket.volatile.emit('maybe', i);
    socket.emit('burst-done');
  });
  socket.on('volatile-to', (room, ...args) => nsp.to(room).volatile.emit(...args));
  socket.on('volatile-all', (...args) => nsp.volatile.emit(...args));
  socket.on('ask-all', (room, ms, ...args) => {
    const ack = args.pop();
    nsp.to(room).timeout(ms).emit('question', ...args, (error, answers) => ack(error ? error.message : null, answers));
  });
  socket.on('fetch', async (room, ack) => {
    const sockets = await nsp.in(room).fetchSockets();
    ack(sockets.map(one => one.id).sort());
  });
  socket.on('sockets-join', (room, joined, ack) => {
    nsp.in(room).socketsJoin(joined);
    ack();
  });
  socket.on('sockets-leave', (room, left, ack) => {
    nsp.in(room).socketsLeave(left);
    ack();
  });
  socket.on('disconnect-room', (room, close) => nsp.in(room).disconnectSockets(close));

  // Facts
  socket.on('handshake', ack => {
    const { headers, query, auth, secure, xdomain, address, url } = socket.handshake;
    ack({ auth, query: without(query, 't', 'tag'), secure, xdomain, address, custom: headers['x-custom'] ?? null, path: url.split('?')[0] });
  });
  socket.on('data', ack => ack({ ...socket.data }));
  socket.on('transport', ack => ack(socket.conn.transport.name));
  socket.on('recovered', ack => ack(socket.recovered));
  socket.on('auth-keys', ack => ack(Object.keys(socket.handshake.auth).sort()));
  socket.on('count', ack => ack(nsp.sockets.size));

  // Ends
  socket.on('leave-me', () => socket.disconnect());
  socket.on('leave-me-now', () => socket.disconnect(true));
  socket.on('close-connection', () => socket.conn.close());
  socket.on('close-and-emit', () => {
    socket.conn.close();
    socket.emit('too late');
  });
  socket.on('close-server', () => io.close());
  socket.on('bye-and-close', () => {
    socket.emit('bye');
    socket.conn.close();
  });

  // Volume
  let expected = 0;
  let wrong = 0;
  socket.on('number', n => {
    if (n !== expected) wrong++;
    expected = n + 1;
  });
  socket.on('numbers-seen', ack => ack(expected, wrong));
  socket.on('numbers-wanted', (count, ack) => {
    for (let i = 0; i < count; i++) socket.emit('number', i);
    ack();
  });
  socket.on('numbers-slowly', (count, perTick, ack) => {
    let i = 0;
    const timer = setInterval(() => {
      for (let k = 0; k < perTick && i < count; k++) socket.emit('number', i++);
      if (i < count) return;
      clearInterval(timer);
      ack();
    }, 5);
  });
  socket.on('flood', (count, size) => {
    const text = 'x'.repeat(size);
    for (let i = 0; i < count && socket.connected; i++) socket.emit('flood', text);
  });
}

function without(object, ...keys) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const instances = new Map();

const commands = {
  async instance({ config, name }) {
    if (!CONFIGS[config]) throw new Error(`no configuration is called ${config}`);
    if (!instances.has(name)) {
      const instance = new Instance(config);
      instances.set(name, instance.start().then(() => instance));
    }
    return { port: (await instances.get(name)).port };
  },
  async restart({ name, pause }) {
    const instance = await instances.get(name);
    await instance.stop();
    await new Promise(resolve => setTimeout(resolve, Number(pause)));
    await instance.start(instance.port);
    return { port: instance.port };
  },
  async log({ name, tag }) {
    return (await instances.get(name)).notes(tag);
  },
  async heap() {
    globalThis.gc?.();
    return { bytes: process.memoryUsage().heapUsed + process.memoryUsage().external };
  },
};

process.on('uncaughtException', error => {
  if (error.message !== 'thrown by a handler') {
    console.error(error);
    process.exit(1);
  }
});

const control = createServer(async (req, res) => {
  const url = new URL(req.url, 'http://localhost');
  try {
    const answer = await commands[url.pathname.slice(1)](Object.fromEntries(url.searchParams));
    res.end(JSON.stringify(answer));
  } catch (error) {
    res.statusCode = 500;
    res.end(String(error?.stack ?? error));
  }
});
control.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${control.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();
