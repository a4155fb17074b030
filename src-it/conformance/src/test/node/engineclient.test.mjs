// The official Engine.IO client, unchanged, without Socket.IO on top: it is given packets of Socket.IO as text, so that the server has something to say.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Socket } from 'engine.io-client';
import { startTarget } from './peers.mjs';
import { PATIENCE_MS, sleep, within } from './raw.mjs';

const MODES = {
  polling: { transports: ['polling'] },
  websocket: { transports: ['websocket'] },
  upgrade: { transports: ['polling', 'websocket'] },
};
const NUMBERS = 2000;
const PLACEHOLDER = '{"_placeholder":true,"num":0}';

let target;

before(async () => {
  target = await startTarget();
});

after(() => target.stop());

const next = (socket, event) => within(PATIENCE_MS, event, new Promise(resolve => socket.once(event, (...args) => resolve(args))));

/** A client that keeps what it has received. */
class Client {
  messages = [];

  static async open(mode, config) {
    const client = new Client();
    client.socket = new Socket(`ws://127.0.0.1:${await target.port(config)}`, { path: '/socket.io/', ...MODES[mode] });
    client.socket.on('message', message => client.messages.push(message));
    await next(client.socket, 'open');
    if (mode === 'upgrade' && client.socket.transport.name !== 'websocket') await next(client.socket, 'upgrade');
    return client;
  }

  async receive(count) {
    await within(PATIENCE_MS, `${count} messages, after ${this.messages.length}`, (async () => {
      while (this.messages.length < count) await sleep(5);
    })());
    return this.messages.splice(0, count);
  }

  async join() {
    this.socket.send('0');
    const [answer] = await this.receive(1);
    assert.match(answer, /^0\{"sid":"[\w-]{20}"\}$/);
    return this;
  }
}

for (const mode of Object.keys(MODES)) {
  describe(`engine.io-client over ${mode}`, { concurrency: 4 }, () => {
    const check = (name, run, config = 'default') =>
      test(name, async () => {
        const client = await Client.open(mode, config);
        try {
          await run(client);
        } finally {
          client.socket.close();
        }
      });

    check('it opens and speaks', async client => {
      assert.match(client.socket.id, /^[\w-]{20}$/);
      await client.join();
      client.socket.send('20["message-with-ack","é€😀"]');
      assert.deepEqual(await client.receive(1), ['30["é€😀"]']);
      client.socket.send('21["transport"]');
      assert.deepEqual(await client.receive(1), [`31["${mode === 'polling' ? 'polling' : 'websocket'}"]`]);
    });

    check('bytes in both directions', async client => {
      await client.join();
      for (const bytes of [Buffer.from([0, 1, 255]), Buffer.alloc(0)]) {
        client.socket.send(`51-["echo",${PLACEHOLDER}]`);
        client.socket.send(bytes);
        const [head, echo] = await client.receive(2);
        assert.equal(head, `51-["echo",${PLACEHOLDER}]`);
        assert.deepEqual(Buffer.from(echo), bytes);
      }
    });

    check('messages keep their order', async client => {
      await client.join();
      for (let i = 0; i < NUMBERS; i++) client.socket.send(`2["echo",${i}]`);
      assert.deepEqual(await client.receive(NUMBERS), Array.from({ length: NUMBERS }, (_, i) => `2["echo",${i}]`));
    });

    check('it closes', async client => {
      await client.join();
      const closed = next(client.socket, 'close');
      client.socket.close();
      assert.equal((await closed)[0], 'forced close');
    });

    check('the server closes', async client => {
      await client.join();
      const closed = next(client.socket, 'close');
      client.socket.send('2["close-connection"]');
      assert.equal((await closed)[0], 'transport close');
    });

    check('pings are answered', async client => {
      await client.join();
      for (let i = 0; i < 3; i++) await next(client.socket, 'ping');
      client.socket.send('2["echo","alive"]');
      assert.deepEqual(await client.receive(1), ['2["echo","alive"]']);
    }, 'patient-heartbeat');

    check('a message that is too large ends the connection', async client => {
      await client.join();
      const closed = next(client.socket, 'close');
      client.socket.send(`2["echo","${'x'.repeat(1000)}"]`);
      const [reason, { description, context }] = await closed;
      if (mode === 'polling') {
        assert.equal(reason, 'transport error');
        assert.equal(description, 413);
      } else {
        assert.equal(reason, 'transport close');
        assert.equal(context.code, 1009);
        assert.equal(context.reason, '');
      }
    }, 'small-payload');
  });
}
