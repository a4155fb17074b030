// Several servers in one application: Socket.IO on three paths, one of them the root, with the official client; and Engine.IO alone with its own clients of
// two generations, in comparison with npm engine.io.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { Socket as YoungSocket } from 'engine.io-client';
import oldEngine from 'engine.io-client-3';
import { io } from 'socket.io-client';
import { startTarget } from './peers.mjs';
import { PATIENCE_MS, sleep, within } from './raw.mjs';

// npm engine.io comes with npm socket.io.
const { attach } = createRequire(createRequire(import.meta.url).resolve('socket.io'))('engine.io');

const MODES = {
  polling: { transports: ['polling'] },
  websocket: { transports: ['websocket'] },
  upgrade: { transports: ['polling', 'websocket'] },
};
const PATHS = { default: '/socket.io/', admin: '/admin/socket.io/', root: '/' };

let target;
let port;
let reference;

before(async () => {
  target = await startTarget();
  port = await target.port('several');
  reference = await startReferenceEngines();
});

after(() => {
  reference.close();
  target.stop();
});

/** npm engine.io on the paths and with the behaviour of our servers. */
async function startReferenceEngines() {
  const http = createServer();
  for (const options of [{ path: '/engine.io' }, { path: '/engine.old', allowEIO3: true }]) {
    attach(http, { ...options, destroyUpgrade: false }).on('connection', socket => {
      socket.send(`welcome ${socket.protocol}`);
      socket.on('message', message => {
        if (message === 'close') {
          socket.send('bye');
          socket.close();
        } else if (message === 'discard') {
          socket.close(true);
        } else {
          socket.send(message === 'transport' ? socket.transport.name : message);
        }
      });
    });
  }
  await new Promise(resolve => http.listen(0, '127.0.0.1', resolve));
  return { port: http.address().port, close: () => { http.closeAllConnections(); http.close(); } };
}

const ask = (socket, ...args) => within(PATIENCE_MS, `answer to ${args[0]}`, socket.emitWithAck(...args));

for (const mode of Object.keys(MODES)) {
  describe(`socket.io-client over ${mode}`, () => {
    const connect = async server => {
      const socket = io(`http://127.0.0.1:${port}/custom`, { path: PATHS[server], forceNew: true, reconnection: false, ...MODES[mode] });
      await within(PATIENCE_MS, 'connect', new Promise((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      }));
      const { engine } = socket.io;
      if (mode === 'upgrade' && engine.transport.name !== 'websocket') {
        await within(PATIENCE_MS, 'upgrade', new Promise(resolve => engine.once('upgrade', resolve)));
      }
      return socket;
    };

    test('two servers are reached at the same time, each by its path', async () => {
      const [admin, root, main] = await Promise.all([connect('admin'), connect('root'), connect('default')]);
      try {
        assert.equal(await ask(admin, 'name'), 'admin');
        assert.equal(await ask(root, 'name'), 'root');
        assert.notEqual(main.id, admin.id);
      } finally {
        [admin, root, main].forEach(each => each.close());
      }
    });

    test('a broadcast stays in the namespace of its own server', async () => {
      const [admin, root, main] = await Promise.all([connect('admin'), connect('root'), connect('default')]);
      try {
        const heard = [];
        for (const each of [admin, root, main]) each.on('news', name => heard.push(name));
        const published = new Promise(resolve => admin.once('news', resolve));
        admin.emit('publish');
        await within(PATIENCE_MS, 'news', published);
        assert.equal(await ask(root, 'name'), 'root');
        await sleep(100);
        assert.deepEqual(heard, ['admin']);
      } finally {
        [admin, root, main].forEach(each => each.close());
      }
    });
  });
}

test('the client is served at every path, and the root leaves everything else to the application', async () => {
  for (const path of Object.values(PATHS)) {
    const response = await fetch(`http://127.0.0.1:${port}${path}socket.io.js`);
    assert.equal(response.status, 200, path);
    await response.arrayBuffer();
  }
  const notes = await fetch(`http://127.0.0.1:${port}/nowhere.html`);
  assert.equal(notes.status, 404);
});

test('the id of a connection is worth nothing on another server', async () => {
  const open = await (await fetch(`http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`)).text();
  const { sid } = JSON.parse(open.slice(1));
  const other = await fetch(`http://127.0.0.1:${port}/admin/socket.io/?EIO=4&transport=polling&sid=${sid}`);
  assert.deepEqual([other.status, await other.json()], [400, { code: 1, message: 'Session ID unknown' }]);
});

// Engine.IO alone

/** Runs the same against npm engine.io and against ours; what it records must be the same. */
async function bothGive(run) {
  const [expected, actual] = await Promise.all([run(reference.port), run(port)]);
  assert.deepEqual(actual, expected);
  return actual;
}

/** Opens a client and records what happens to it. */
function record(socket, events) {
  socket.on('open', () => events.push('open'));
  socket.on('upgrade', transport => events.push(`upgrade to ${transport.name}`));
  // The clients have no data for an empty text.
  socket.on('message', (data = '') => events.push(typeof data === 'string' ? data : `<${Buffer.from(data).toString('hex')}>`));
  socket.on('close', reason => events.push(`close: ${reason}`));
  return socket;
}

const CLIENTS = {
  'engine.io-client': (at, mode) => new YoungSocket(`ws://127.0.0.1:${at}`, { path: '/engine.io/', ...MODES[mode] }),
  'engine.io-client 3': (at, mode) => oldEngine(`ws://127.0.0.1:${at}`, { path: '/engine.old/', ...MODES[mode] }),
};

for (const [name, open] of Object.entries(CLIENTS)) {
  for (const mode of Object.keys(MODES)) {
    describe(`${name} over ${mode}`, () => {
      const until = async (events, condition) => {
        for (const end = Date.now() + PATIENCE_MS; Date.now() < end && !condition(); ) await sleep(10);
        assert.ok(condition(), `got only ${JSON.stringify(events)}`);
      };

      const conversation = async (at, ...messages) => {
        const events = [];
        const socket = record(open(at, mode), events);
        await until(events, () => events.some(each => each.startsWith('welcome')) && (mode !== 'upgrade' || events.includes('upgrade to websocket')));
        // The upgrade and the first message race.
        events.sort((one, other) => (one === 'open' ? -1 : other === 'open' ? 1 : one < other ? -1 : 1));
        return { socket, events, send: () => messages.forEach(each => socket.send(each)) };
      };

      test('texts and bytes come back in order', async () => {
        const events = await bothGive(async at => {
          const { socket, events, send } = await conversation(at, 'one', 'текст 😀', Buffer.from([0, 1, 255]), 'transport', '');
          send();
          const before = events.length;
          await until(events, () => events.length >= before + 5);
          socket.close();
          await until(events, () => events.at(-1).startsWith('close'));
          return events;
        });
        assert.ok(events.includes('<0001ff>') && events.includes('текст 😀'), JSON.stringify(events));
      });

      test('the server closes, with what it has sent before', async () => {
        const events = await bothGive(async at => {
          const { events, send } = await conversation(at, 'close');
          send();
          await until(events, () => events.at(-1).startsWith('close'));
          return events;
        });
        assert.ok(events.includes('bye'), JSON.stringify(events));
      });

      test('the server closes at once', async () => {
        // Over polling the message has a connection of its own: when it overtakes the poll, none waits, and the next one is refused.
        for (let attempts = mode === 'polling' ? 5 : 1; ; attempts--) {
          try {
            await bothGive(async at => {
              const { events, send } = await conversation(at, 'discard');
              if (mode === 'polling') await sleep(100);
              send();
              await until(events, () => events.at(-1).startsWith('close'));
              return events;
            });
            return;
          } catch (failure) {
            if (attempts === 1) throw failure;
          }
        }
      });
    });
  }
}
