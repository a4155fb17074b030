// The official clients of Socket.IO 2 and Engine.IO 3, unchanged, in conversation with a server that allows them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import engine from 'engine.io-client-3';
import { io as youngIo } from 'socket.io-client';
import oldIo from 'socket.io-client-2';
import { startTarget } from './peers.mjs';
import { PATIENCE_MS, sleep, within } from './raw.mjs';

const MODES = {
  polling: { transports: ['polling'] },
  websocket: { transports: ['websocket'] },
  upgrade: { transports: ['polling', 'websocket'] },
};
const NUMBERS = 3000;

let target;
let counter = 0;
const unique = word => `${word} ${process.pid} ${++counter}`;

before(async () => {
  target = await startTarget();
});

after(() => target.stop());

const next = (emitter, event, ms = PATIENCE_MS) =>
  within(ms, `event ${event}`, new Promise(resolve => emitter.once(event, (...args) => resolve(args))));

/** An emit with acknowledgement: these clients have neither timeouts nor promises. */
const ask = (socket, ...args) => within(PATIENCE_MS, `answer to ${args[0]}`, new Promise(resolve => socket.emit(...args, (...answer) => resolve(answer))));

async function until(what, condition) {
  const end = Date.now() + PATIENCE_MS;
  while (!condition()) {
    assert.ok(Date.now() < end, `${what} within ${PATIENCE_MS} ms`);
    await sleep(10);
  }
}

class Clients {
  #opened = [];

  constructor(mode, config) {
    this.mode = mode;
    this.config = config;
  }

  async create(namespace = '/', options = {}) {
    const port = await target.port(this.config);
    const socket = oldIo(`http://127.0.0.1:${port}${namespace}`, { forceNew: true, reconnection: false, ...MODES[this.mode], ...options });
    this.#opened.push(() => socket.disconnect());
    return socket;
  }

  async connect(namespace, options) {
    const socket = await this.create(namespace, options);
    await within(PATIENCE_MS, 'connect', new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', error => reject(new Error(`refused: ${JSON.stringify(error)}`)));
      socket.once('connect_error', reject);
    }));
    const { engine } = socket.io;
    if (this.mode === 'upgrade' && engine.transport.name !== 'websocket') await next(engine, 'upgrade');
    return socket;
  }

  async engine() {
    const port = await target.port(this.config);
    const socket = engine(`ws://127.0.0.1:${port}`, { path: '/socket.io/', ...MODES[this.mode] });
    this.#opened.push(() => socket.close());
    // All from the first on: several may come in one payload.
    const messages = [];
    socket.on('message', message => messages.push(message));
    await next(socket, 'open');
    return { socket, messages };
  }

  close() {
    for (const close of this.#opened) close();
  }
}

describe('pings keep an idle client of socket.io-client 2 connected', { concurrency: true }, () => {
  for (const mode of Object.keys(MODES)) {
    test(`over ${mode}`, async () => {
      const clients = new Clients(mode, 'eio3-calm');
      try {
        const socket = await clients.connect();
        let ended;
        socket.once('disconnect', reason => (ended = reason));
        await sleep(6500);
        assert.equal(ended, undefined);
        assert.deepEqual(await ask(socket, 'message-with-ack', 'alive'), ['alive']);
      } finally {
        clients.close();
      }
    });
  }
});

for (const mode of Object.keys(MODES)) {
  const check = (name, run, config = 'eio3') =>
    test(name, async () => {
      const clients = new Clients(mode, config);
      try {
        await run(clients);
      } finally {
        clients.close();
      }
    });

  describe(`socket.io-client 2 over ${mode}`, { concurrency: 4 }, () => {
    check('it connects, with the id of its connection', async clients => {
      const socket = await clients.connect();
      assert.equal(socket.id, socket.io.engine.id);
      assert.deepEqual(await ask(socket, 'transport'), [mode === 'polling' ? 'polling' : 'websocket']);
    });

    check('several arguments of several kinds', async clients => {
      const socket = await clients.connect();
      const args = ['текст 😀', 1, 2.5, true, null, [1, 'x'], { a: { b: [null] } }];
      const echo = next(socket, 'echo');
      socket.emit('echo', ...args);
      assert.deepEqual(await echo, args);
    });

    check('bytes in both directions', async clients => {
      const socket = await clients.connect();
      const echo = next(socket, 'echo');
      socket.emit('echo', Buffer.from([0, 1, 255]), { deep: [Buffer.from([7])] });
      const [bytes, { deep }] = await echo;
      assert.deepEqual(Buffer.from(bytes), Buffer.from([0, 1, 255]));
      assert.deepEqual(Buffer.from(deep[0]), Buffer.from([7]));
    });

    check('acknowledgements in both directions', async clients => {
      const socket = await clients.connect();
      assert.deepEqual(await ask(socket, 'message-with-ack', 'x', 2), ['x', 2]);
      const [bytes] = await ask(socket, 'binary-ack');
      assert.deepEqual(Buffer.from(bytes), Buffer.from([1, 2, 3]));
      socket.on('question', (value, answer) => answer('yes', value, Buffer.from([5])));
      const answered = next(socket, 'answer');
      socket.emit('ask', 42);
      const [yes, value, five] = await answered;
      assert.deepEqual([yes, value, ...Buffer.from(five)], ['yes', 42, 5]);
    });

    check('a namespace, with a query that is the auth', async clients => {
      const socket = await clients.create('/custom?token=1&a=b%20c');
      const auth = next(socket, 'auth');
      await next(socket, 'connect');
      assert.deepEqual(await auth, [{ token: '1', a: 'b c' }]);
      assert.equal(socket.id, `/custom#${socket.io.engine.id}`);
      const [handshake] = await ask(socket, 'handshake');
      assert.equal(handshake.query.token, '1');
    });

    check('a refusal is an error with the data of the server', async clients => {
      const refused = await clients.create('/admin');
      assert.deepEqual(await next(refused, 'error'), [{ code: 'E1', details: ['a', 1, null] }]);
      const plain = await clients.create('/admin?plain=1');
      assert.deepEqual(await next(plain, 'error'), ['Not authorized']);
      const unknown = await clients.create('/nowhere');
      assert.deepEqual(await next(unknown, 'error'), [{ message: 'Invalid namespace' }]);
    });

    check('rooms with a client of today', async clients => {
      const old = await clients.connect();
      const young = youngIo(`http://127.0.0.1:${await target.port('eio3')}`, { forceNew: true, ...MODES[mode] });
      try {
        await next(young, 'connect');
        const room = unique('room');
        await ask(old, 'join', room);
        await young.timeout(PATIENCE_MS).emitWithAck('join', room);
        const heard = Promise.all([next(old, 'news'), next(young, 'news')]);
        old.emit('in', room, 'news', 'é', Buffer.from([1]));
        for (const [text, bytes] of await heard) assert.deepEqual([text, ...Buffer.from(bytes)], ['é', 1]);
        const alone = next(old, 'private news');
        young.emit('private', old.id, 'private news', 2);
        assert.deepEqual(await alone, [2]);
      } finally {
        young.disconnect();
      }
    });

    check('the server disconnects', async clients => {
      const socket = await clients.connect();
      const end = next(socket, 'disconnect');
      socket.emit('leave-me');
      assert.deepEqual(await end, ['io server disconnect']);
      const other = await clients.connect();
      const closed = next(other, 'disconnect');
      other.emit('close-connection');
      assert.match((await closed)[0], /^transport (close|error)$/);
    });

    check('numbered messages keep their order', async clients => {
      const socket = await clients.create();
      const numbers = [];
      socket.on('number', n => numbers.push(n));
      await next(socket, 'connect');
      const done = within(20_000, 'numbers', new Promise(resolve => socket.emit('numbers-slowly', NUMBERS, 20, resolve)));
      for (let i = 0; i < NUMBERS; i++) socket.emit('number', i);
      await done;
      assert.deepEqual(await ask(socket, 'numbers-seen'), [NUMBERS, 0]);
      assert.deepEqual(numbers, [...Array(NUMBERS).keys()]);
    });
  });

  describe(`engine.io-client 3 over ${mode}`, { concurrency: 4 }, () => {
    check('it is told that it has joined, and speaks', async clients => {
      const { socket, messages } = await clients.engine();
      if (mode === 'upgrade' && socket.transport.name !== 'websocket') await next(socket, 'upgrade');
      socket.send('20["message-with-ack","é€😀"]');
      await until('both messages', () => messages.length === 2);
      assert.deepEqual(messages, ['0', '30["é€😀"]']);
    });

    check('it sends and receives bytes', async clients => {
      const { socket, messages } = await clients.engine();
      const bytes = () => messages.find(message => typeof message !== 'string');
      socket.send('51-["echo",{"_placeholder":true,"num":0}]');
      socket.send(Buffer.from([1, 2, 255]));
      await until('the bytes', bytes);
      assert.deepEqual(Buffer.from(bytes()), Buffer.from([1, 2, 255]));
    });

    check('it closes', async clients => {
      const { socket } = await clients.engine();
      const end = next(socket, 'close');
      socket.close();
      assert.deepEqual((await end)[0], 'forced close');
    });
  });
}

test('clients of Socket.IO 2 are refused where they are not allowed', async () => {
  for (const transports of [['polling'], ['websocket']]) {
    const socket = oldIo(`http://127.0.0.1:${await target.port('default')}`, { forceNew: true, reconnection: false, transports });
    try {
      const [error] = await next(socket, 'connect_error');
      assert.ok(error instanceof Error);
    } finally {
      socket.disconnect();
    }
  }
});
