// Bad input costs only its sender: while it is sent, a bystander keeps conversing.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { io } from 'socket.io-client';
import { startTarget } from './peers.mjs';
import { http, PATIENCE_MS, sleep, websocket, within } from './raw.mjs';

const POLLING = '/socket.io/?EIO=4&transport=polling';
const WEBSOCKET = '/socket.io/?EIO=4&transport=websocket';
const HOLDER = n => `{"_placeholder":true,"num":${n}}`;
const LONGEST_WAIT_MS = 5000;

// The reference has neither the limits for slow clients nor a guard against deep nesting: it would run out of memory or end.
const OURS = Boolean(process.env.CONFORMANCE_CONTROL);
const beyondTheReference = { skip: OURS ? false : 'the reference has no such limit' };

let target;
let counter = 0;
const uniqueTag = () => `bad-${process.pid}-${++counter}`;

before(async () => {
  target = await startTarget();
});

after(() => target.stop());

/** Two clients, one per transport, that ask and are answered without a pause for as long as `attack` takes, and some time after it. */
async function besideBystanders(port, attack) {
  const bystanders = ['polling', 'websocket'].map(transport => io(`http://127.0.0.1:${port}`, { forceNew: true, reconnectionDelay: 50, transports: [transport] }));
  try {
    await Promise.all(bystanders.map(one => within(PATIENCE_MS, 'connection of a bystander', new Promise(resolve => one.once('connect', resolve)))));
    // Until here a bystander may come again: a busy machine misses the shortest of the timeouts of a connection.
    for (const one of bystanders) one.io.reconnection(false);
    let over = false;
    let answers = 0;
    const talk = async one => {
      for (let i = 0; !over || i < 3; i++) {
        assert.equal(await one.timeout(LONGEST_WAIT_MS).emitWithAck('message-with-ack', i), i);
        answers++;
        await sleep(2);
      }
    };
    const talks = Promise.all(bystanders.map(talk));
    const attacked = attack().finally(() => (over = true));
    await Promise.all([attacked, talks]);
    assert.ok(answers >= 6);
  } finally {
    for (const one of bystanders) one.disconnect();
  }
}

class Polling {
  static async open(port, tag) {
    const { body } = await within(PATIENCE_MS, 'handshake', http(port, 'GET', `${POLLING}&tag=${tag}`).response);
    return new Polling(port, /"sid":"([^"]*)"/.exec(body.toString())[1]);
  }

  constructor(port, sid) {
    this.port = port;
    this.path = `${POLLING}&sid=${sid}`;
    this.sid = sid;
  }

  get() {
    return within(PATIENCE_MS, 'GET', http(this.port, 'GET', this.path).response);
  }

  post(body, options) {
    return within(10_000, 'POST', http(this.port, 'POST', this.path, { body, ...options }).response);
  }

  async join() {
    await this.post('40');
    await this.get();
    return this;
  }

  /** Polls until the session has ended; fails if it does not. */
  async ended() {
    for (let i = 0; i < 20; i++) {
      const { status } = await this.get();
      if (status === 400) return;
    }
    assert.fail('the session has not ended');
  }

  async lives() {
    await this.post('42["echo","alive"]');
    const { body } = await this.get();
    assert.match(body.toString(), /42\["echo","alive"\]/);
  }
}

async function openWebSocket(port, tag, options) {
  const ws = await within(PATIENCE_MS, 'WebSocket', websocket(port, `${WEBSOCKET}&tag=${tag}`, options));
  await within(PATIENCE_MS, 'open packet', ws.next());
  return ws;
}

async function joinWebSocket(port, tag, options) {
  const ws = await openWebSocket(port, tag, options);
  ws.text('40');
  await within(PATIENCE_MS, 'CONNECT', ws.next());
  return ws;
}

/** Waits for the end of a WebSocket; returns the close code, if there was one. */
function wsEnded(ws, ms = 6000) {
  return within(ms, 'end of the WebSocket', (async () => {
    let code;
    for (;;) {
      const frame = await ws.next();
      if (frame.end) return code;
      if (frame.opcode === 8) code = frame.code;
    }
  })());
}

async function notes(tag, count, config = 'default', ms = PATIENCE_MS) {
  const until = Date.now() + ms;
  for (;;) {
    const found = await target.socketLog(config, tag);
    if (found.length >= count) return found;
    assert.ok(Date.now() < until, `fewer than ${count} notes about ${tag}: ${JSON.stringify(found)}`);
    await sleep(20);
  }
}

async function largePosts(port) {
  return Number((await http(port, 'GET', '/conformance-large-posts').response).body);
}

/** Repeats a check until it holds; fails as it does when it has not held in time. */
async function eventually(check, ms = PATIENCE_MS) {
  const until = Date.now() + ms;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(50);
    }
  }
}

/** A test with an attack on one server, next to bystanders on the same server. */
function attack(name, run, { config = 'default', ...options } = {}) {
  test(name, options, async () => {
    const port = await target.port(config);
    await besideBystanders(port, () => run(port));
  });
}

const undecodable = {
  'eleven attachments': [`4511-["echo",${HOLDER(0)}]`],
  'a billion attachments': ['451000000000-["echo"]'],
  'an event that announces no attachments': ['450-["echo","a"]'],
  'an event without the number of its attachments': ['45-["echo","a"]'],
  'a placeholder number as text': [`451-["echo",${HOLDER('"splice"')}]`, [1]],
  'a placeholder number out of range': [`451-["echo",${HOLDER(1)}]`, [1]],
  'a placeholder number below zero': [`451-["echo",${HOLDER(-1)}]`, [1]],
  'the reserved name connect': ['42["connect"]'],
  'the reserved name disconnect': ['42["disconnect","x"]'],
  'the reserved name disconnecting': ['42["disconnecting"]'],
  'the reserved name newListener': ['42["newListener"]'],
  'an event name that is an object': ['42[{"toString":"foo"}]'],
  'an event name that is null': ['42[null]'],
  'an undecodable packet': ['4nonsense'],
  'undecodable JSON': ['42["echo",'],
  'an undecodable engine packet': ['nonsense'],
  'bytes that no one waits for': [[1, 2, 3]],
  'two CONNECTs': ['40', '40'],
  'an event for a namespace that was not joined': ['42/other,["echo",1]'],
  'a ping from the client': ['2'],
};

describe('undecodable packets end the session of their sender', { concurrency: 4 }, () => {
  for (const [name, packets] of Object.entries(undecodable)) {
    attack(`${name}, over WebSocket`, async port => {
      const ws = await joinWebSocket(port, uniqueTag());
      for (const packet of packets) typeof packet === 'string' ? ws.text(packet) : ws.binary(packet);
      await wsEnded(ws);
    });
    attack(`${name}, over polling`, async port => {
      const s = await (await Polling.open(port, uniqueTag())).join();
      await s.post(packets.map(p => (typeof p === 'string' ? p : `b${Buffer.from(p).toString('base64')}`)).join('\x1e'));
      await s.ended();
    });
  }
});

// The reference takes an absent payload for an event without arguments, or ignores it; the protocol asks for one.
describe('an absent payload ends the session of its sender', { concurrency: 4 }, () => {
  for (const packet of ['42', '4212', '43', '430', '450-']) {
    attack(packet, async port => {
      const ws = await joinWebSocket(port, uniqueTag());
      ws.text(packet);
      await wsEnded(ws);
    }, beyondTheReference);
  }
});

describe('requests that are refused', () => {
  attack('unknown, prototype-like and strange session ids', async port => {
    for (const sid of ['unknown', '__proto__', 'constructor', 'hasOwnProperty', '%00', '..%2f..', 'x'.repeat(4000), '%F0%9F%98%80']) {
      for (const method of ['GET', 'POST']) {
        const { status, body } = await http(port, method, `${POLLING}&sid=${sid}`, { body: method === 'POST' ? '40' : undefined }).response;
        assert.equal(status, 400);
        assert.equal(body.toString(), '{"code":1,"message":"Session ID unknown"}');
      }
      assert.equal((await websocket(port, `${WEBSOCKET}&sid=${sid}`)).status, 400);
    }
  });

  attack('an empty session id is a handshake', async port => {
    const { status, body } = await http(port, 'GET', `${POLLING}&sid=`).response;
    assert.equal(status, 200);
    assert.match(body.toString(), /^0\{"sid"/);
  });

  attack('two polls at once', async port => {
    const s = await (await Polling.open(port, uniqueTag())).join();
    const first = http(port, 'GET', s.path).response;
    await sleep(50);
    // On a busy machine the first may come last; it is then the one that is refused.
    const answers = await Promise.all([within(PATIENCE_MS, 'first poll', first), s.get()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
    assert.equal(answers.find(({ status }) => status === 200).body.toString(), '1');
    await s.ended();
  });

  attack('two POSTs at once', async port => {
    const tag = uniqueTag();
    const s = await (await Polling.open(port, tag)).join();
    const first = http(port, 'POST', s.path, { body: '42["ec', declare: 1000 });
    await sleep(80);
    // The first never ends, but on a busy machine it may still be on its way.
    await eventually(async () => assert.equal((await s.post('42["echo"]')).status, 400));
    await s.ended();
    first.abort();
    assert.deepEqual((await notes(tag, 3)).at(-1), 'disconnect transport error rooms=false');
  });

  attack('no HTTP at all', async port => {
    for (const bytes of ['\r\n\r\n\r\n', 'GET\r\n\r\n', 'x'.repeat(20_000), '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'GET /socket.io/?EIO=4 HTTP/9.9\r\n\r\n']) {
      const request = http(port, 'GET', '/');
      request.socket.write(bytes);
      await sleep(10);
      request.abort();
    }
  });

  attack('POSTs that trickle in and never end', async port => {
    const sessions = await Promise.all(Array.from({ length: 40 }, async () => (await Polling.open(port, uniqueTag())).join()));
    const posts = sessions.map(s => http(port, 'POST', s.path, { body: '4', declare: 900_000 }));
    for (let i = 0; i < 10; i++) {
      for (const post of posts) post.socket.write('x');
      await sleep(20);
    }
    if (OURS) await eventually(async () => assert.equal(await largePosts(port), 40));
    for (const post of posts) post.abort();
    // A container that is not told keeps the request and all that belongs to it.
    if (OURS) await eventually(async () => assert.equal(await largePosts(port), 0));
  }, { config: 'counted' });
});

describe('too much', () => {
  attack('a POST over the limit is refused and the session lives', async port => {
    const s = await (await Polling.open(port, uniqueTag())).join();
    assert.equal((await s.post('x'.repeat(1_000_001))).status, 413);
    await s.lives();
  });

  attack('a POST that only claims to be gigantic', async port => {
    const s = await (await Polling.open(port, uniqueTag())).join();
    const post = http(port, 'POST', s.path, { body: 'x'.repeat(1000), declare: 9_000_000_000 });
    await sleep(200);
    post.abort();
  });

  attack('an endless chunked POST', async port => {
    const s = await (await Polling.open(port, uniqueTag())).join();
    const chunk = Buffer.alloc(100_000, 'x');
    const { status, cut } = await s.post(undefined, { chunked: Array(40).fill(chunk) });
    assert.ok(status === 413 || cut, `answered ${status}`);
    await s.lives();
  });

  attack('a frame over the limit', async port => {
    const ws = await joinWebSocket(port, uniqueTag());
    ws.text('4' + 'x'.repeat(1_000_000));
    assert.equal(await wsEnded(ws), 1009);
  });

  attack('a frame that claims to be gigantic', async port => {
    const ws = await joinWebSocket(port, uniqueTag());
    ws.bytes(Buffer.from([0x81, 0xff, 0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5]));
    ws.bytes(Buffer.alloc(2_000_000, 'x'));
    await wsEnded(ws);
  });

  attack('a message of endless fragments', async port => {
    const ws = await joinWebSocket(port, uniqueTag());
    for (let i = 0; i < 30; i++) ws.frame(i === 0 ? 1 : 0, Buffer.alloc(50_000, 'x'), { fin: false });
    await wsEnded(ws);
  });

  attack('a payload of 150,000 packets', async port => {
    const s = await (await Polling.open(port, uniqueTag())).join();
    await s.post('6\x1e'.repeat(150_000) + '42["echo","alive"]');
    assert.match((await s.get()).body.toString(), /alive/);
  });

  attack('a million digits are read in linear time', async port => {
    for (const digits of ['42', '430', '451', '40/']) {
      const ws = await joinWebSocket(port, uniqueTag());
      const started = Date.now();
      ws.text(digits + '2'.repeat(999_000));
      ws.text('2');
      await wsEnded(ws);
      assert.ok(Date.now() - started < 3000, `took ${Date.now() - started} ms`);
    }
  });

  attack('a thousand unknown namespaces', async port => {
    const ws = await joinWebSocket(port, uniqueTag());
    for (let i = 0; i < 1000; i++) ws.text(`40/unknown${i},`);
    for (let i = 0; i < 1000; i++) {
      const frame = await within(PATIENCE_MS, 'refusal', ws.next());
      assert.equal(frame.payload.toString(), `44/unknown${i},{"message":"Invalid namespace"}`);
    }
    ws.destroy();
  });

  for (const [name, text] of Object.entries({
    'lists': depth => `42["nobody listens",${'['.repeat(depth)}${']'.repeat(depth)}]`,
    'objects': depth => `42["nobody listens",${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}]`,
    'lists that are sent back': depth => `42["echo",${'['.repeat(depth)}${']'.repeat(depth)}]`,
    'objects that are sent back as an answer': depth => `421["message-with-ack",${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}]`,
    'lists that never end': depth => `42["echo",${'['.repeat(depth)}`,
    'auth data': depth => `40/custom,{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`,
  })) {
    attack(`deeply nested ${name}`, async port => {
      for (const depth of [1000, 20_000, 150_000]) {
        const ws = await joinWebSocket(port, uniqueTag());
        ws.text(text(depth));
        await sleep(50);
        ws.text('41');
        ws.destroy();
        const s = await (await Polling.open(port, uniqueTag())).join();
        await s.post(text(depth));
      }
    }, beyondTheReference);
  }

  attack('deep nesting around an attachment', async port => {
    for (const depth of [1000, 100_000]) {
      const ws = await joinWebSocket(port, uniqueTag());
      ws.text(`451-["echo",${'['.repeat(depth)}${HOLDER(0)}${']'.repeat(depth)}]`);
      ws.binary([1]);
      await sleep(100);
      ws.destroy();
    }
  }, beyondTheReference);
});

describe('random bytes', () => {
  const bytes = size => randomBytes(size);

  attack('in POST bodies', async port => {
    for (let i = 0; i < 60; i++) {
      const s = await (await Polling.open(port, uniqueTag())).join();
      const body = bytes(1 + (i * 37) % 2000);
      const { status, cut } = await s.post(body);
      assert.ok(cut || status === 200 || status === 400, `${status} for ${body.toString('hex')}`);
    }
  });

  attack('in text and binary frames', async port => {
    for (let i = 0; i < 60; i++) {
      const ws = await joinWebSocket(port, uniqueTag());
      const text = bytes(1 + (i * 37) % 500).toString('latin1');
      ws.text(i % 2 ? text : `4${'0123456'[i % 7]}${text}`);
      ws.binary(bytes(20));
      await wsEnded(ws);
    }
  });

  attack('behind the handshake instead of frames', async port => {
    for (let i = 0; i < 40; i++) {
      const ws = await openWebSocket(port, uniqueTag());
      ws.bytes(bytes(500));
      await sleep(2);
      ws.destroy();
    }
  });
});

// The heartbeat is one that the bystanders of a busy machine do not miss.
describe('silence', { concurrency: 4 }, () => {
  attack('half a binary event and then nothing', async port => {
    const tag = uniqueTag();
    const ws = await joinWebSocket(port, tag);
    ws.text(`452-["echo",${HOLDER(0)},${HOLDER(1)}]`);
    ws.binary([1]);
    const found = await notes(tag, 3, 'patient-heartbeat');
    assert.equal(found.at(-1), 'disconnect ping timeout rooms=false');
    await wsEnded(ws);
  }, { config: 'patient-heartbeat' });

  attack('a WebSocket that is reset after each byte of a frame', async port => {
    const payload = Buffer.from('42["echo",1]');
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
    for (let length = 0; length <= frame.length; length++) {
      const tag = uniqueTag();
      const ws = await joinWebSocket(port, tag);
      ws.bytes(frame.subarray(0, length));
      ws.reset();
      assert.match((await notes(tag, 3)).at(-1), /^disconnect transport (close|error) /, `after ${length} bytes`);
    }
  });

  attack('a client that never answers pings, over WebSocket', async port => {
    const tag = uniqueTag();
    const ws = await joinWebSocket(port, tag);
    assert.equal((await notes(tag, 3, 'patient-heartbeat')).at(-1), 'disconnect ping timeout rooms=false');
    await wsEnded(ws);
  }, { config: 'patient-heartbeat' });

  attack('a client that never answers pings, over polling', async port => {
    const tag = uniqueTag();
    const s = await (await Polling.open(port, tag)).join();
    assert.equal((await notes(tag, 3, 'patient-heartbeat')).at(-1), 'disconnect ping timeout rooms=false');
    await s.ended();
  }, { config: 'patient-heartbeat' });

  attack('clients that open and abandon upgrades', async port => {
    const s = await (await Polling.open(port, uniqueTag())).join();
    for (let i = 0; i < 60; i++) {
      const ws = await websocket(port, `${WEBSOCKET}&sid=${s.sid}`);
      if (i % 3 > 0) ws.text('2probe');
      if (i % 3 > 1) await within(2000, 'probe', ws.next());
      if (i % 2) ws.reset();
      else ws.destroy();
    }
    await s.lives();
    const others = await Promise.all(Array.from({ length: 30 }, async () => (await Polling.open(port, uniqueTag())).join()));
    const held = await Promise.all(others.map(one => websocket(port, `${WEBSOCKET}&sid=${one.sid}`)));
    await Promise.all(held.map(ws => wsEnded(ws)));
    await Promise.all(others.map(one => one.lives()));
  }, { config: 'short-upgrade' });

  attack('clients that connect to no namespace', async port => {
    const sockets = await Promise.all(Array.from({ length: 50 }, () => openWebSocket(port, uniqueTag())));
    await Promise.all(sockets.map(ws => wsEnded(ws)));
  }, { config: 'connect-timeout' });
});

describe('clients that are too slow', () => {
  const FLOOD = '42["flood",2000,100000]'; // 200 MB

  attack('a WebSocket client that never reads is closed and costs little memory', async port => {
    const before = (await target.command('heap')).bytes;
    const tag = uniqueTag();
    const ws = await joinWebSocket(port, tag);
    ws.pause();
    ws.text(FLOOD);
    const found = await notes(tag, 3, 'default', 20_000);
    assert.equal(found.at(-1), 'disconnect transport error rooms=false');
    const { bytes } = await target.command('heap');
    assert.ok(bytes - before < 20e6, `the heap grew by ${bytes - before} bytes`);
    ws.destroy();
  }, beyondTheReference);

  attack('a polling client that never polls is closed and costs little memory', async port => {
    const before = (await target.command('heap')).bytes;
    const tag = uniqueTag();
    const s = await (await Polling.open(port, tag)).join();
    await s.post(FLOOD);
    const found = await notes(tag, 3, 'default', 20_000);
    assert.equal(found.at(-1), 'disconnect transport error rooms=false');
    const { bytes } = await target.command('heap');
    assert.ok(bytes - before < 20e6, `the heap grew by ${bytes - before} bytes`);
    await s.ended();
  }, beyondTheReference);

  attack('a slow member of a room does not hold up the others', async port => {
    const room = uniqueTag();
    const tag = uniqueTag();
    const join = async ws => {
      ws.text(`421["join","${room}"]`);
      await within(PATIENCE_MS, 'join', ws.next());
    };
    const slow = await joinWebSocket(port, tag);
    await join(slow);
    slow.pause();
    const reader = await joinWebSocket(port, uniqueTag());
    await join(reader);
    const talker = await joinWebSocket(port, uniqueTag());
    const text = 'x'.repeat(50_000);
    const count = 400; // 20 MB
    let received = 0;
    const reading = (async () => {
      while (received < count) {
        const frame = await within(10_000, `event ${received}`, reader.message());
        assert.equal(frame.payload.length, text.length + '42["news",""]'.length);
        received++;
      }
    })();
    for (let i = 0; i < count; i++) {
      talker.text(`42["to","${room}","news","${text}"]`);
      while (received < i - 8) await sleep(1);
    }
    await reading;
    assert.equal((await notes(tag, 3, 'default', 20_000)).at(-1), 'disconnect transport error rooms=false');
    for (const ws of [slow, reader, talker]) ws.destroy();
  }, beyondTheReference);
});
