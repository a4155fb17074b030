// The protocol documents as tests with raw clients: what must hold whatever the reference does.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTarget } from './peers.mjs';
import { headerValues, http, PATIENCE_MS, sleep, websocket, within } from './raw.mjs';

const PING_INTERVAL = 300;
const PING_TIMEOUT = 2000;
/** Timers of two processes round differently. */
const EARLIER_MS = 20;
/** A busy machine is late, and most of all while it is young. */
const LATER_MS = 4000;

let target;
let port;

before(async () => {
  target = await startTarget();
  port = await target.port('calm-heartbeat');
});

after(() => target.stop());

const request = (method, query, options) => within(PATIENCE_MS, `${method} ${query}`, http(port, method, `/socket.io/?${query}`, options).response);
const body = async answer => (await answer).body.toString();
const polling = sid => `EIO=4&transport=polling&sid=${sid}`;
const get = sid => request('GET', polling(sid));
const post = (sid, packets) => request('POST', polling(sid), { body: packets });

async function openPolling() {
  const packet = await body(request('GET', 'EIO=4&transport=polling'));
  assert.equal(packet[0], '0');
  return JSON.parse(packet.slice(1)).sid;
}

async function openWebSocket(query = 'EIO=4&transport=websocket') {
  const ws = await within(PATIENCE_MS, 'WebSocket', websocket(port, `/socket.io/?${query}`));
  assert.ok(ws.next, `no WebSocket: ${ws.status}`);
  return ws;
}

const text = async ws => {
  const frame = await within(PATIENCE_MS, 'frame', ws.next());
  assert.equal(frame.opcode, 1, JSON.stringify(frame));
  return frame.payload.toString();
};

/** The next frame that is not a ping; pings are answered. */
async function packet(ws) {
  for (;;) {
    const data = await text(ws);
    if (data !== '2') return data;
    ws.text('3');
  }
}

async function ended(ws, ms = PATIENCE_MS) {
  await within(ms, 'end', (async () => {
    while (!(await ws.next()).end);
  })());
}

describe('Engine.IO handshake', () => {
  for (const [name, open] of Object.entries({
    polling: async () => body(request('GET', 'EIO=4&transport=polling')),
    websocket: async () => text(await openWebSocket()),
  })) {
    test(`the open packet over ${name} has exactly five members`, async () => {
      const data = await open();
      assert.equal(data[0], '0');
      const settings = JSON.parse(data.slice(1));
      assert.deepEqual(Object.keys(settings), ['sid', 'upgrades', 'pingInterval', 'pingTimeout', 'maxPayload']);
      assert.match(settings.sid, /^[\w-]{20}$/);
      assert.deepEqual(settings.upgrades, name === 'polling' ? ['websocket'] : []);
      assert.equal(settings.pingInterval, PING_INTERVAL);
      assert.equal(settings.pingTimeout, PING_TIMEOUT);
      assert.equal(settings.maxPayload, 1_000_000);
    });
  }

  test('ids do not repeat', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, openPolling));
    assert.equal(new Set(ids).size, 100);
  });

  for (const [name, query, method] of [
    ['an unknown version', 'EIO=9&transport=polling', 'GET'],
    ['no version', 'transport=polling', 'GET'],
    ['an unknown transport', 'EIO=4&transport=pigeon', 'GET'],
    ['no transport', 'EIO=4', 'GET'],
    ['a POST', 'EIO=4&transport=polling', 'POST'],
    ['a PUT', 'EIO=4&transport=polling', 'PUT'],
  ]) {
    test(`${name} is refused`, async () => {
      const { status, headers } = await request(method, query);
      assert.equal(status, 400);
      assert.match(headerValues(headers, 'content-type')[0], /^application\/json/);
    });
  }

  for (const query of ['EIO=4&transport=pigeon', 'EIO=4', 'transport=websocket&EIO=9']) {
    test(`a WebSocket with ${query} ends up closed`, async () => {
      const ws = await websocket(port, `/socket.io/?${query}`);
      if (ws.next) await ended(ws);
      else assert.equal(ws.status, 400);
    });
  }
});

describe('Engine.IO heartbeat', { concurrency: 4 }, () => {
  function assertInTime(what, waited, due) {
    assert.ok(waited >= due - EARLIER_MS && waited < due + LATER_MS, `${what} after ${waited} ms instead of ${due} ms`);
  }

  test('pings come in time over polling and pongs keep the session', async () => {
    let started = Date.now();
    const sid = await openPolling();
    for (let i = 0; i < 3; i++) {
      assert.equal(await body(get(sid)), '2');
      assertInTime('the ping came', Date.now() - started, PING_INTERVAL);
      started = Date.now();
      assert.equal(await body(post(sid, '3')), 'ok');
    }
  });

  test('pings come in time over WebSocket and pongs keep the session', async () => {
    let started = Date.now();
    const ws = await openWebSocket();
    await text(ws);
    for (let i = 0; i < 3; i++) {
      assert.equal(await text(ws), '2');
      assertInTime('the ping came', Date.now() - started, PING_INTERVAL);
      started = Date.now();
      ws.text('3');
    }
    ws.destroy();
  });

  test('without a pong the session ends in time, over polling', async () => {
    const sid = await openPolling();
    await sleep(PING_INTERVAL + PING_TIMEOUT + LATER_MS);
    assert.equal((await get(sid)).status, 400);
  });

  test('without a pong the session ends in time, over WebSocket', async () => {
    const started = Date.now();
    const ws = await openWebSocket();
    await ended(ws);
    assertInTime('it ended', Date.now() - started, PING_INTERVAL + PING_TIMEOUT);
  });
});

describe('Engine.IO close and upgrade', () => {
  // Its heartbeats do not end connections of a busy machine.
  before(async () => {
    port = await target.port('default');
  });

  test('a close packet ends a polling session and releases its poll', async () => {
    for (let attempts = 5; ; attempts--) {
      const sid = await openPolling();
      const [poll, posted] = await Promise.all([get(sid), sleep(50).then(() => post(sid, '1'))]);
      // Each has a connection of its own, so on a busy machine the poll may come last.
      if (poll.status === 400 && attempts > 1) continue;
      assert.equal(poll.status, 200);
      assert.equal(poll.body.toString(), '6');
      assert.equal(posted.status, 200);
      assert.equal((await get(sid)).status, 400);
      return;
    }
  });

  test('closing the WebSocket ends the session', async () => {
    const ws = await openWebSocket();
    const sid = JSON.parse((await text(ws)).slice(1)).sid;
    ws.close(1000);
    await ended(ws);
    // The client may see the end first.
    const deadline = Date.now() + PATIENCE_MS;
    let answer;
    do answer = (await get(sid)).body.toString();
    while (answer === '{"code":3,"message":"Bad request"}' && Date.now() < deadline);
    assert.equal(answer, '{"code":1,"message":"Session ID unknown"}');
  });

  test('the upgrade', async () => {
    const sid = await openPolling();
    const ws = await openWebSocket(`EIO=4&transport=websocket&sid=${sid}`);
    ws.text('2probe');
    assert.equal(await text(ws), '3probe');
    ws.text('5');
    ws.text('40');
    assert.match(await packet(ws), /^40\{"sid":"[\w-]{20}"\}$/);
    ws.destroy();
  });

  test('after the upgrade the session has left polling', async () => {
    const sid = await openPolling();
    const ws = await openWebSocket(`EIO=4&transport=websocket&sid=${sid}`);
    ws.text('2probe');
    await text(ws);
    ws.text('5');
    ws.text('40');
    assert.match(await packet(ws), /^40/);
    assert.equal((await get(sid)).status, 400);
    ws.text('42["echo",1]');
    assert.equal(await packet(ws), '42["echo",1]');
    ws.destroy();
  });

  test('a second WebSocket of a session is closed and the first unharmed', async () => {
    const sid = await openPolling();
    const ws = await openWebSocket(`EIO=4&transport=websocket&sid=${sid}`);
    ws.text('2probe');
    await text(ws);
    ws.text('5');
    await sleep(20);
    await ended(await openWebSocket(`EIO=4&transport=websocket&sid=${sid}`));
    ws.text('40');
    assert.match(await packet(ws), /^40/);
    ws.destroy();
  });
});

describe('Socket.IO', () => {
  // Its heartbeats do not end connections of a busy machine.
  before(async () => {
    port = await target.port('default');
  });

  async function joined(namespace = '', auth = '') {
    const ws = await openWebSocket();
    await text(ws);
    ws.text(`40${namespace ? `${namespace},` : ''}${auth}`);
    return [ws, await packet(ws)];
  }

  test('CONNECT is answered with exactly a sid', async () => {
    const [ws, answer] = await joined();
    assert.deepEqual(Object.keys(JSON.parse(answer.slice(2))), ['sid']);
    ws.destroy();
  });

  test('CONNECT to a namespace, with auth', async () => {
    const [ws, answer] = await joined('/custom', '{"token":"x"}');
    assert.match(answer, /^40\/custom,\{"sid":"[\w-]{20}"\}$/);
    assert.equal(await packet(ws), '42/custom,["auth",{"token":"x"}]');
    ws.destroy();
  });

  test('CONNECT to an unknown namespace', async () => {
    const [ws, answer] = await joined('/unknown');
    assert.equal(answer, '44/unknown,{"message":"Invalid namespace"}');
    ws.destroy();
  });

  test('DISCONNECT leaves the connection open', async () => {
    const [ws] = await joined();
    ws.text('41');
    ws.text('40/custom,');
    assert.match(await packet(ws), /^40\/custom,/);
    ws.destroy();
  });

  test('events, acknowledgements and binary', async () => {
    const [ws] = await joined();
    ws.text('42["echo",1,"2",{"3":[true]}]');
    assert.equal(await packet(ws), '42["echo",1,"2",{"3":[true]}]');
    ws.text('42456["message-with-ack",1]');
    assert.equal(await packet(ws), '43456[1]');
    ws.text('452-789["message-with-ack",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]');
    ws.binary([1, 2, 3]);
    ws.binary([4]);
    assert.equal(await packet(ws), '462-789[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]');
    assert.deepEqual([...(await ws.next()).payload], [1, 2, 3]);
    assert.deepEqual([...(await ws.next()).payload], [4]);
    ws.destroy();
  });

  for (const invalid of ['4x', '42{}', '42["connect"]', '49', '40', '42/custom,["echo"]', '451-["x"']) {
    test(`the server closes on ${invalid}`, async () => {
      const [ws] = await joined();
      ws.text(invalid);
      await ended(ws);
    });
  }
});
