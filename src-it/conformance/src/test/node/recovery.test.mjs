// The official client, unchanged, loses its connection again and again while events are emitted to it: nothing may be lost, nothing may come twice.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { io } from 'socket.io-client';
import { startTarget } from './peers.mjs';
import { sleep, within } from './raw.mjs';

const CUTS = Number(process.env.CUTS ?? 350);
const PATIENCE_MS = 30_000;

let target;
let url;

before(async () => {
  target = await startTarget();
  url = `http://127.0.0.1:${await target.port('recovery')}`;
});

after(() => target.stop());

const next = (emitter, event) => within(PATIENCE_MS, event, new Promise(resolve => emitter.once(event, (...args) => resolve(args))));

/** Asks the server to close the connection, at whatever moment it hears of it. */
const byServer = socket => socket.emit('close-connection');
const byClient = socket => socket.io.engine.close();
/** The TCP connection ends without a word. */
const byNetwork = socket => socket.io.engine.transport.ws.terminate();

/** Waits for the moment in which the client takes the WebSocket, at most until it has. */
async function upgraded({ io: { engine } }) {
  if (engine.transport.name !== 'websocket') await next(engine, 'upgrade');
}

const MODES = {
  'polling': { transports: ['polling'], cuts: [byServer, byClient] },
  'WebSocket': { transports: ['websocket'], cuts: [byServer, byClient, byNetwork] },
  'the upgrade': {
    transports: ['polling', 'websocket'],
    cuts: [
      byServer,
      async socket => {
        await sleep(Math.random() * 20);
        byServer(socket);
      },
      async socket => {
        await upgraded(socket);
        byNetwork(socket);
      },
      async socket => {
        await upgraded(socket);
        byServer(socket);
      },
    ],
  },
};

/** Emits numbers to a room until it is stopped. */
class Numbers {
  count = 0;
  #over = false;

  constructor(socket, room) {
    this.socket = socket;
    this.room = room;
    this.running = this.#run();
  }

  async #run() {
    while (!this.#over) {
      this.socket.emit('to', [this.room], 'number', ++this.count);
      if (this.count % 3 === 0) this.socket.emit('to', [this.room], 'bytes', Buffer.from([this.count % 256]), ++this.count);
      await sleep(2);
    }
  }

  async stop() {
    this.#over = true;
    await this.running;
  }
}

describe('a client that loses its connection recovers', { concurrency: true }, () => {
  for (const [name, { transports, cuts }] of Object.entries(MODES)) {
    test(`across ${CUTS} cuts over ${name}`, async () => {
      const tag = `cuts-${process.pid}-${name.replaceAll(' ', '-')}`;
      const socket = io(url, { forceNew: true, reconnection: false, transports, query: { tag } });
      const source = io(url, { forceNew: true, transports: ['websocket'] });
      const received = [];
      socket.on('number', n => received.push(n));
      socket.on('bytes', (bytes, n) => {
        assert.equal(bytes[0], (n - 1) % 256);
        received.push(n);
      });
      await Promise.all([next(socket, 'connect'), next(source, 'connect')]);
      const { id } = socket;
      const room = `room of ${tag}`;
      await within(PATIENCE_MS, 'join', socket.emitWithAck('join', [room]));
      const numbers = new Numbers(source, room);
      while (received.length === 0) await sleep(5);
      for (let i = 1; i <= CUTS; i++) {
        const ended = next(socket, 'disconnect');
        await cuts[i % cuts.length](socket);
        await ended;
        // The server may hear of the end later than the client.
        while ((await target.log('recovery', tag)).filter(note => note.startsWith('disconnect ')).length < i) await sleep(2);
        const connected = next(socket, 'connect');
        socket.connect();
        await connected;
        assert.equal(socket.recovered, true, `cut ${i}`);
        assert.equal(socket.id, id, `cut ${i}`);
      }
      await numbers.stop();
      await within(PATIENCE_MS, 'the last number', (async () => {
        while (received.at(-1) !== numbers.count) await sleep(5);
      })());
      assert.deepEqual(received, Array.from({ length: numbers.count }, (_, i) => i + 1));
      assert.ok(numbers.count > CUTS, `${numbers.count} numbers`);
      socket.disconnect();
      source.disconnect();
    });
  }
});
