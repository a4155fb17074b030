// Reference 3.8: connection state recovery. The servers are shared, so events go to rooms with the scenario's tag in their names.
import { both } from './both.mjs';

const OFFSET = /"([^"]*)"\]$/;
const CONNECTED = /^40(?:\/[^,]*,)?(\{.*\})$/;

const prefixOf = namespace => (namespace === '/' ? '' : `${namespace},`);

/** Joins the namespace and receives an event, and with it an offset. */
async function session(t, c, namespace = '/', auth = '') {
  t.hideOffsets = true;
  t.hideAckIds = true;
  const prefix = prefixOf(namespace);
  await c.send(`40${prefix}${auth}`);
  const [connected] = await c.take(1, 'CONNECT');
  await c.send(`42${prefix}["echo","first"]`);
  const [echo] = await c.take(1, 'an event with an offset');
  const { sid, pid } = JSON.parse(CONNECTED.exec(connected)[1]);
  return { sid, pid, offset: OFFSET.exec(echo)[1], namespace, prefix };
}

/** Joins the room of the scenario. */
async function join(t, c, { prefix }) {
  await c.send(`42${prefix}1["join",["${t.tag}"]]`);
  await c.take(1, 'joined');
}

/** A client that emits to others. */
async function emitter(c) {
  const other = await c.another();
  await other.send('40');
  await other.take(1, 'CONNECT of the emitter');
  return other;
}

/** Sends through the emitter, and waits until it has been done. */
async function emits(other, ...packets) {
  for (const packet of packets) await (Array.isArray(packet) ? other.send(...packet) : other.send(packet));
  await other.send('42["echo","done"]');
  await other.take(1, 'emitted');
}

/** Cuts the connection, and waits until the server has noticed: it notes what happens to each client. */
async function cut(t, c, count) {
  await c.cut();
  await t.log(count);
}

/** Another connection that asks for the session. */
async function back(c, { pid, offset, prefix }, extra = {}) {
  const again = await c.another();
  await again.send(`40${prefix}${JSON.stringify({ pid, offset, ...extra })}`);
  return again;
}

/** Whether the socket is a recovered one, and what it has. */
async function facts(c, { prefix }) {
  await c.send(`42${prefix}1["recovered"]`);
  await c.take(1, 'recovered');
  await c.send(`42${prefix}2["rooms"]`);
  await c.take(1, 'rooms');
  await c.send(`42${prefix}3["data"]`);
  await c.take(1, 'data');
}

both('3.8 CONNECT tells a private id, and events have offsets', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await join(t, c, mine);
  await c.send(`42["in","${t.tag}","to the room",{"a":[null]}]`, `451-["in","${t.tag}","bytes",{"_placeholder":true,"num":0}]`, [1, 2]);
  await c.take(3);
  await c.send('421["values"]', '42["ask","an event with an acknowledgement"]');
  await c.take(2, 'no offsets');
  await facts(c, mine);
});

both('3.8 missed events come in order, and CONNECT behind them', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await join(t, c, mine);
  const other = await emitter(c);
  await cut(t, c, 4);
  await emits(
    other,
    `42["to",["${t.tag}"],"one",1]`,
    [`451-["to",["${t.tag}"],"bytes",{"_placeholder":true,"num":0}]`, [1, 2, 3]],
    `42["to",["not ${t.tag}"],"for others"]`,
    `42["in-except","${t.tag}","${mine.sid}","not for this one"]`,
    `42["private","${mine.sid}","two",{"deep":["текст"]}]`,
    `42["to-both","${t.tag}","${mine.sid}","three"]`,
  );
  const again = await back(c, mine);
  await again.take(6, 'four events, one attachment, CONNECT');
  await facts(again, mine);
  await emits(other, `42["to",["${t.tag}"],"live"]`);
  await again.take(1, 'a later event');
});

both('3.8 an event with acknowledgement is not kept', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await join(t, c, mine);
  const other = await emitter(c);
  await cut(t, c, 4);
  await other.send(`421["ask-all","${t.tag}",100,"asked"]`);
  await other.take(1, 'nobody answers');
  await emits(other, `42["to",["${t.tag}"],"kept"]`);
  await (await back(c, mine)).take(2, 'one event, CONNECT');
});

both('3.8 a volatile event is not kept, and has no offset', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await join(t, c, mine);
  const other = await emitter(c);
  if (c.ws) {
    await emits(other, `42["volatile-to","${t.tag}","volatile"]`);
    await c.take(1, 'no offset');
  }
  await cut(t, c, 4);
  await emits(other, `42["volatile-to","${t.tag}","volatile"]`, `42["to",["${t.tag}"],"kept"]`);
  await (await back(c, mine)).take(2, 'one event, CONNECT');
});

both('3.8 a session belongs to its namespace', 'recovery', async (t, c) => {
  const mine = await session(t, c, '/other');
  await cut(t, c, 3);
  const again = await back(c, { ...mine, prefix: '' });
  await again.take(1, 'CONNECT');
  await facts(again, { prefix: '' });
});

both('3.8 an offset belongs to its namespace', 'recovery', async (t, c) => {
  const other = await session(t, await c.another(), '/other');
  const mine = await session(t, c);
  await t.log(2);
  await c.cut();
  await t.log(4);
  const again = await back(c, { ...mine, offset: other.offset });
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 after a parse error there is a new socket', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  if (c.ws) c.ws.text('abc');
  else await c.session.post('abc');
  await t.log(3);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 after a packet that cannot be decoded the socket recovers', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await c.send('49');
  await c.ended();
  await t.log(4);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 events that except the socket are not missed', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await join(t, c, mine);
  const other = await emitter(c);
  await cut(t, c, 4);
  await emits(
    other,
    `42["in","${mine.sid}","to the socket"]`,
    `42["in-except","${t.tag}","elsewhere","for the room"]`,
  );
  await (await back(c, mine)).take(3, 'two events, CONNECT');
});

both('3.8 what middleware emits has no offset', 'recovery', async (t, c) => {
  await c.send('40/early,');
  await c.take(1, 'the first packet');
});

both('3.8 a recovered socket is cut and recovers again', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await join(t, c, mine);
  const other = await emitter(c);
  let count = 4;
  let from = c;
  for (const event of ['one', 'two', 'three']) {
    await cut(t, from, count);
    count += 3;
    await emits(other, `42["to",["${t.tag}"],"${event}"]`);
    from = await back(c, mine);
    const [missed] = await from.take(2, 'one event, CONNECT');
    mine.offset = OFFSET.exec(missed)[1];
  }
  await facts(from, mine);
});

both('3.8 the handshake of a recovered socket is the new one', 'recovery', async (t, c) => {
  const mine = await session(t, c, '/', '{"first":1}');
  await cut(t, c, 3);
  const again = await back(c, mine, { second: 2 });
  await again.take(1, 'CONNECT');
  await again.send('421["auth-keys"]');
  await again.take(1, 'what auth has');
});

for (const [what, auth] of Object.entries({
  'an unknown private id': ({ offset }) => ({ pid: 'unknown', offset }),
  'an unknown offset': ({ pid }) => ({ pid, offset: 'unknown' }),
  'no offset': ({ pid }) => ({ pid }),
  'a null offset': ({ pid }) => ({ pid, offset: null }),
  'an offset that is a number': ({ pid }) => ({ pid, offset: 1 }),
  'a private id that is an array': ({ pid, offset }) => ({ pid: [pid], offset }),
  'empty texts': () => ({ pid: '', offset: '' }),
  'the socket id': ({ sid, offset }) => ({ pid: sid, offset }),
  'the key of a prototype': ({ offset }) => ({ pid: '__proto__', offset }),
})) {
  both(`3.8 ${what} gives a new socket`, 'recovery', async (t, c) => {
    const mine = await session(t, c);
    await join(t, c, mine);
    await cut(t, c, 3);
    const again = await c.another();
    await again.send(`40${JSON.stringify(auth(mine))}`);
    await again.take(1, 'CONNECT');
    await facts(again, mine);
  });
}

both('3.8 the private id of a connected socket gives a new one', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 a session restores once', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await cut(t, c, 3);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
  const copy = await back(c, mine);
  await copy.take(1, 'CONNECT of the copy');
  await copy.send('421["recovered"]');
  await copy.take(1, 'recovered, the copy');
});

both('3.8 who leaves the namespace does not recover', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await c.send('41');
  await t.log(3);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 whom the server disconnects does not recover', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await c.send('42["leave-me"]');
  await c.take(1, 'DISCONNECT');
  await t.log(3);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 whose connection the server closes recovers', 'recovery', async (t, c) => {
  const mine = await session(t, c);
  await c.send('42["close-connection"]');
  // Over polling the close waits for the next poll, and the session for it.
  await t.log(c.ws ? 3 : 1);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 after the time is over there is a new socket', 'recovery-short', async (t, c) => {
  const mine = await session(t, c);
  await cut(t, c, 3);
  await t.pause(500);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 rooms and data of the middleware are there again', 'recovery', async (t, c) => {
  const mine = await session(t, c, '/checked');
  await cut(t, c, 3);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 a recovered socket passes middleware unasked', 'recovery', async (t, c) => {
  const mine = await session(t, c, '/admin', '{"token":"123"}');
  await cut(t, c, 3);
  const again = await back(c, mine);
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});

both('3.8 a recovered socket does not pass middleware that is not skipped', 'recovery-asking', async (t, c) => {
  const mine = await session(t, c, '/admin', '{"token":"123"}');
  await cut(t, c, 3);
  const refused = await back(c, mine);
  await refused.take(1, 'refused');
});

both('3.8 a recovered socket passes middleware that is not skipped', 'recovery-asking', async (t, c) => {
  const mine = await session(t, c, '/admin', '{"token":"123"}');
  await cut(t, c, 3);
  const again = await back(c, mine, { token: '123' });
  await again.take(1, 'CONNECT');
  await facts(again, mine);
});
