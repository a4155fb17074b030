// Reference 1.7 to 1.14: packets, polling, WebSocket, upgrade, heartbeat, the ends of a session.
import { scenario } from '../script.mjs';

const POLLING = 'EIO=4&transport=polling';
const WEBSOCKET = 'EIO=4&transport=websocket';
const PLACEHOLDER = '{"_placeholder":true,"num":0}';

// First of all, because it takes half a minute.
scenario('1.10 a close that no poll comes for is given up after 30 s', 'default', async t => {
  const s = await (await t.open()).join();
  const begin = Date.now();
  await s.post('42["close-connection"]');
  await t.log(1);
  await t.pause(28_000);
  await t.log(3);
  // Taken from the clock: on a busy machine a second look after 29 s may come too late.
  t.note('after 29 s or more', Date.now() - begin >= 29_000);
  await s.get('GET after the close');
});

// 1.7 Packets and payloads

scenario('1.7 several packets in one payload, both ways', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["echo",1]\x1e42["echo",2]\x1e42["echo","три"]');
  await s.packets(3);
});

scenario('1.7 binary over polling is base64', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post(`451-["echo",${PLACEHOLDER}]\x1ebAQIDBA==`);
  await s.packets(2);
});

scenario('1.7 an empty attachment', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post(`451-["echo",${PLACEHOLDER}]\x1eb`);
  await s.packets(2);
});

for (const [name, text] of Object.entries({ 'url-safe alphabet': '-_8', 'no padding': 'AQIDBA', 'white space': 'AQ ID\r\nBA==', 'junk': 'A*Q!I?DBA==' })) {
  scenario(`1.7 base64 is read leniently: ${name}`, 'default', async t => {
    const s = await (await t.open()).join();
    await s.post(`451-["echo",${PLACEHOLDER}]\x1eb${text}`);
    await s.packets(2);
  });
}

scenario('1.7 binary over WebSocket is a raw binary frame', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text(`452-["echo",${PLACEHOLDER},{"a":[{"_placeholder":true,"num":1}]}]`);
  ws.binary([1, 2, 3, 4]);
  ws.binary([]);
  await ws.frames(3);
});

scenario('1.7 base64 in a WebSocket text frame is taken as binary', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text(`451-["echo",${PLACEHOLDER}]`);
  ws.text('bAQIDBA==');
  await ws.frames(2);
});

scenario('1.7 with b64=1 binary goes out as text', 'default', async t => {
  const ws = await (await t.openWebSocket('&b64=1')).join();
  ws.text(`451-["echo",${PLACEHOLDER}]`);
  ws.binary([1, 2, 3, 4]);
  await ws.frames(2);
});

scenario('1.7 the packets before a bad one are processed', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["echo","good"]\x1eabc\x1e42["echo","never"]');
  await s.get();
  await t.log(3);
});

for (const body of ['abc', '7', '9hello', 'x', 'é', '\x1e', '42["echo",1]\x1e', ' ', '-1']) {
  scenario(`1.7 an undecodable payload closes the session: ${JSON.stringify(body)}`, 'default', async t => {
    const s = await (await t.open()).join();
    await s.post(body);
    await t.log(3);
    await s.get('GET after the close');
  });
}

for (const text of ['abc', '7', '', ' ', '\x1e']) {
  scenario(`1.7 an undecodable frame closes the session: ${JSON.stringify(text)}`, 'default', async t => {
    const ws = await (await t.openWebSocket()).join();
    ws.text(text);
    await ws.closed();
    await t.log(3);
  });
}

scenario('1.7 an empty message', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('4');
  await s.get();
  await t.log(2);
});

// 1.8 Polling GET

scenario('1.8 a poll waits for something to send', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(50);
  await s.post('42["echo","now"]');
  await t.answer('poll', poll);
});

scenario('1.8 a second poll closes the session', 'default', async t => {
  const s = await (await t.open()).join();
  const first = s.poll();
  await t.pause(80);
  const second = s.poll();
  await t.answer('first poll', first);
  await t.answer('second poll', second);
  await s.get('third poll');
  await t.log(3);
});

for (const method of ['PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH']) {
  scenario(`1.8 ${method} with a sid is an error of the server and harms nothing`, 'default', async t => {
    const s = await (await t.open()).join();
    await s.request(method, { body: method === 'HEAD' ? undefined : '42["echo",1]' });
    await s.post('42["echo","still here"]');
    await s.packets(1);
  });
}

for (const agent of ['Mozilla/4.0 (compatible;MSIE 8.0; Windows NT 6.1)', 'Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0)', 'Mozilla/5.0 Firefox']) {
  scenario(`1.8 X-XSS-Protection for ${agent}`, 'default', async t => {
    const headers = [['User-Agent', agent]];
    const s = await t.open('', { headers });
    await s.post('40', { headers });
    await s.get('GET', { headers });
  });
}

scenario('1.8 polls of different sessions do not touch', 'default', async t => {
  const a = await (await t.open()).join();
  const b = await (await t.open()).join();
  const poll = a.poll();
  await b.post('42["echo","b"]');
  await b.packets(1);
  await a.post('42["echo","a"]');
  await t.answer('poll of a', poll);
});

// 1.9 Polling POST

scenario('1.9 a second POST closes the session', 'default', async t => {
  const s = await (await t.open()).join();
  const first = s.startPost('42["echo"', { declare: 100 });
  await t.pause(80);
  await s.post('42["echo","second"]');
  await t.answer('first POST', first);
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.9 application/octet-stream closes the session', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["echo",1]', { headers: [['Content-Type', 'application/octet-stream']] });
  await s.get('GET after the close');
  await t.log(3);
});

for (const type of ['text/plain;charset=UTF-8', 'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'APPLICATION/OCTET-STREAM', 'nonsense']) {
  scenario(`1.9 the content type ${type} is taken`, 'default', async t => {
    const s = await (await t.open()).join();
    await s.post('42["echo","ё=1&b=%20+"]', { headers: [['Content-Type', type]] });
    await s.packets(1);
  });
}

scenario('1.9 chunked bodies', 'default', async t => {
  const s = await (await t.open()).join();
  const body = Buffer.from('42["echo","тест"]');
  await s.post(undefined, { chunked: [body.subarray(0, 5), body.subarray(5, 12), body.subarray(12)], label: 'chunked POST' });
  await s.packets(1);
});

const sized = bytes => `42["echo","${'x'.repeat(bytes - 13)}"]`;

scenario('1.9 a body of exactly the limit is fine', 'small-payload', async t => {
  const s = await (await t.open()).join();
  await s.post(sized(1000));
  await s.packets(1);
});

scenario('1.9 a larger body is 413 and the session lives', 'small-payload', async t => {
  const s = await (await t.open()).join();
  await s.post(sized(1001));
  await s.post('42["echo","still here"]');
  await s.packets(1);
});

scenario('1.9 the limit counts bytes, not characters', 'small-payload', async t => {
  const s = await (await t.open()).join();
  await s.post(`42["echo","${'ы'.repeat(600)}"]`);
  await s.post('42["echo","still here"]');
  await s.packets(1);
});

scenario('1.9 a larger chunked body is 413 and the session lives', 'small-payload', async t => {
  const s = await (await t.open()).join();
  await s.post(undefined, { chunked: [sized(600), sized(600)], label: 'chunked POST' });
  await s.post('42["echo","still here"]');
  await s.packets(1);
});

scenario('1.9 a much larger body is 413', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post(sized(1_000_001), { label: 'POST of 1000001 bytes' });
  await s.post('42["echo","still here"]');
  await s.packets(1);
});

scenario('1.9 a close packet closes the session and releases the poll', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(50);
  await s.post('1');
  await t.answer('poll', poll);
  await t.log(3);
  await s.get('GET after the close');
});

scenario('1.9 packets behind a close packet are ignored', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["echo",1]\x1e1\x1e42["echo",2]');
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.9 a malformed payload releases the poll', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(50);
  await s.post('abc');
  await t.answer('poll', poll);
  await t.log(3);
});

scenario('1.9 a ping from the client closes the session', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(50);
  await s.post('2');
  await t.answer('poll', poll);
  await t.log(3);
  await s.get('GET after the close');
});

scenario('1.9 an empty body closes the session', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('');
  await t.log(3);
  await s.get('GET after the close');
});

scenario('1.9 open, upgrade and noop from the client are ignored, a stray pong too', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('0\x1e0{"sid":"x"}\x1e5\x1e6\x1e3\x1e42["echo","still here"]');
  await s.packets(1);
});

scenario('1.9 a POST that is broken off closes the session', 'default', async t => {
  const s = await (await t.open()).join();
  const post = s.startPost('42["ec', { declare: 100 });
  await t.pause(80);
  post.reset();
  await t.log(3);
  await s.get('GET after the close');
});

scenario('1.9 invalid UTF-8 in a body is replaced', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post(Buffer.concat([Buffer.from('42["echo","'), Buffer.from([0xff, 0xc3]), Buffer.from('"]')]), { label: 'POST' });
  await s.packets(1);
});

scenario('1.9 a byte order mark is not stripped', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post(Buffer.from([0xef, 0xbb, 0xbf, 0x34, 0x32]), { label: 'POST' });
  await t.log(3);
});

// 1.10 Graceful close over polling

scenario('1.10 close with a waiting poll', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(50);
  await s.post('42["close-connection"]');
  await t.answer('poll', poll);
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.10 close without a poll is told to the next one', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["close-connection"]');
  await t.pause(100);
  await s.post('42["echo","dropped"]', { label: 'POST while closing' });
  await s.get('GET while closing');
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.10 close waits for what is queued', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["bye-and-close"]');
  await t.pause(100);
  await s.get('GET of the queued packet');
  await s.get('GET of the close');
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.10 what is sent after a close is not sent', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["close-and-emit"]');
  await t.pause(100);
  await s.get('GET of the close');
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.10 a close by the server cuts a POST that is under way', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post(`420["join","${t.tag}"]`);
  await s.packets(1);
  const post = s.startPost('42["echo"', { declare: 100 });
  await t.pause(80);
  const other = await (await t.open()).join();
  await other.post(`42["disconnect-room","${t.tag}",true]`);
  await s.get('GET of the DISCONNECT');
  await s.get('GET of the close');
  await t.answer('POST', post);
  await s.get('GET after the close');
});

// 1.11 WebSocket

scenario('1.11 a frame of exactly the limit is fine', 'small-payload', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text(sized(1000));
  await ws.frame();
});

scenario('1.11 a larger text frame is 1009', 'small-payload', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text(sized(1001));
  await ws.closed();
  await t.log(3);
});

scenario('1.11 a larger binary frame is 1009', 'small-payload', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text(`451-["echo",${PLACEHOLDER}]`);
  ws.binary(Buffer.alloc(1001));
  await ws.closed();
  await t.log(3);
});

scenario('1.11 a larger message in fragments is 1009', 'small-payload', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.raw.frame(1, `42["echo","${'x'.repeat(600)}`, { fin: false });
  ws.raw.frame(0, 'x'.repeat(600), { fin: false });
  await ws.closed();
  await t.log(3);
});

scenario('1.11 a frame far over the limit is 1009', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text(sized(1_000_001));
  await ws.closed();
  await t.log(3);
});

scenario('1.11 a frame of the whole default limit is fine', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text(sized(1_000_000));
  await ws.frame();
});

scenario('1.11 fragments and split characters', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  const message = Buffer.from('42["echo","ё😀"]');
  for (let i = 0; i < message.length; i++) ws.raw.frame(i === 0 ? 1 : 0, message.subarray(i, i + 1), { fin: i === message.length - 1 });
  await ws.frame();
});

scenario('1.11 a WebSocket ping is answered', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.raw.frame(9, 'hello');
  await ws.frame('pong');
  ws.text('42["echo",1]');
  await ws.frame();
});

scenario('1.11 the server closes with an empty close frame', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text('42["close-connection"]');
  await ws.closed();
  await t.log(3);
});

scenario('1.11 what is sent after a close is not sent', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text('42["close-and-emit"]');
  await ws.closed();
  await t.log(3);
});

scenario('1.11 what is queued goes out before the close', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text('42["bye-and-close"]');
  await ws.frame();
  await ws.closed();
  await t.log(3);
});

for (const code of [undefined, 1000, 1001, 3001]) {
  scenario(`1.11 the client closes with ${code ?? 'no code'}`, 'default', async t => {
    const ws = await (await t.openWebSocket()).join();
    ws.close(code);
    await ws.ended();
    await t.log(3);
  });
}

scenario('1.11 the connection breaks', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.raw.reset();
  await t.log(3);
});

scenario('1.11 the connection ends without a close frame', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.raw.destroy();
  await t.log(3);
});

scenario('1.11 invalid UTF-8 ends the WebSocket', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.raw.frame(1, [0x34, 0x32, 0xff, 0xfe]);
  await ws.closed();
  await t.log(3);
});

for (const [name, frame] of Object.entries({
  'an unmasked frame': ws => ws.raw.frame(1, '42["echo",1]', { mask: false }),
  'a reserved bit': ws => ws.raw.frame(1, '42["echo",1]', { rsv: 4 }),
  'an unknown opcode': ws => ws.raw.frame(5, 'x'),
  'a continuation of nothing': ws => ws.raw.frame(0, 'x'),
  'a fragmented control frame': ws => ws.raw.frame(9, 'x', { fin: false }),
})) {
  scenario(`1.11 ${name} ends the WebSocket`, 'default', async t => {
    const ws = await (await t.openWebSocket()).join();
    frame(ws);
    await ws.ended();
    await t.log(3);
  });
}

scenario('1.11 a ping from the client closes the session', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text('2');
  await ws.closed();
  await t.log(3);
});

scenario('1.11 a probe on an established WebSocket closes the session', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text('2probe');
  await ws.closed();
  await t.log(3);
});

scenario('1.11 open, upgrade and noop from the client are ignored, a stray pong too', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  for (const packet of ['0', '5', '6', '3']) ws.text(packet);
  ws.text('42["echo","still here"]');
  await ws.frame();
});

scenario('1.11 permessage-deflate is refused silently by default', 'default', async t => {
  const ws = await t.openWebSocket('', { headers: [['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits']] });
  await ws.join();
});

scenario('1.11 bytes right behind the handshake', 'default', async t => {
  const ws = await t.upgrade(WEBSOCKET, { early: Buffer.from([0x81, 0x81, 1, 2, 3, 4, 0x36 ^ 1]) });
  await ws.frame('open packet');
  await ws.join();
});

scenario('1.11 garbage right behind the handshake', 'default', async t => {
  const ws = await t.upgrade(WEBSOCKET, { early: Buffer.from('this is no frame at all, is it') });
  if (ws) await ws.ended();
  await t.open();
});

// 1.12 Upgrade

scenario('1.12 the upgrade', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  ws.text('5');
  await t.pause(50);
  ws.text('42["echo","over the WebSocket"]');
  await ws.frame();
  ws.text('420["transport"]');
  await ws.frame();
  await s.get('GET after the upgrade');
  await s.post('42["echo",1]', { label: 'POST after the upgrade' });
  ws.text('42["echo","unharmed"]');
  await ws.frame();
});

scenario('1.12 a waiting poll is released with a noop', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(50);
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  await t.answer('poll', poll);
  ws.text('5');
  ws.text('42["echo","over the WebSocket"]');
  await ws.frame();
});

scenario('1.12 a poll that starts while probing is released with a noop', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  await s.get('GET while probing');
  await s.get('another GET while probing');
  ws.text('5');
  ws.text('42["echo","over the WebSocket"]');
  await ws.frame();
});

scenario('1.12 polling works in both directions while probing', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  await s.post('42["echo","while probing"]');
  await s.get('GET while probing');
  ws.text('5');
  ws.text('42["echo","after"]');
  await ws.frame();
});

scenario('1.12 what waits is sent over the WebSocket, in order', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  await s.post('42["echo",1]\x1e42["echo",2]\x1e42["echo",3]');
  await t.pause(50);
  ws.text('5');
  await ws.frames(3);
});

scenario('1.12 an upgrade without any probe', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('5');
  await t.pause(50);
  ws.text('42["echo","over the WebSocket"]');
  await ws.frame();
});

scenario('1.12 an upgrade without any probe releases the waiting poll', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(50);
  const ws = await s.candidate();
  ws.text('5');
  await t.answer('poll', poll);
  ws.text('42["echo","over the WebSocket"]');
  await ws.frame();
});

scenario('1.12 a repeated probe is answered again', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  ws.text('2probe');
  await ws.frame('second probe answer');
  ws.text('5');
  ws.text('42["echo",1]');
  await ws.frame();
});

for (const first of ['4hello', '2', '42["echo",1]', 'garbage', '3probe', '', '2probe2', '6', '1']) {
  scenario(`1.12 a candidate that begins with ${JSON.stringify(first)} is closed and polling goes on`, 'default', async t => {
    const s = await (await t.open()).join();
    const ws = await s.candidate();
    ws.text(first);
    await ws.closed();
    await s.post('42["echo","still polling"]');
    await s.packets(1);
  });
}

for (const second of ['4hello', '2', 'garbage', '6']) {
  scenario(`1.12 a candidate that sends ${JSON.stringify(second)} after the probe is closed and polling goes on`, 'default', async t => {
    const s = await (await t.open()).join();
    const ws = await s.candidate();
    ws.text('2probe');
    await ws.frame('probe answer');
    ws.text(second);
    await ws.closed();
    await s.post('42["echo","still polling"]');
    await s.packets(1);
  });
}

scenario('1.12 a binary frame on a candidate closes it', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.binary([1, 2, 3]);
  await ws.closed();
  await s.post('42["echo","still polling"]');
  await s.packets(1);
});

scenario('1.12 a second candidate is closed at once', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  const second = await s.candidate({ label: 'second candidate' });
  await second.closed();
  ws.text('5');
  ws.text('42["echo","the first one"]');
  await ws.frame();
});

scenario('1.12 a second candidate is closed even before the probe', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  const second = await s.candidate({ label: 'second candidate' });
  await second.closed();
  ws.text('2probe');
  await ws.frame('probe answer');
});

scenario('1.12 a candidate of an upgraded session is closed', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.upgrade();
  ws.text('42["echo",1]');
  await ws.frame();
  const second = await s.candidate({ label: 'second candidate' });
  await second.closed();
  ws.text('42["echo",2]');
  await ws.frame();
});

// What becomes of the candidate differs: the reference would let a WebSocket take over from a WebSocket.
scenario('1.12 a candidate of a WebSocket session leaves it alone', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  await t.upgrade(`${WEBSOCKET}&sid=${ws.sid}`, { label: 'candidate' });
  await t.pause(50);
  ws.text('42["echo",1]');
  await ws.frame();
});

scenario('1.12 a candidate may try again after it broke', 'default', async t => {
  const s = await (await t.open()).join();
  const broken = await s.candidate();
  broken.text('2probe');
  await broken.frame('probe answer');
  broken.raw.reset();
  await t.pause(100);
  await s.post('42["echo","still polling"]');
  await s.packets(1);
  const ws = await s.upgrade();
  ws.text('42["echo","over the WebSocket"]');
  await ws.frame();
});

scenario('1.12 a candidate that is closed leaves polling alone', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  await t.answer('poll released with a noop', poll);
  ws.close(1000);
  await ws.ended();
  await s.post('42["echo","still polling"]');
  await s.packets(1);
});

scenario('1.12 an upgrade that takes too long is given up and polling goes on', 'short-upgrade', async t => {
  const s = await (await t.open()).join();
  const silent = await s.candidate();
  await silent.closed();
  await s.post('42["echo","still polling"]');
  await s.packets(1);
  const probed = await s.candidate();
  probed.text('2probe');
  await probed.frame('probe answer');
  await probed.closed();
  await s.post('42["echo","still polling"]');
  await s.packets(1);
});

scenario('1.12 the end of the session ends the candidate', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  await s.post('1');
  await ws.closed();
  await t.log(3);
});

scenario('1.12 a session that closes gracefully while probing ends with the upgrade', 'default', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  await s.post('42["bye-and-close"]');
  await t.pause(50);
  ws.text('5');
  await ws.frame();
  await ws.closed();
  await t.log(3);
});

scenario('1.12 upgrading is possible even when it is not announced', 'no-upgrade', async t => {
  const s = await (await t.open()).join();
  const ws = await s.candidate();
  ws.text('2probe');
  await ws.frame('probe answer');
  ws.text('5');
  ws.text('42["echo",1]');
  await ws.frame();
});

scenario('1.12 binary before and after the upgrade', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post(`451-["echo",${PLACEHOLDER}]\x1ebAQID`);
  await s.packets(2);
  const ws = await s.upgrade();
  ws.text(`451-["echo",${PLACEHOLDER}]`);
  ws.binary([1, 2, 3]);
  await ws.frames(2);
});

// 1.13 Heartbeat

scenario('1.13 pings over polling, answered with pongs', 'fast-heartbeat', async t => {
  const s = await (await t.open()).join();
  for (let i = 0; i < 3; i++) {
    await s.get('ping');
    await s.post('3');
  }
  await s.post('42["echo","alive"]');
  await s.packets(1);
});

scenario('1.13 pings over WebSocket, answered with pongs', 'fast-heartbeat', async t => {
  const ws = await (await t.openWebSocket()).join();
  for (let i = 0; i < 3; i++) {
    await ws.frame('ping');
    ws.text('3');
  }
  ws.text('42["echo","alive"]');
  await ws.frame();
});

scenario('1.13 no pong over polling', 'fast-heartbeat', async t => {
  const s = await (await t.open()).join();
  await s.get('ping');
  const poll = s.poll();
  await t.answer('poll', poll);
  await s.get('GET after the close');
  await t.log(3);
});

scenario('1.13 nobody polls', 'fast-heartbeat', async t => {
  const s = await (await t.open()).join();
  await t.log(3);
  await s.get('GET after the close');
});

scenario('1.13 no pong over WebSocket', 'fast-heartbeat', async t => {
  const ws = await (await t.openWebSocket()).join();
  await ws.frame('ping');
  await ws.closed();
  await t.log(3);
});

scenario('1.13 a pong that is due during the upgrade', 'calm-heartbeat', async t => {
  const s = await (await t.open()).join();
  await s.get('ping');
  const ws = await s.upgrade();
  await ws.silent(6000);
});

scenario('1.13 after an upgrade, a ping goes out when it is due', 'calm-heartbeat', async t => {
  const s = await (await t.open()).join();
  await s.get('ping');
  await s.post('3');
  const ws = await s.upgrade();
  await ws.frame('ping');
  ws.text('3');
  await ws.frame('ping');
});

scenario('1.13 only a pong counts as a sign of life', 'fast-heartbeat', async t => {
  const ws = await (await t.openWebSocket()).join();
  await ws.frame('ping');
  ws.text('42["echo",1]');
  await ws.frame();
  await ws.closed();
  await t.log(3);
});

scenario('1.13 a message while the pong is awaited restarts the timeout once', 'calm-heartbeat', async t => {
  const ws = await (await t.openWebSocket()).join();
  await ws.frame('ping');
  await t.pause(1200);
  ws.text('42["echo",1]');
  await ws.frame();
  await t.pause(1300);
  ws.text('42["echo",2]');
  await ws.frame('still open');
  await ws.closed();
  await t.log(3);
});

scenario('1.13 a close packet over WebSocket ends the session sooner or later', 'fast-heartbeat', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text('1');
  await ws.ended();
});

scenario('1.13 heartbeats go on after the upgrade', 'fast-heartbeat', async t => {
  const s = await (await t.open()).join();
  const ws = await s.upgrade();
  for (let i = 0; i < 2; i++) {
    await ws.frame('ping');
    ws.text('3');
  }
  await ws.frame('ping');
  await ws.closed();
  await t.log(3);
});

// 1.14 Ends

for (const [name, end] of Object.entries({
  'a waiting poll': async (t, s) => {
    const poll = s.poll();
    await t.pause(80);
    return async () => {
      await t.answer('poll', poll);
    };
  },
  'no poll': async () => async () => {},
})) {
  scenario(`3.9 the server closes: ${name}`, 'default', async t => {
    const instance = `closing-${t.tag}`;
    t.port = await t.peer.port('default', instance);
    const s = await (await t.open()).join();
    const ended = await end(t, s);
    const other = await (await t.openWebSocket()).join();
    other.text('42["close-server"]');
    await other.ended();
    await ended();
    t.config = instance;
    await t.log(6, { sorted: true });
  });
}

scenario('1.14 nothing is accepted after the end', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('1');
  await t.log(3);
  await s.post('42["echo",1]', { label: 'POST after the close' });
  await s.candidate({ label: 'candidate after the close' });
});

scenario('1.8 a poll that the client gives up ends the session', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(80);
  poll.abort();
  await t.pause(80);
  await t.request('GET', t.path(`${POLLING}&sid=${s.sid}`), { label: 'next GET' });
});
