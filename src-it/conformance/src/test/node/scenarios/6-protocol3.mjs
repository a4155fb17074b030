// Protocol 3 (Engine.IO 3, clients of Socket.IO 2), and JSONP in both revisions.
import { scenario } from '../script.mjs';

const BYTES = 'application/octet-stream';
const PLACEHOLDER = '{"_placeholder":true,"num":0}';

/** A polling session of this revision, on requests that are recorded. */
class Old {
  constructor(t, query, sid) {
    this.t = t;
    this.sid = sid;
    this.query = `${query}&sid=${sid}`;
  }

  static async open(t, query = 'EIO=3&transport=polling') {
    const request = t.send('GET', t.path(query));
    const { body } = await request.response;
    const [, sid] = /\\?"sid\\?":\\?"([^"\\]*)/.exec(body?.toString() ?? '') ?? [];
    if (sid) t.learn(sid);
    await t.answer(`open ${query}`, request);
    if (!sid) throw new Error('no session was opened');
    return new Old(t, query, sid);
  }

  /** Opens a session and takes the answer to the CONNECT that it stands for. */
  static async joined(t, query) {
    const s = await Old.open(t, query);
    await s.get('CONNECT');
    return s;
  }

  poll() {
    return this.t.send('GET', this.t.path(this.query));
  }

  get(label = 'GET') {
    return this.t.answer(label, this.poll());
  }

  post(body, { type, label = `POST ${type ?? ''} ${this.t.normalise(String(body)).slice(0, 60)}` } = {}) {
    const headers = type ? [['Content-Type', type]] : [];
    return this.t.answer(label, this.t.send('POST', this.t.path(this.query), { body, headers }));
  }

  /** Whether the session is still there, and what it has to send. */
  async alive() {
    await this.post('1:2', { label: 'ping' });
    await this.get('what there is');
  }

  upgrade() {
    return this.t.upgrade(`EIO=3&transport=websocket&sid=${this.sid}`, { label: 'candidate' });
  }
}

const openWebSocket = async (t, query = '') => {
  const ws = await t.upgrade(`EIO=3&transport=websocket${query}`, { label: `open WebSocket${query}` });
  await ws.frame('open packet');
  await ws.frame('CONNECT');
  return ws;
};

const bytes = (...values) => Buffer.from(values);

/** A binary payload: text packets as strings, binary messages as bytes. */
function binaryPayload(...packets) {
  return Buffer.concat(packets.flatMap(packet => {
    const isText = typeof packet === 'string';
    const content = isText ? Buffer.from(packet) : Buffer.concat([bytes(4), packet]);
    return [bytes(isText ? 0 : 1, ...String(content.length).split('').map(Number), 255), content];
  }));
}

const binaryEvent = name => `451-["${name}",${PLACEHOLDER}]`;

// ---- Polling

scenario('1.18 protocol 3: handshake, implicit CONNECT and an echo over polling', 'eio3', async t => {
  const s = await Old.joined(t);
  await s.post('12:42["echo",1]');
  await s.get();
  await t.log(1);
});

for (const query of ['transport=polling', 'EIO=&transport=polling', 'EIO=5&transport=polling', 'EIO=04&transport=polling']) {
  scenario(`1.18 protocol 3 is what is not protocol 4: ${query}`, 'eio3', async t => {
    await Old.joined(t, query);
  });
}

scenario('1.18 protocol 3: lengths are UTF-16 units', 'eio3', async t => {
  const s = await Old.joined(t);
  const event = '42["echo","é€😀"]';
  await s.post(`${event.length}:${event}`);
  await s.get();
});

scenario('1.18 protocol 3: several packets in a payload', 'eio3', async t => {
  const s = await Old.joined(t);
  const event = n => `42["echo",${n}]`;
  await s.post([1, 22, 333].map(event).map(e => `${e.length}:${e}`).join(''));
  await t.pause(100);
  await s.get();
});

scenario('1.18 protocol 3: a payload with a binary event is binary', 'eio3', async t => {
  const s = await Old.joined(t);
  await s.post(binaryPayload(binaryEvent('echo'), bytes(1, 2, 3)), { type: BYTES });
  await t.pause(100);
  await s.get();
});

scenario('1.18 protocol 3: binary payloads carry UTF-8', 'eio3', async t => {
  const s = await Old.joined(t);
  await s.post(binaryPayload('42["echo","é€😀"]', binaryEvent('echo'), bytes(...Array(130).keys())), { type: BYTES });
  await t.pause(100);
  await s.get();
});

scenario('1.18 protocol 3: an acknowledgement with bytes', 'eio3', async t => {
  const s = await Old.joined(t);
  await s.post('17:427["binary-ack"]');
  await t.pause(100);
  await s.get();
});

scenario('1.18 protocol 3: b64 keeps payloads text', 'eio3', async t => {
  const s = await Old.joined(t, 'EIO=3&transport=polling&b64=1');
  const event = binaryEvent('echo');
  await s.post(`${event.length}:${event}10:b4AQIDBA==`);
  await t.pause(100);
  await s.get();
  await s.post(`${event.length}:${event}`);
  await s.post('6:b4/w==');
  await t.pause(100);
  await s.get();
});

scenario('1.18 protocol 3: the client pings', 'eio3', async t => {
  const s = await Old.joined(t);
  await s.post('1:2');
  await s.get();
  await s.post('6:2probe');
  await s.get();
  await s.post('1:21:2');
  await s.get();
  await s.post('3:0{}1:51:60:');
  await s.post('1:2');
  await s.get();
});

scenario('1.18 protocol 3: a pong of the client ends the session', 'eio3', async t => {
  const s = await Old.joined(t);
  await s.post('1:3');
  await s.get('GET after the close');
  await t.log(3);
});

const MALFORMED = { 'too short': '5:42', 'no digits': ':2', 'no colon': 'x', 'only a length': '12', 'a length that is no number': 'a:2', 'trailing garbage': '1:2x', 'an unknown type': '1:9', 'an unknown type behind a good packet': '1:21:x', 'nothing': '', 'a negative length': '-1:2', 'bytes instead of units': '15:42["echo","é"]' };
for (const [name, payload] of Object.entries(MALFORMED)) {
  scenario(`1.18 protocol 3: a malformed payload ends the session: ${name}`, 'eio3', async t => {
    const s = await Old.joined(t);
    await s.post(payload);
    await s.get('GET after the close');
    await t.log(3);
  });
}

const BROKEN = {
  'of an unknown kind': bytes(2, 1, 255, 0x32),
  'without a length': bytes(0, 255, 0x32),
  'without the end of its length': bytes(0, 1, 0x32),
  'that ends within a text': bytes(0, 9, 255, 0x34, 0x32),
  'with digits above 9': bytes(0, 0x31, 255, 0x32),
  'with a text of an unknown type': bytes(0, 1, 255, 0x39),
  'with an empty text': bytes(0, 0, 255),
  'with garbage behind a good packet': bytes(0, 1, 255, 0x32, 7),
  'that is a text payload': Buffer.from('1:2'),
  'of nothing': Buffer.alloc(0),
};
for (const [name, payload] of Object.entries(BROKEN)) {
  scenario(`1.18 protocol 3: a binary payload ${name}`, 'eio3', async t => {
    const s = await Old.joined(t);
    await s.post(payload, { type: BYTES, label: 'POST' });
    await s.alive();
  });
}

/** Payloads that the reference takes, because it reads numbers as JavaScript does. */
const TAKEN = { 'a power': '1e0:2', 'a space before the length': ' 1:2', 'a plus sign': '+1:2', 'a leading zero': '01:2', 'a hexadecimal length': '0x1:2', 'a fraction of nothing': '1.0:2' };
for (const [name, payload] of Object.entries(TAKEN)) {
  scenario(`1.18 protocol 3: a length as JavaScript reads it: ${name}`, 'eio3', async t => {
    const s = await Old.joined(t);
    await s.post(payload, { label: 'POST' });
    await s.alive();
  });
}

scenario('1.18 protocol 3: a binary packet that is shorter than its length', 'eio3', async t => {
  const s = await Old.joined(t);
  const event = binaryEvent('echo');
  await s.post(Buffer.concat([binaryPayload(event), bytes(1, 9, 255, 4, 1, 2)]), { type: BYTES, label: 'POST' });
  await s.alive();
});

scenario('1.18 protocol 3: an empty list of packets', 'eio3', async t => {
  const s = await Old.joined(t);
  await s.post('0:');
  await s.alive();
});

scenario('1.18 protocol 3: base64 of another type than a message', 'eio3', async t => {
  const s = await Old.joined(t, 'EIO=3&transport=polling&b64=1');
  await s.post('6:b9AQID');
  await s.alive();
});

scenario('1.18 protocol 3: a binary payload with an endless length ends the session', 'eio3', async t => {
  const s = await Old.joined(t);
  await s.post(Buffer.concat([bytes(0), Buffer.alloc(400, 9), bytes(255, 0x32)]), { type: BYTES, label: 'POST' });
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.18 protocol 3: a payload may be as large as any other', 'eio3-small', async t => {
  const s = await Old.joined(t);
  const event = `42["echo","${'x'.repeat(985)}"]`;
  await s.post(`${event.length}:${event}`.slice(0, 1000), { label: 'POST that fits and ends too early' });
  const other = await Old.joined(t);
  await other.post('1:2'.repeat(334), { label: 'POST of 1002 bytes' });
  await other.post('1:2');
  await other.get();
});

scenario('1.18 protocol 3: the client closes', 'eio3', async t => {
  const s = await Old.joined(t);
  const poll = s.poll();
  await t.pause(100);
  await s.post('1:1');
  await t.answer('poll', poll);
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.18 protocol 3: the server closes', 'eio3', async t => {
  const s = await Old.joined(t);
  await s.post('19:42["bye-and-close"]');
  await t.pause(100);
  await s.get('bye');
  await s.get('close');
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.18 protocol 3: requests of another revision', 'eio3', async t => {
  const s = await Old.joined(t);
  await t.request('GET', t.path(`EIO=4&transport=polling&sid=${s.sid}`), { label: 'GET of revision 4' });
  await t.upgrade(`EIO=4&transport=websocket&sid=${s.sid}`, { label: 'upgrade of revision 4' });
  await t.request('POST', t.path(`transport=polling&sid=${s.sid}`), { body: '1:2', label: 'POST without EIO' });
  await s.get();
  const four = await t.open();
  await t.request('GET', t.path(`EIO=3&transport=polling&sid=${four.sid}`), { label: 'GET of revision 3' });
  await four.join();
  await t.log(5);
});

scenario('1.18 protocol 3: protocol 4 is as before beside it', 'eio3', async t => {
  const s = await t.open();
  await s.post('40/custom,{"a":1}');
  await s.packets(2, 'CONNECT and auth');
  await s.post('40/admin,{}');
  await s.packets(1, 'refused');
});

scenario('1.18 protocol 3: silence ends a session', 'eio3-heartbeat', async t => {
  const s = await Old.joined(t);
  const poll = s.poll();
  await t.answer('poll', poll);
  await s.get('GET after the close');
  await t.log(3);
});

// ---- WebSocket

scenario('1.18 protocol 3: WebSocket', 'eio3', async t => {
  const ws = await openWebSocket(t);
  ws.text('2');
  await ws.frame('pong');
  ws.text('2probe');
  await ws.frame('pong without data');
  ws.text('42["echo","é€😀"]');
  await ws.frame();
  ws.text(binaryEvent('echo'));
  ws.binary(bytes(4, 9, 8));
  await ws.frames(2);
  ws.text('429["binary-ack"]');
  await ws.frames(3);
});

scenario('1.18 protocol 3: a WebSocket with b64', 'eio3', async t => {
  const ws = await openWebSocket(t, '&b64=1');
  ws.text(binaryEvent('echo'));
  ws.text('b4AQID');
  await ws.frames(2);
});

scenario('1.18 protocol 3: a binary frame without a known type', 'eio3', async t => {
  const ws = await openWebSocket(t);
  ws.binary(bytes(9, 1));
  ws.text('42["echo","alive"]');
  await ws.frame('what follows');
});

scenario('1.18 protocol 3: an empty binary frame', 'eio3', async t => {
  const ws = await openWebSocket(t);
  ws.binary(bytes());
  ws.text('42["echo","alive"]');
  await ws.frame('what follows');
});

scenario('1.18 protocol 3: binary control frames', 'eio3', async t => {
  const ws = await openWebSocket(t);
  ws.binary(bytes(2));
  await ws.frame('pong');
  ws.binary(bytes(6));
  ws.binary(bytes(3));
  await ws.closed();
  await t.log(3);
});

for (const frame of ['9', '', '3', '40', '42/nowhere,["echo"]', '4']) {
  scenario(`1.18 protocol 3: a WebSocket ends after '${frame}'`, 'eio3', async t => {
    const ws = await openWebSocket(t);
    ws.text(frame);
    await ws.closed();
  });
}

scenario('1.18 protocol 3: silence ends a WebSocket', 'eio3-heartbeat', async t => {
  const ws = await openWebSocket(t);
  for (let i = 0; i < 3; i++) {
    await t.pause(300);
    ws.text('2');
    await ws.frame('pong');
  }
  await ws.closed();
  await t.log(3);
});

// ---- Upgrade

scenario('1.18 protocol 3: upgrade', 'eio3', async t => {
  const s = await Old.joined(t);
  const poll = s.poll();
  const ws = await s.upgrade();
  ws.text('2probe');
  await ws.frame('probe answer');
  await t.answer('poll', poll);
  ws.text('5');
  ws.text('2');
  await ws.frame('pong');
  ws.text(binaryEvent('echo'));
  ws.binary(bytes(4, 1, 2));
  await ws.frames(2);
  await s.get('GET after the upgrade');
  ws.text('3');
  await ws.closed();
});

scenario('1.18 protocol 3: silence after an upgrade', 'eio3-heartbeat', async t => {
  const s = await Old.joined(t);
  const ws = await s.upgrade();
  ws.text('2probe');
  await ws.frame('probe answer');
  ws.text('5');
  await ws.silent(5000);
});

// ---- Namespaces

scenario('2.9 protocol 3: namespaces with a query', 'eio3', async t => {
  const ws = await openWebSocket(t);
  ws.text('40/custom?token=1&a=b%20c+d&a=x&__proto__=y,');
  await ws.frames(2, 'CONNECT and auth');
  ws.text('42/custom,["echo",1]');
  await ws.frame();
  ws.text('42/custom?token=2,["echo",2]');
  await ws.frame();
  ws.text('42/custom,0["handshake"]');
  await ws.frame('handshake');
  ws.text('41/custom?x=1,');
  await t.pause(100);
  ws.text('40/custom?,');
  await ws.frames(2, 'CONNECT again');
});

scenario('2.9 protocol 3: auth is empty where there is no query', 'eio3', async t => {
  const ws = await openWebSocket(t, '&token=1');
  ws.text('420["handshake"]');
  await ws.frame();
  ws.text('40/custom,{"token":"1"}');
  await ws.frames(2, 'CONNECT and auth');
  ws.text('41/custom,');
  await t.pause(100);
  ws.text('40/custom');
  await ws.frames(2, 'CONNECT without a comma');
});

scenario('2.9 protocol 3: ids of sockets', 'eio3', async t => {
  const ws = await openWebSocket(t);
  ws.text(`420["join","room ${t.tag}"]`);
  await ws.frame('joined');
  ws.text(`421["fetch","room ${t.tag}"]`);
  await ws.frame('id in /');
  ws.text('40/other,');
  await ws.frame('CONNECT');
  ws.text(`42/other,0["join","room ${t.tag}"]`);
  await ws.frame('joined');
  ws.text(`42/other,1["fetch","room ${t.tag}"]`);
  await ws.frame('id in /other');
});

scenario('2.9 protocol 3: refusals', 'eio3', async t => {
  const ws = await openWebSocket(t);
  for (const packet of ['40/none,', '40/none?a=1,', '40/admin,', '40/admin?plain=1,', '40/admin?token=123,']) {
    ws.text(packet);
    await ws.frame(packet);
  }
});

for (const refuse of ['plain', 'data']) {
  scenario(`2.9 protocol 3: the middleware of / refuses: ${refuse}`, 'eio3-refusing', async t => {
    const s = await Old.open(t, `EIO=3&transport=polling&refuse=${refuse}`);
    await s.get('refused');
    await s.post('9:40/other,');
    await s.get('CONNECT of another namespace');
    await s.post('12:42["echo",1]');
    await s.get('GET after the close');
  });
}

scenario('2.9 protocol 3: namespaces are as they were sent', 'eio3', async t => {
  const ws = await openWebSocket(t);
  ws.text('40/other/../custom,');
  await ws.frame('a path with dots');
});

scenario('2.9 protocol 3: with recovery there is no private id', 'recovery-eio3', async t => {
  t.hideOffsets = true;
  const ws = await openWebSocket(t);
  ws.text('42["echo",1]');
  await ws.frame('an event with an offset');
  ws.text('40/custom?pid=x&offset=y,');
  await ws.frames(2, 'CONNECT and auth');
  ws.text('42/custom,1["recovered"]');
  await ws.frame('recovered');
});

scenario('2.9 protocol 3: the client leaves /', 'eio3', async t => {
  const ws = await openWebSocket(t);
  ws.text('40/other,');
  await ws.frame('CONNECT');
  ws.text('41');
  ws.text('42/other,["echo","still here"]');
  await ws.frame();
  ws.text('42["echo"]');
  await ws.closed();
});

scenario('2.9 protocol 3: the server disconnects', 'eio3', async t => {
  const ws = await openWebSocket(t);
  ws.text('42["leave-me"]');
  await ws.frame('DISCONNECT');
  ws.text('2');
  await ws.frame('pong');
});

// ---- JSONP

for (const revision of ['EIO=3', 'EIO=4']) {
  const old = revision === 'EIO=3';
  const framed = packet => (old ? `${packet.length}:${packet}` : packet);
  const form = packet => `d=${encodeURIComponent(framed(packet))}`;
  const join = async (s, t) => {
    if (!old) await s.post(form('40'));
    const { body } = await s.poll().response;
    const [, id] = /\\"sid\\":\\"([^\\]*)/.exec(body.toString()) ?? [];
    if (id) t.learn(id);
    t.note('CONNECT', t.normalise(body.toString()));
  };

  scenario(`1.18 JSONP with ${revision}`, 'eio3', async t => {
    // Clients of protocol 3 ask for base64 together with JSONP.
    const s = await Old.open(t, `${revision}&transport=polling&j=7${old ? '&b64=1' : ''}`);
    await join(s, t);
    await s.post(form('42["echo","é€ \\u2028\\u2029\\"+&=%"]'));
    await s.get();
    await s.post(`x=1&${form('42["echo",1]')}`);
    await s.get();
    await s.post(form(binaryEvent('echo')));
    await s.post(form(old ? 'b4AQID' : 'bAQID'));
    await t.pause(100);
    await s.get();
  });

  scenario(`1.18 JSONP with ${revision}: the number is that of the first request`, 'eio3', async t => {
    const s = await Old.open(t, `${revision}&transport=polling&j=1%5D(alert(2))%2F%2F3`);
    await join(s, t);
    s.query = s.query.replace(/&j=[^&]*/, '&j=9');
    await s.post(form('42["echo",1]'));
    await s.get();
    await Old.open(t, `${revision}&transport=polling&j=`);
    await Old.open(t, `${revision}&transport=polling&j=abc`);
  });

  scenario(`1.18 JSONP with ${revision}: a form without a payload is ignored`, 'eio3', async t => {
    const s = await Old.open(t, `${revision}&transport=polling&j=0`);
    await join(s, t);
    await s.post('');
    await s.post('no form');
    await s.post('e=1');
    await s.post('d=1&d=2');
    await s.post(form('42["echo",1]'));
    await s.get();
  });

  scenario(`1.18 JSONP with ${revision}: a malformed payload ends the session`, 'eio3', async t => {
    const s = await Old.open(t, `${revision}&transport=polling&j=0`);
    await join(s, t);
    await s.post('d=9:x');
    await s.get('GET after the close');
  });

  scenario(`1.18 JSONP with ${revision}: line feeds`, 'eio3', async t => {
    const s = await Old.open(t, `${revision}&transport=polling&j=0`);
    await join(s, t);
    const event = '42["echo",\n"a\\\\nb"]';
    await s.post(`d=${encodeURIComponent(framed(event).replaceAll('\\n', '\\\\n').replaceAll('\n', '\\n'))}`);
    await s.get();
  });

  scenario(`1.18 JSONP with ${revision}: both sides close`, 'eio3', async t => {
    const s = await Old.open(t, `${revision}&transport=polling&j=0`);
    await join(s, t);
    await s.post(form('42["bye-and-close"]'));
    await t.pause(100);
    await s.get('bye');
    await s.get('close');
    await s.get('GET after the close');
    const other = await Old.open(t, `${revision}&transport=polling&j=1`);
    await join(other, t);
    const poll = other.poll();
    await t.pause(50);
    await other.post(form('1'));
    await t.answer('poll', poll);
  });

  scenario(`1.18 JSONP with ${revision}: refusals are JSON`, 'eio3', async t => {
    await t.request('GET', t.path(`${revision}&transport=polling&j=0&sid=unknown`), { label: 'unknown sid' });
    await t.request('GET', t.path(`${revision}&transport=websocket&j=0`), { label: 'websocket' });
  });

  scenario(`1.18 JSONP with ${revision}: forms that are not well-formed`, 'eio3', async t => {
    const s = await Old.open(t, `${revision}&transport=polling&j=0`);
    await join(s, t);
    for (const body of ['d', '=', '&&', 'd[]=1', 'D=1', '%64']) await s.post(body);
    await s.post(form('42["echo","%zz + %"]').replace('%25zz', '%zz').replace('%2B', '+'));
    await s.get();
  });

  scenario(`1.18 JSONP with ${revision}: large responses are compressed`, 'eio3', async t => {
    const s = await Old.open(t, `${revision}&transport=polling&j=0`);
    await join(s, t);
    await s.post(form(`42["echo","${'abc'.repeat(500)}"]`), { label: 'POST' });
    await t.request('GET', t.path(s.query), { headers: [['Accept-Encoding', 'gzip']], label: 'GET' });
  });

  scenario(`1.18 JSONP with ${revision}: upgrade`, 'eio3', async t => {
    const s = await Old.open(t, `${revision}&transport=polling&j=0`);
    await join(s, t);
    const ws = await t.upgrade(`${revision}&transport=websocket&sid=${s.sid}`, { label: 'candidate' });
    ws.text('2probe');
    await ws.frame('probe answer');
    ws.text('5');
    ws.text('42["echo",1]');
    await ws.frame();
  });

  scenario(`1.18 JSONP with ${revision}: tags in a payload`, 'eio3', async t => {
    const s = await Old.open(t, `${revision}&transport=polling&j=0`);
    await join(s, t);
    await s.post(form('42["echo","</script><script>"]'));
    await s.get();
  });
}

scenario('1.18 JSONP with EIO=3: bytes for a client that has not asked for base64', 'eio3', async t => {
  const s = await Old.open(t, 'EIO=3&transport=polling&j=0');
  await s.get('CONNECT');
  await s.post('d=17:420["binary-ack"]');
  await t.pause(100);
  await s.get();
});

scenario('1.18 JSONP with EIO=4 takes no bytes', 'default', async t => {
  const s = await Old.open(t, 'EIO=4&transport=polling&j=0');
  await s.post('d=40', { type: BYTES });
  await s.get('GET after the close');
});
