// The official client in conversation with the application, over polling only, over WebSocket only, and with the upgrade.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { io } from 'socket.io-client';

const URL = process.env.SERVER_URL;
const MODES = {
  polling: ['polling'],
  websocket: ['websocket'],
  upgrade: ['polling', 'websocket'],
};
const TIMEOUT = 10_000;

function next(emitter, event) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${event} did not come`)), TIMEOUT);
    emitter.once(event, (...args) => {
      clearTimeout(timer);
      resolve(args);
    });
  });
}

async function connect(mode, namespace = '/') {
  const socket = io(URL + namespace, { transports: MODES[mode], forceNew: true, reconnection: false });
  socket.once('connect_error', error => socket.emitReserved('refused', error));
  const engine = socket.io.engine;
  const upgraded = mode === 'upgrade' ? next(engine, 'upgrade') : null;
  await next(socket, 'connect');
  await upgraded;
  assert.equal(engine.transport.name, mode === 'upgrade' ? 'websocket' : mode);
  return socket;
}

for (const mode of Object.keys(MODES)) {
  describe(mode, { timeout: 3 * TIMEOUT }, () => {
    test('events, acknowledgements, binary and records travel both ways', async () => {
      const socket = await connect(mode);
      try {
        const ask = (...args) => socket.timeout(TIMEOUT).emitWithAck(...args);
        assert.equal(await ask('sum', 19, 23), 42);
        const bytes = Buffer.from([0, 1, 2, 253, 254, 255]);
        assert.deepEqual(await ask('reverse', bytes), Buffer.from([255, 254, 253, 2, 1, 0]));
        const order = { item: 'tea', count: 3, tags: ['green', 'loose'] };
        assert.deepEqual(await ask('order', order), { ...order, count: 4 });
        const pushed = next(socket, 'pushed');
        socket.emit('push', order);
        assert.deepEqual(await pushed, [order, 'from the server']);
        socket.once('question', (n, answer) => answer(n + 1));
        assert.equal(await ask('ask me', 41), 42);
      } finally {
        socket.disconnect();
      }
    });

    test('a namespace broadcasts to its other clients', async () => {
      const [one, other] = await Promise.all([connect(mode, '/chat'), connect(mode, '/chat')]);
      try {
        const heard = next(other, 'message');
        one.emit('message', 'hello');
        assert.deepEqual(await heard, ['hello']);
      } finally {
        one.disconnect();
        other.disconnect();
      }
    });
  });
}

test('the browser client is served', async () => {
  const response = await fetch(URL + '/socket.io/socket.io.js');
  assert.equal(response.status, 200);
  assert.match(await response.text(), /Socket\.IO v4\.8\.4/);
});
