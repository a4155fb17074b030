// The parser of npm socket.io-msgpack-parser in the official client, and its bytes: the same against the reference server and against ours.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import notepack from 'notepack.io';
import { io } from "socket.io-client";
import parser from "socket.io-msgpack-parser";
import WebSocket from 'ws';
import { startReference, startTarget } from './peers.mjs';
import { PATIENCE_MS, within } from './raw.mjs';

const MODES = {
  polling: { transports: ['polling'] },
  websocket: { transports: ['websocket'] },
  upgrade: { transports: ['polling', 'websocket'] },
};
const CONFIG = 'msgpack';

let reference;
let ours;
let counter = 0;
const unique = word => `${word} ${process.pid} ${++counter}`;

before(async () => {
  [reference, ours] = await Promise.all([startReference(), startTarget()]);
});

after(() => {
  reference.stop();
  ours.stop();
});

/**
 * A value with bytes as hexadecimal digits. The two servers give some values in another form, which this does not see: ours gives Buffers for ArrayBuffers,
 * and echoes a date as text, and undefined as null or not at all.
 */
function plain(value) {
  if (value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ArrayBuffer) return `<${Buffer.from(value).toString('hex')}>`;
  if (ArrayBuffer.isView(value)) return `<${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}>`;
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => [key, plain(member)]));
  }
  return value;
}

/** Runs the same against both servers; what it returns must be the same. */
async function bothGive(run) {
  const [expected, actual] = await Promise.all([run(reference), run(ours)]);
  assert.deepEqual(plain(actual), plain(expected));
  return plain(actual);
}

// With the official client

async function withClients(mode, peer, count, run, namespace = '/', options = {}) {
  const port = await peer.port(CONFIG);
  const sockets = [];
  try {
    for (let i = 0; i < count; i++) {
      const socket = io(`http://127.0.0.1:${port}${namespace}`, { forceNew: true, reconnection: false, parser, ...MODES[mode], ...options });
      sockets.push(socket);
      await within(PATIENCE_MS, 'connect', new Promise((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      }));
      const { engine } = socket.io;
      if (mode === 'upgrade' && engine.transport.name !== 'websocket') {
        await within(PATIENCE_MS, 'upgrade', new Promise(resolve => engine.once('upgrade', resolve)));
      }
    }
    return await run(...sockets);
  } finally {
    for (const socket of sockets) socket.disconnect();
  }
}

const next = (socket, event) => within(PATIENCE_MS, `event ${event}`, new Promise(resolve => socket.once(event, (...args) => resolve(args))));
const ask = (socket, ...args) => socket.timeout(PATIENCE_MS).emitWithAck(...args);
const echoed = async (socket, ...args) => {
  const answer = next(socket, 'echo');
  socket.emit('echo', ...args);
  return answer;
};

const NUMBERS = [0, -0, 1, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 9007199254740991, -1, -32, -33, -128, -129, -32768, -32769, -2147483648,
  -2147483649, -9007199254740991, 0.1, -2.5, 1e-7, 1e300, 123456.789];
const TEXTS = ['', 'a', 'é€😀', '"\\/\b\n\u0001', 'x'.repeat(31), 'x'.repeat(32), 'x'.repeat(255), 'x'.repeat(256), 'ж'.repeat(40_000)];

for (const mode of Object.keys(MODES)) {
  describe(`msgpack over ${mode}`, { concurrency: 4 }, () => {
    const check = (name, run) => test(name, () => run());
    const same = (name, count, run, namespace, options) =>
      check(name, () => bothGive(peer => withClients(mode, peer, count, run, namespace, options)));

    same('the transport is the one that was asked for', 1, socket => ask(socket, 'transport'));

    same('numbers', 1, socket => echoed(socket, ...NUMBERS));

    same('texts', 1, socket => echoed(socket, ...TEXTS));

    same('booleans, null, undefined, lists and objects', 1, socket =>
      echoed(socket, true, false, null, undefined, [], {}, [[1, [2]]], { a: { b: [null, { c: 'd' }] } }, [undefined, 1], { gone: undefined, there: 1 }));

    same('dates', 1, socket => echoed(socket, new Date(1700000000123), new Date(-1), { at: [new Date(0)] }));

    same('a date of the server is a Date', 1, async socket => {
      const date = await ask(socket, 'date');
      return [date instanceof Date, Number(date)];
    });

    same('keys are not interpreted', 1, socket =>
      echoed(socket, JSON.parse('{"__proto__":1,"constructor":2,"toString":3,"_placeholder":true,"num":0}'), { 7: 'seven', '': 'empty' }));

    same('more than fifteen members and elements', 1, socket =>
      echoed(socket, Array.from({ length: 70_000 }, (_, i) => i % 7), Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`key${i}`, i]))));

    same('binary of every kind, as an argument and inside', 1, socket =>
      echoed(socket, Buffer.from([1, 2, 3]), new Uint8Array([4, 5]), new Uint8Array([6]).buffer, Buffer.alloc(0), { deep: [Buffer.from([7]), { er: new Uint8Array([8]) }] }));

    same('binary that needs longer headers', 1, socket => echoed(socket, Buffer.alloc(255, 1), Buffer.alloc(256, 2), Buffer.alloc(70_000, 3), new Uint8Array(300)));

    same('more binary values than the default parser has attachments', 1, socket => echoed(socket, Array.from({ length: 100 }, (_, i) => Buffer.from([i]))));

    same('acknowledgements of the server', 1, async socket => [
      await socket.timeout(PATIENCE_MS).emitWithAck('message-with-ack', 1, 'two'),
      await socket.timeout(PATIENCE_MS).emitWithAck('message-with-ack', Buffer.from([9])),
      await new Promise(resolve => socket.emit('binary-ack', (...args) => resolve(args))),
      // But for 1e21: the reference takes numbers from 2^64 on for integers, and wraps them.
      await new Promise(resolve => socket.emit('values', (...args) => resolve(args.filter(value => !(value > 2 ** 60))))),
      await ask(socket, 'seen'),
    ]);

    same('acknowledgements of the client', 1, async socket => {
      socket.on('question', (...args) => args.pop()('answered', Buffer.from([1]), ...args));
      const answer = next(socket, 'answer');
      socket.emit('ask', 'x', new Uint8Array([2]));
      const first = await answer;
      const promised = next(socket, 'answer');
      socket.emit('ask-promise', PATIENCE_MS, 'y');
      return [first, await promised];
    });

    same('an acknowledgement that never comes', 1, async socket => {
      const answer = next(socket, 'answer');
      socket.emit('ask-within', 100, 'x');
      return answer;
    });

    same('auth of every kind', 1, async socket => (await ask(socket, 'handshake')).auth, '/other', {
      auth: { token: 'x', numbers: [1, 2.5], no: null, gone: undefined, deep: { é: true } },
    });

    same('a namespace, and its refusal with data', 1, socket => ask(socket, 'message-with-ack', 'in'), '/admin', { auth: { token: '123' } });

    for (const [namespace, auth] of [['/admin', {}], ['/admin', { plain: true }], ['/nowhere', {}]]) {
      check(`the refusal of ${namespace} with ${JSON.stringify(auth)}`, () => bothGive(async peer => {
        try {
          await withClients(mode, peer, 1, () => 'connected', namespace, { auth });
          return 'connected';
        } catch (error) {
          return [error.message, error.data];
        }
      }));
    }

    same('a broadcast reaches all, with binary', 2, async (one, two) => {
      const room = unique('room');
      await ask(one, 'join', room);
      await ask(two, 'join', room);
      const both = Promise.all([next(one, 'news'), next(two, 'news')]);
      one.emit('in', room, 'news', 'all', { bytes: Buffer.from([1, 2]) });
      return both;
    });

    same('a broadcast with acknowledgements', 2, async (one, two) => {
      const room = unique('room');
      await ask(one, 'join', room);
      await ask(two, 'join', room);
      for (const socket of [one, two]) socket.on('question', (text, ack) => ack(`${text} yes`));
      return new Promise(resolve => one.emit('ask-all', room, PATIENCE_MS, 'sure?', (...args) => resolve(args)));
    });

    same('thousands of numbers in order, both ways', 1, async socket => {
      for (let i = 0; i < 2000; i++) socket.emit('number', i);
      const seen = await new Promise(resolve => socket.emit('numbers-seen', (...args) => resolve(args)));
      let wrong = 0;
      let expected = 0;
      socket.on('number', n => (wrong += n === expected++ ? 0 : 1));
      await ask(socket, 'numbers-wanted', 2000);
      return [seen, expected, wrong];
    });

    same('the server disconnects a namespace', 1, async socket => {
      const end = next(socket, 'disconnect');
      socket.emit('leave-me');
      return (await end)[0];
    });

    check('the client leaves, and the server is told', () => bothGive(async peer => {
      const tag = unique('leaving');
      await withClients(mode, peer, 1, socket => ask(socket, 'count').then(() => null), '/other', { query: { tag } });
      // A poll may be on its way when the client leaves, and is then refused.
      const log = () => (mode === 'polling' ? peer.socketLog(CONFIG, tag) : peer.log(CONFIG, tag));
      return until(log, notes => notes.some(note => note.startsWith('disconnect ')));
    }));
  });
}

async function until(read, done) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (done(value)) return value;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

test('the snippet of docs/parsers.md', async () => {
  const server = `http://127.0.0.1:${await ours.port(CONFIG)}`;
  const socket = io(server, { parser });
  try {
    assert.deepEqual(await ask(socket, 'message-with-ack', 'hello'), 'hello');
  } finally {
    socket.disconnect();
  }
});

// With bytes

const CONNECT = '82a47479706500a36e7370a12f';
const hexOf = value => Buffer.from(value).toString('hex');

/** A connection that knows bytes only. */
class Raw {
  static async open(peer, tag) {
    const port = await peer.port(CONFIG);
    const raw = new Raw();
    raw.frames = [];
    raw.waiting = [];
    raw.ws = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket&tag=${encodeURIComponent(tag)}`);
    raw.closed = new Promise(resolve => raw.ws.on('close', resolve));
    raw.ws.on('error', () => {});
    raw.ws.on('message', (data, isBinary) => {
      raw.frames.push(isBinary ? hexOf(data) : data.toString());
      raw.waiting.shift()?.();
    });
    await raw.take();
    raw.send(CONNECT);
    await raw.take();
    return raw;
  }

  async take() {
    if (this.frames.length === 0) {
      await within(PATIENCE_MS, 'a frame', new Promise((resolve, reject) => {
        this.waiting.push(resolve);
        this.closed.then(() => reject(new Error('closed')));
      }));
    }
    return this.frames.shift();
  }

  send(hex) {
    this.ws.send(Buffer.from(hex, 'hex'));
  }
}

const event = (...data) => hexOf(notepack.encode({ type: 2, nsp: '/', data }));

describe('the same bytes', { concurrency: 4 }, () => {
  for (const [name, sent] of Object.entries({
    'of an event with an acknowledgement': '85a47479706502a46461746193b06d6573736167652d776974682d61636ba2c3a9c4020102a76f7074696f6e7381a8636f6d7072657373c3a36e7370a12fa2696400',
    'of numbers, texts and null': event('echo', 1, -5, 300, 70000, 2 ** 33, -40000, -3e9, -(2 ** 40), 1.5, null, 'é', true, [1, [2]], { a: 1, b: 'x' }),
    'of binary': event('echo', Buffer.from([9]), { b: Buffer.alloc(300) }),
    'of texts and lists with longer headers': event('echo', 'x'.repeat(40), 'x'.repeat(300), Array(20).fill(1), Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, i]))),
    'of an acknowledgement with binary': '84a47479706502a46461746191aa62696e6172792d61636ba36e7370a12fa2696407',
    'of a disconnect': event('leave-me'),
    'of a refusal': '82a47479706500a36e7370a52f6e6f7065',
    'of a refusal with data': '82a47479706500a36e7370a62f61646d696e',
  })) {
    test(name, () => bothGive(async peer => {
      const raw = await Raw.open(peer, '');
      raw.send(sent);
      const frame = await raw.take();
      raw.ws.close();
      return frame;
    }));
  }

  test('of an answer to CONNECT, but for the undefined pid', () => bothGive(async peer => {
    const port = await peer.port(CONFIG);
    const ws = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
    const frames = [];
    await within(PATIENCE_MS, 'CONNECT', new Promise(resolve => ws.on('message', (data, isBinary) => {
      if (!isBinary) return ws.send(Buffer.from(CONNECT, 'hex'));
      frames.push(hexOf(data));
      resolve();
    })));
    ws.close();
    return frames[0].replace('a3706964d40000', '').replace('a46461746182', 'a46461746181').replace(/a3736964b4.{40}/, '<sid>');
  }));
});

/** What the server notes about a connection that has sent this message. */
async function noted(peer, message) {
  const tag = unique('bad');
  const raw = await Raw.open(peer, tag);
  raw.ws.send(typeof message === 'string' && message.startsWith('text:') ? message.slice(5) : Buffer.from(message, 'hex'));
  await within(PATIENCE_MS, 'the end', raw.closed);
  return until(() => peer.log(CONFIG, tag), notes => notes.some(note => note.startsWith('disconnect ')));
}

const member = (type, more, members = 1) => `8${2 + members}a4747970650${type}a36e7370a12f${more}`;
const DATA = 'a464617461';

describe('bad messages end the connection with the same error', { concurrency: 4 }, () => {
  for (const [name, message] of Object.entries({
    'the byte that is never used': 'c1',
    'trailing bytes': `${CONNECT}c0c0`,
    'a list': '93010203',
    'a type that does not exist': '82a47479706505a36e7370a12f',
    'a type that is text': '82a474797065a130a36e7370a12f',
    'a namespace that is a number': '82a47479706502a36e737007',
    'no namespace': '81a47479706502',
    'nil as data of CONNECT': member(0, `${DATA}c0`),
    'a list as data of CONNECT': member(0, `${DATA}90`),
    'nil as data of DISCONNECT': member(1, `${DATA}c0`),
    'an object as data of an event': member(2, `${DATA}80`),
    'nil as data of an event': member(2, `${DATA}c0`),
    'an event without data': member(2, '', 0),
    'nil as data of an acknowledgement': member(3, `${DATA}c0`),
    'nil as an id': member(2, `${DATA}91a165a26964c0`, 2),
    'text as an id': member(2, `${DATA}91a165a26964a131`, 2),
    'a fraction as an id': member(2, `${DATA}91a165a26964cb3ff8000000000000`, 2),
    'CONNECT to a namespace that is joined': CONNECT,
    'CONNECT_ERROR': member(4, `${DATA}a178`),
    'an event for another namespace': '83a47479706502a36e7370a22f78a46461746191a165',
  })) {
    test(name, () => bothGive(peer => noted(peer, message)));
  }
});

describe('messages that only ours refuses, or in its own words', { concurrency: 4 }, () => {
  for (const [name, message, error] of [
    ['text', 'text:40', 'Could not parse'],
    ['an event without a name', member(2, `${DATA}90`), 'invalid payload'],
    ['a reserved name', member(2, `${DATA}91a7636f6e6e656374`), 'invalid payload'],
    ['a name that is an object', member(2, `${DATA}9180`), 'invalid payload'],
    ['a negative id', member(2, `${DATA}91a165a26964ff`, 2), 'invalid packet id'],
    ['a namespace without a slash', '82a47479706500a36e7370a178', 'invalid namespace'],
    ['binary in auth', '83a47479706500a36e7370a62f6f74686572a46461746181a161c40101', 'invalid payload'],
    ['a length beyond the message', member(2, `${DATA}92a165c67fffffff`), 'Could not parse'],
    ['a count beyond the message', member(2, `${DATA}dd7fffffff`), 'Could not parse'],
    ['nesting without end', member(2, `${DATA}92a165${'91'.repeat(10_000)}c0`), 'Could not parse'],
  ]) {
    test(name, { skip: !process.env.CONFORMANCE_CONTROL }, async () => {
      const notes = await noted(ours, message);
      assert.deepEqual(notes, ['connect /', `error ${error}`, 'disconnecting forced close rooms=true', 'disconnect forced close rooms=false']);
    });
  }
});
