// The official client, unchanged, in conversation with the server: over polling only, over WebSocket only, and with upgrade.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { io } from 'socket.io-client';
import { startTarget } from './peers.mjs';
import { PATIENCE_MS, sleep, within } from './raw.mjs';

const MODES = {
  polling: { transports: ['polling'] },
  websocket: { transports: ['websocket'] },
  upgrade: { transports: ['polling', 'websocket'] },
};
const NUMBERS = 10_000;
const LEAVERS = 500;

let target;
let counter = 0;
const unique = word => `${word} ${process.pid} ${++counter}`;

before(async () => {
  target = await startTarget();
});

after(() => target.stop());

/** The arguments of the next event of this name. */
function next(socket, event, ms = PATIENCE_MS) {
  return within(ms, `event ${event}`, new Promise(resolve => socket.once(event, (...args) => resolve(args))));
}

/** Whether this event stays away while `other` arrives: what comes later on the same connection proves it. */
async function staysAway(socket, event, provoke) {
  let came = false;
  const listener = () => (came = true);
  socket.on(event, listener);
  await provoke();
  socket.off(event, listener);
  assert.equal(came, false, `${event} came`);
}

class Clients {
  #sockets = [];

  constructor(mode, config = 'default', name = config) {
    this.mode = mode;
    this.config = config;
    this.name = name;
  }

  async create(namespace = '/', options = {}) {
    const port = await target.port(this.config, this.name);
    const socket = io(`http://127.0.0.1:${port}${namespace}`, { forceNew: true, reconnection: false, ...MODES[this.mode], ...options });
    this.#sockets.push(socket);
    return socket;
  }

  async connect(namespace = '/', options = {}) {
    const socket = await this.create(namespace, options);
    await within(PATIENCE_MS, 'connect', new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
      // A connection may end before it is in the namespace, which is no connect_error.
      socket.once('disconnect', reason => reject(new Error(`disconnect: ${reason}`)));
    }));
    if (this.mode === 'upgrade') await upgraded(socket);
    return socket;
  }

  async pair(namespace = '/') {
    return Promise.all([this.connect(namespace), this.connect(namespace)]);
  }

  close() {
    for (const socket of this.#sockets) socket.disconnect();
  }
}

async function upgraded(socket) {
  const { engine } = socket.io;
  if (engine.transport.name === 'websocket') return;
  await within(PATIENCE_MS, 'upgrade', new Promise(resolve => engine.once('upgrade', resolve)));
}

const ask = (socket, ...args) => socket.timeout(PATIENCE_MS).emitWithAck(...args);

for (const mode of Object.keys(MODES)) {
  describe(`socket.io-client over ${mode}`, { concurrency: 4 }, () => {
    const check = (name, run, config, instance) =>
      test(name, async () => {
        const clients = new Clients(mode, config, instance);
        try {
          await run(clients);
        } finally {
          clients.close();
        }
      });

    check('it connects and speaks over the transport that was asked for', async clients => {
      const socket = await clients.connect();
      assert.match(socket.id, /^[A-Za-z0-9_-]{20}$/);
      assert.equal(await ask(socket, 'transport'), mode === 'polling' ? 'polling' : 'websocket');
      assert.notEqual(socket.id, socket.io.engine.id);
    });

    check('the handshake holds query, headers, auth and address', async clients => {
      const socket = await clients.connect('/', {
        auth: { token: 'abc', deep: [1, { a: null }] },
        query: { x: 'a b+c&d=ё' },
        extraHeaders: { 'X-Custom': 'value' },
      });
      const handshake = await ask(socket, 'handshake');
      assert.deepEqual(handshake.auth, { token: 'abc', deep: [1, { a: null }] });
      assert.deepEqual(handshake.query, { EIO: '4', transport: mode === 'websocket' ? 'websocket' : 'polling', x: 'a b+c&d=ё' });
      assert.equal(handshake.custom, 'value');
      assert.equal(handshake.secure, false);
      assert.equal(handshake.xdomain, false);
      assert.match(handshake.address, /127\.0\.0\.1$/);
      assert.equal(handshake.path, '/socket.io/');
    });

    // The emits of the guide

    check('emit to the client: several arguments of several kinds', async clients => {
      const socket = await clients.connect();
      const values = ['ты меня слышишь?', 1, 2, 'абя', 1.5, true, false, null, [], {}, { a: [1, { b: null }] }, '😀 \u2028 "\\'];
      const answer = next(socket, 'echo');
      socket.emit('echo', ...values);
      assert.deepEqual(await answer, values);
    });

    check('broadcast reaches everybody but the sender', async clients => {
      const [a, b] = await clients.pair('/other');
      const event = unique('broadcast');
      const heard = next(b, event);
      await staysAway(a, event, async () => {
        a.emit('broadcast', event, 'привет, друзья!');
        assert.deepEqual(await heard, ['привет, друзья!']);
        await ask(a, 'rooms');
      });
    });

    check('to a room reaches the others in it', async clients => {
      const [a, b] = await clients.pair();
      const outside = await clients.connect();
      const room = unique('game');
      await Promise.all([ask(a, 'join', room), ask(b, 'join', room)]);
      const heard = next(b, 'nice game');
      await staysAway(a, 'nice game', () =>
        staysAway(outside, 'nice game', async () => {
          a.emit('to', room, 'nice game', 'сыграем?');
          assert.deepEqual(await heard, ['сыграем?']);
          await Promise.all([ask(a, 'rooms'), ask(outside, 'rooms')]);
        }),
      );
    });

    check('to two rooms reaches everybody in them once', async clients => {
      const [a, b] = await clients.pair();
      const c = await clients.connect();
      const [one, two] = [unique('game1'), unique('game2')];
      await Promise.all([ask(b, 'join', [one, two]), ask(c, 'join', two)]);
      let count = 0;
      b.on('nice game', () => count++);
      const heard = next(c, 'nice game');
      a.emit('to-both', one, two, 'nice game', 'когда будем играть?');
      assert.deepEqual(await heard, ['когда будем играть?']);
      await ask(b, 'rooms');
      assert.equal(count, 1);
      const again = Promise.all([next(b, 'second'), next(c, 'second')]);
      a.emit('to', [one, two], 'second', 2);
      assert.deepEqual(await again, [[2], [2]]);
    });

    check('in a room reaches the sender too', async clients => {
      const [a, b] = await clients.pair();
      const room = unique('game');
      await Promise.all([ask(a, 'join', room), ask(b, 'join', room)]);
      const heard = Promise.all([next(a, 'big announcement'), next(b, 'big announcement')]);
      a.emit('in', room, 'big announcement', 'игра скоро начнется');
      assert.deepEqual(await heard, [['игра скоро начнется'], ['игра скоро начнется']]);
    });

    check('except leaves a room out', async clients => {
      const [a, b] = await clients.pair();
      const [room, quiet] = [unique('game'), unique('quiet')];
      await Promise.all([ask(a, 'join', room), ask(b, 'join', [room, quiet])]);
      const heard = next(a, 'not for all');
      await staysAway(b, 'not for all', async () => {
        a.emit('in-except', room, quiet, 'not for all', 1);
        assert.deepEqual(await heard, [1]);
        await ask(b, 'rooms');
      });
      const c = await clients.connect('/other');
      const d = await clients.connect('/other');
      const event = unique('except');
      const others = next(d, event);
      c.emit('broadcast-except', unique('nobody'), event, 3);
      assert.deepEqual(await others, [3]);
    });

    check('to everybody in a namespace', async clients => {
      const [a, b] = await clients.pair('/other');
      const c = await clients.connect();
      const event = unique('bigger announcement');
      const heard = Promise.all([next(a, event), next(b, event)]);
      c.emit('of', '/other', event, 'турнир скоро начнется');
      assert.deepEqual(await heard, [['турнир скоро начнется'], ['турнир скоро начнется']]);
    });

    check('the leading slash of a namespace may be left out', async clients => {
      const a = await clients.connect('/other');
      const event = unique('bigger announcement');
      const heard = next(a, event);
      a.emit('of', 'other', event, 1);
      assert.deepEqual(await heard, [1]);
    });

    check('to a room of a namespace', async clients => {
      const [a, b] = await clients.pair('/other');
      const c = await clients.connect();
      const room = unique('room');
      await ask(a, 'join', room);
      const heard = next(a, 'event');
      await staysAway(b, 'event', async () => {
        c.emit('of-to', '/other', room, 'event', 'сообщение');
        assert.deepEqual(await heard, ['сообщение']);
        await ask(b, 'rooms');
      });
    });

    check('to one socket by its id', async clients => {
      const [a, b] = await clients.pair();
      const heard = next(b, 'hi');
      await staysAway(a, 'hi', async () => {
        a.emit('private', b.id, 'hi', 'после прочтения сжечь');
        assert.deepEqual(await heard, ['после прочтения сжечь']);
        await ask(a, 'rooms');
      });
    });

    check('with acknowledgement', async clients => {
      const socket = await clients.connect();
      socket.on('question', (text, number, ack) => ack('да', number + 1, { deep: [null] }));
      const answer = next(socket, 'answer');
      socket.emit('ask', 'ты действительно так думаешь?', 41);
      assert.deepEqual(await answer, ['да', 42, { deep: [null] }]);
    });

    check('without compression', async clients => {
      const socket = await clients.connect();
      const text = 'без сжатия '.repeat(500);
      const heard = next(socket, 'uncompressed');
      socket.emit('compress', false, 'uncompressed', text);
      assert.deepEqual(await heard, [text]);
    });

    check('volatile, to a client that listens', async clients => {
      const socket = await clients.connect();
      await sleep(50);
      const heard = next(socket, 'maybe');
      for (let i = 0; i < 40; i++) {
        socket.emit('volatile', 'maybe', 'оно тебе надо?');
        await sleep(25);
        if (await Promise.race([heard, undefined])) break;
      }
      assert.deepEqual(await heard, ['оно тебе надо?']);
    });

    check('volatile from the client', async clients => {
      const socket = await clients.connect();
      // While CONNECT is still being posted, the client would drop it.
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end && !socket.io.engine.transport.writable; ) await sleep(5);
      const heard = next(socket, 'echo');
      socket.volatile.emit('echo', 'now');
      assert.deepEqual(await heard, ['now']);
    });

    check('to all clients of this node, and to all', async clients => {
      const [a, b] = await clients.pair('/other');
      for (const how of ['local', 'all']) {
        const event = unique('hi');
        const heard = Promise.all([next(a, event), next(b, event)]);
        a.emit(how, event, 'только вам, больше никому');
        assert.deepEqual(await heard, [['только вам, больше никому'], ['только вам, больше никому']]);
      }
      const event = unique('без аргументов');
      const heard = next(b, event);
      a.emit('all', event);
      assert.deepEqual(await heard, []);
    });

    check('send is the event message', async clients => {
      const socket = await clients.connect();
      const back = next(socket, 'message-back');
      socket.send('hello', 1);
      assert.deepEqual(await back, ['hello', 1]);
      const sent = next(socket, 'message');
      socket.emit('send', 'from the server', 2);
      assert.deepEqual(await sent, ['from the server', 2]);
    });

    // Acks

    check('acknowledgements with values, with nothing and with binary', async clients => {
      const socket = await clients.connect();
      assert.equal(await ask(socket, 'message-with-ack', 'x'), 'x');
      assert.equal(await ask(socket, 'message-with-ack'), undefined);
      const several = await new Promise(resolve => socket.emit('message-with-ack', 1, '2', { three: 3 }, (...args) => resolve(args)));
      assert.deepEqual(several, [1, '2', { three: 3 }]);
      const [bytes, deep] = await new Promise(resolve => socket.emit('binary-ack', (...args) => resolve(args)));
      assert.deepEqual([...new Uint8Array(bytes)], [1, 2, 3]);
      assert.deepEqual([...new Uint8Array(deep.deep[0])], [4]);
      assert.deepEqual([...new Uint8Array(await ask(socket, 'message-with-ack', Buffer.from([5, 6])))], [5, 6]);
      assert.equal(await ask(socket, 'late-ack', 50), 'late');
      assert.equal(await ask(socket, 'double-ack'), 'first');
    });

    check('binary answers to the server', async clients => {
      const socket = await clients.connect();
      socket.on('question', ack => ack(Buffer.from([1, 2]), { b: new Uint8Array([3]) }));
      const answer = next(socket, 'answer');
      socket.emit('ask');
      const [bytes, deep] = await answer;
      assert.deepEqual([...new Uint8Array(bytes)], [1, 2]);
      assert.deepEqual([...new Uint8Array(deep.b)], [3]);
    });

    check('a client timeout and a server timeout', async clients => {
      const socket = await clients.connect();
      await assert.rejects(socket.timeout(100).emitWithAck('nobody listens'), /operation has timed out/);
      const answer = next(socket, 'answer');
      socket.emit('ask-within', 100, 'never answered');
      assert.deepEqual(await answer, ['operation has timed out']);
      const promised = next(socket, 'answer');
      socket.emit('ask-promise', 100, 'never answered');
      assert.deepEqual(await promised, ['operation has timed out']);
      socket.on('question', (text, ack) => ack(text + '!'));
      const good = next(socket, 'answer');
      socket.emit('ask-promise', 10_000, 'answered');
      assert.deepEqual(await good, [null, 'answered!']);
    });

    check('a broadcast with acknowledgements', async clients => {
      const [a, b] = await clients.pair();
      const room = unique('room');
      await Promise.all([ask(a, 'join', room), ask(b, 'join', room)]);
      a.on('question', (x, ack) => ack(`a${x}`));
      b.on('question', (x, ack) => ack(`b${x}`));
      const all = await new Promise(resolve => a.emit('ask-all', room, 10_000, 1, (...args) => resolve(args)));
      assert.equal(all[0], null);
      assert.deepEqual(all[1].sort(), ['a1', 'b1']);
      b.off('question');
      const some = await new Promise(resolve => a.emit('ask-all', room, 2000, 2, (...args) => resolve(args)));
      assert.deepEqual(some, ['operation has timed out', ['a2']]);
      const none = await new Promise(resolve => a.emit('ask-all', unique('nobody'), 1000, 3, (...args) => resolve(args)));
      assert.deepEqual(none, [null, []]);
    });

    check('binary in both directions, nested and large', async clients => {
      const socket = await clients.connect();
      const large = Buffer.alloc(300_000, 'abcdefgh');
      const answer = next(socket, 'echo');
      socket.emit('echo', Buffer.from([0, 1, 255]), { list: [new Uint8Array([7]), 'text'] }, large, 'end');
      const [small, nested, back, end] = await answer;
      assert.deepEqual([...new Uint8Array(small)], [0, 1, 255]);
      assert.deepEqual([...new Uint8Array(nested.list[0])], [7]);
      assert.equal(nested.list[1], 'text');
      assert.equal(Buffer.compare(Buffer.from(back), large), 0);
      assert.equal(end, 'end');
    });

    check('an event near the size limit', async clients => {
      const socket = await clients.connect();
      const text = 'ж'.repeat(450_000);
      const answer = next(socket, 'echo');
      socket.emit('echo', text);
      assert.equal((await answer)[0], text);
    });

    // Rooms

    check('joining, leaving and listing rooms', async clients => {
      const socket = await clients.connect();
      const rooms = () => new Promise(resolve => socket.emit('rooms', (...args) => resolve(args)));
      assert.deepEqual(await rooms(), [[], true]);
      await ask(socket, 'join', ['r2', 'r1']);
      await ask(socket, 'join', 'r1');
      assert.deepEqual(await rooms(), [['r1', 'r2'], true]);
      await ask(socket, 'leave', 'r1');
      await ask(socket, 'leave', 'never joined');
      assert.deepEqual(await rooms(), [['r2'], true]);
    });

    check('the server moves sockets between rooms and finds them', async clients => {
      const [a, b] = await clients.pair();
      const [room, second] = [unique('room'), unique('second')];
      await Promise.all([ask(a, 'join', room), ask(b, 'join', room)]);
      assert.deepEqual(await ask(a, 'fetch', room), [a.id, b.id].sort());
      await ask(a, 'sockets-join', room, second);
      assert.deepEqual(await ask(a, 'fetch', second), [a.id, b.id].sort());
      await ask(a, 'sockets-leave', b.id, second);
      assert.deepEqual(await ask(a, 'fetch', second), [a.id]);
      assert.deepEqual(await ask(a, 'fetch', unique('nobody')), []);
    });

    check('the server disconnects the sockets of a room', async clients => {
      const [a, b] = await clients.pair();
      const room = unique('room');
      await ask(b, 'join', room);
      const gone = next(b, 'disconnect');
      a.emit('disconnect-room', room, false);
      assert.equal((await gone)[0], 'io server disconnect');
      b.connect();
      await next(b, 'connect');
      await ask(b, 'join', room);
      const closed = next(b, 'disconnect');
      a.emit('disconnect-room', room, true);
      assert.match((await closed)[0], /io server disconnect|transport close/);
      assert.equal(await ask(a, 'message-with-ack', 'unharmed'), 'unharmed');
    });

    // Namespaces and middleware

    check('several namespaces share one connection', async clients => {
      const root = await clients.connect();
      const other = root.io.socket('/other');
      await next(other, 'connect');
      assert.notEqual(root.id, other.id);
      assert.equal(await ask(other, 'message-with-ack', 'over /other'), 'over /other');
      other.disconnect();
      assert.equal(await ask(root, 'message-with-ack', 'still here'), 'still here');
      await next(other.connect(), 'connect');
      assert.equal(await ask(other, 'message-with-ack', 'again'), 'again');
    });

    check('an unknown namespace is refused', async clients => {
      const socket = await clients.create('/no such');
      const [error] = await next(socket, 'connect_error');
      assert.equal(error.message, 'Invalid namespace');
      assert.equal(socket.active, false);
    });

    check('a middleware refuses with message and data', async clients => {
      const socket = await clients.create('/admin', { auth: { token: 'wrong' } });
      const [error] = await next(socket, 'connect_error');
      assert.equal(error.message, 'Not authorized');
      assert.deepEqual(error.data, { code: 'E1', details: ['a', 1, null] });
      socket.auth = { token: '123' };
      await next(socket.connect(), 'connect');
      assert.equal(await ask(socket, 'message-with-ack', 'in'), 'in');
    });

    check('auth may be a function', async clients => {
      const socket = await clients.create('/custom', { auth: callback => callback({ token: 'made later' }) });
      assert.deepEqual(await next(socket, 'auth'), [{ token: 'made later' }]);
    });

    check('what a middleware emits arrives', async clients => {
      const socket = await clients.create('/early');
      assert.deepEqual(await next(socket, 'early'), [1]);
    });

    check('middlewares leave data and rooms', async clients => {
      const socket = await clients.connect('/checked');
      assert.deepEqual(await ask(socket, 'data'), { first: 'one', second: 'one two' });
      assert.deepEqual(await ask(socket, 'rooms'), ['made by middleware']);
    });

    check('a listener that throws hurts nothing else', async clients => {
      const socket = await clients.connect();
      socket.emit('throw');
      assert.equal(await ask(socket, 'message-with-ack', 'still here'), 'still here');
    });

    // Ends

    check('the server disconnects the client', async clients => {
      const socket = await clients.connect();
      const gone = next(socket, 'disconnect');
      socket.emit('leave-me');
      assert.equal((await gone)[0], 'io server disconnect');
      assert.equal(socket.connected, false);
    });

    check('the server disconnects the client and closes', async clients => {
      const socket = await clients.connect();
      const gone = next(socket, 'disconnect');
      socket.emit('leave-me-now');
      assert.equal((await gone)[0], 'io server disconnect');
    });

    check('the server closes the connection', async clients => {
      const socket = await clients.connect();
      const gone = next(socket, 'disconnect');
      socket.emit('close-connection');
      assert.equal((await gone)[0], 'transport close');
    });

    check('the client leaves, and the server knows why', async clients => {
      const tag = unique('tag').replaceAll(' ', '-');
      const socket = await clients.connect('/', { query: { tag } });
      const gone = next(socket, 'disconnect');
      socket.disconnect();
      assert.equal((await gone)[0], 'io client disconnect');
      const notes = await notesOf(tag, 3);
      assert.deepEqual(notes.slice(0, 2), ['connect /', 'disconnecting client namespace disconnect rooms=true']);
    });

    check('the client drops the connection, and the server knows why', async clients => {
      const tag = unique('tag').replaceAll(' ', '-');
      const socket = await clients.connect('/', { query: { tag } });
      socket.io.engine.close();
      const notes = await notesOf(tag, 3);
      assert.deepEqual(notes, ['connect /', 'disconnecting transport close rooms=true', 'disconnect transport close rooms=false']);
    });

    check('heartbeats keep an idle client connected', async clients => {
      // A machine that is busy for two seconds misses a heartbeat, also while the client connects.
      for (let attempts = 4; ; attempts--) {
        try {
          const socket = await clients.connect();
          const ends = [];
          socket.on('disconnect', reason => ends.push(reason));
          // Without a ping or a pong it would end after 2300 ms.
          await sleep(3000);
          assert.deepEqual(ends, []);
          assert.equal(await ask(socket, 'message-with-ack', 'alive'), 'alive');
          return;
        } catch (failure) {
          if (attempts === 1) throw failure;
        }
      }
    }, 'calm-heartbeat');

    // Volume

    check(`${NUMBERS} numbered messages in both directions`, async clients => {
      const socket = await clients.connect();
      const seen = collect(socket);
      const sent = socket.timeout(20_000).emitWithAck('numbers-wanted', NUMBERS);
      for (let i = 0; i < NUMBERS; i++) socket.emit('number', i);
      await sent;
      const answer = await within(20_000, 'numbers-seen', new Promise(resolve => socket.emit('numbers-seen', (...args) => resolve(args))));
      assert.deepEqual(answer, [NUMBERS, 0]);
      assert.deepEqual(seen(), { expected: NUMBERS, wrong: 0 });
    });
  });
}

/** Counts the numbers that come, and those that are not in their place. */
function collect(socket) {
  let expected = 0;
  let wrong = 0;
  socket.on('number', n => {
    if (n !== expected) wrong++;
    expected = n + 1;
  });
  return () => ({ expected, wrong });
}

async function notesOf(tag, count, name = 'default') {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const notes = await target.socketLog(name, tag);
    if (notes.length >= count) return notes;
    await sleep(20);
  }
  throw new Error(`fewer than ${count} notes about ${tag}`);
}

describe('socket.io-client across changes', () => {
  test(`${NUMBERS} numbered messages across the upgrade, both ways`, async () => {
    const clients = new Clients('upgrade');
    try {
      const socket = await clients.create('/', { autoConnect: false });
      let upgradedAt = -1;
      let sentAtUpgrade = -1;
      const seen = collect(socket);
      socket.connect();
      socket.io.engine?.once('upgrade', () => {
        upgradedAt = seen().expected;
        sentAtUpgrade = sent;
      });
      let sent = 0;
      await next(socket, 'connect');
      const done = socket.timeout(20_000).emitWithAck('numbers-slowly', NUMBERS, 50);
      while (sent < NUMBERS) {
        for (let k = 0; k < 50; k++) socket.emit('number', sent++);
        await sleep(4);
      }
      await done;
      const answer = await within(20_000, 'numbers-seen', new Promise(resolve => socket.emit('numbers-seen', (...args) => resolve(args))));
      assert.deepEqual(answer, [NUMBERS, 0]);
      assert.deepEqual(seen(), { expected: NUMBERS, wrong: 0 });
      assert.equal(socket.io.engine.transport.name, 'websocket');
      assert.ok(upgradedAt >= 0 && upgradedAt < NUMBERS, `the upgrade must fall into the stream: it came at ${upgradedAt}`);
      assert.ok(sentAtUpgrade >= 0 && sentAtUpgrade < NUMBERS, `the upgrade must fall into the stream: it came at ${sentAtUpgrade}`);
    } finally {
      clients.close();
    }
  });

  test(`what ${LEAVERS} clients send before they leave over WebSocket arrives before their end`, async () => {
    const clients = new Clients('websocket');
    for (let left = 0; left < LEAVERS; left += 10) {
      const tags = Array.from({ length: 10 }, () => unique('tag').replaceAll(' ', '-'));
      await Promise.all(tags.map(async tag => {
        const socket = await clients.connect('/', { query: { tag } });
        await ask(socket, 'message-with-ack', 'still here');
        socket.disconnect();
      }));
      for (const tag of tags) assert.equal((await notesOf(tag, 3))[1], 'disconnecting client namespace disconnect rooms=true');
    }
  });

  for (const mode of Object.keys(MODES)) {
    test(`reconnection after a restart of the server, over ${mode}`, async () => {
      const name = `restart-${mode}`;
      const clients = new Clients(mode, 'default', name);
      try {
        const socket = await clients.connect('/', { reconnection: true, reconnectionDelay: 100, reconnectionDelayMax: 300 });
        const first = socket.id;
        const gone = next(socket, 'disconnect', 10_000);
        const back = gone.then(() => next(socket, 'connect', 15_000));
        const restarted = target.command('restart', { name, pause: 300 });
        assert.match((await gone)[0], /transport close|transport error/);
        socket.emit('echo', 'buffered while away');
        const echoed = next(socket, 'echo', 20_000);
        await restarted;
        await back;
        assert.notEqual(socket.id, first);
        assert.deepEqual(await echoed, ['buffered while away']);
        assert.equal(await ask(socket, 'message-with-ack', 'again'), 'again');
      } finally {
        clients.close();
      }
    });
  }

  test('reconnection after the connection broke', async () => {
    const clients = new Clients('websocket');
    try {
      const socket = await clients.connect('/', { reconnection: true, reconnectionDelay: 50 });
      const back = next(socket, 'disconnect').then(() => next(socket, 'connect', 10_000));
      socket.io.engine.transport.ws.terminate();
      await back;
      assert.equal(await ask(socket, 'message-with-ack', 'again'), 'again');
    } finally {
      clients.close();
    }
  });

  test('retries: an event is sent again until it is acknowledged', async () => {
    const clients = new Clients('websocket');
    try {
      const socket = await clients.connect('/', { retries: 3, ackTimeout: 3000 });
      assert.equal(await socket.emitWithAck('message-with-ack', 'once'), 'once');
    } finally {
      clients.close();
    }
  });

  test('permessage-deflate', async () => {
    const clients = new Clients('websocket', 'deflate');
    try {
      const socket = await clients.connect();
      const text = 'deflate me '.repeat(2000);
      const answer = next(socket, 'echo');
      socket.emit('echo', text);
      assert.equal((await answer)[0], text);
      assert.match(socket.io.engine.transport.ws.extensions ?? '', /permessage-deflate/);
    } finally {
      clients.close();
    }
  });
});
