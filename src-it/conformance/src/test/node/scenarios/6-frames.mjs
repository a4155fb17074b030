// RFC 6455, sections 5 and 7, and RFC 7692: what a client may do wrong in its frames, and the close code that answers it.
import { deflateRawSync } from 'node:zlib';
import { scenario } from '../script.mjs';

const LIMIT = 1000; // of the configuration small-payload
const KEY = [0x37, 0xfa, 0x21, 0x3d];
const FINAL = 0x80;

/** A frame as it is told: first byte, payload, the bytes of an extended length, the mask or none. */
function raw(first, payload = [], { lengthBytes, mask = true } = {}) {
  const data = Buffer.from(payload);
  const extended = lengthBytes ?? (data.length < 126 ? 0 : data.length < 65536 ? 2 : 8);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(data.length));
  const code = [data.length, undefined, 126][extended] ?? 127;
  return Buffer.concat([
    Buffer.from([first, (mask ? 0x80 : 0) | code]),
    length.subarray(8 - extended),
    Buffer.from(mask ? KEY : []),
    mask ? data.map((b, i) => b ^ KEY[i & 3]) : data,
  ]);
}

const text = (...payload) => raw(FINAL | 1, payload);
const closing = (code, ...reason) => raw(FINAL | 8, [code >> 8, code & 255, ...reason]);

/** The header of a frame that never comes. */
function announcing(length, opcode = 2) {
  const header = Buffer.alloc(14);
  header[0] = FINAL | opcode;
  header[1] = 0xff;
  header.writeBigUInt64BE(BigInt.asUintN(64, length), 2);
  return header;
}

const all = {
  'RSV1 without an extension': raw(0xc1, [0x34]),
  RSV2: raw(0xa1, [0x34]),
  RSV3: raw(0x91, [0x34]),
  'RSV1 on a ping': raw(0xc9),
  ...Object.fromEntries([3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(opcode => [`opcode ${opcode}`, raw(FINAL | opcode, [0x34])])),
  'unmasked text': raw(0x81, [0x34], { mask: false }),
  'unmasked ping': raw(0x89, [], { mask: false }),
  'unmasked close': raw(0x88, [], { mask: false }),
  'continuation of nothing': raw(0x80, [0x34]),
  'continuation of nothing, not final': raw(0x00, [0x34]),
  'text within a fragmented message': Buffer.concat([raw(0x01, [0x34]), raw(0x81, [0x34])]),
  'binary within a fragmented message': Buffer.concat([raw(0x02, [0x34]), raw(0x02, [0x34])]),
  'fragmented ping': raw(0x09),
  'fragmented pong': raw(0x0a),
  'fragmented close': raw(0x08),
  'ping of 126 bytes': raw(0x89, Buffer.alloc(126)),
  'pong of 126 bytes': raw(0x8a, Buffer.alloc(126)),
  'close of 126 bytes': raw(0x88, Buffer.alloc(126)),
  'ping with a long length of 0': raw(0x89, [], { lengthBytes: 2 }),
  'length 2^63': announcing(1n << 63n),
  'length 2^64 - 1': announcing((1n << 64n) - 1n),
  'length 2^63 - 1': announcing((1n << 63n) - 1n),
  'length 2^53': announcing(1n << 53n),
  'length 2^31': announcing(1n << 31n),
  'text of more than the limit': announcing(BigInt(LIMIT + 1), 1),
  'fragments of more than the limit': Buffer.concat([raw(0x02, Buffer.alloc(LIMIT)), raw(0x80, [0])]),
  'text with a lone continuation byte': text(0x34, 0x80),
  'text with an overlong slash': text(0x34, 0xc0, 0xaf),
  'text with an overlong form of three bytes': text(0x34, 0xe0, 0x80, 0xaf),
  'text with the byte 0xff': text(0x34, 0xff),
  'text with a surrogate': text(0x34, 0xed, 0xa0, 0x80),
  'text above U+10FFFF': text(0x34, 0xf4, 0x90, 0x80, 0x80),
  'text that ends within a character': text(0x34, 0xe2, 0x82),
  'fragments that end within a character': Buffer.concat([raw(0x01, [0x34, 0xe2]), raw(0x80, [0x82])]),
  'fragments whose second part is no continuation': Buffer.concat([raw(0x01, [0x34, 0xe2]), raw(0x80, [0x61])]),
  'close with one byte': raw(0x88, [3]),
  ...Object.fromEntries(
    [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535].map(code => [`close with code ${code}`, closing(code)]),
  ),
  'close with a bad reason': closing(1000, 0xff),
  'close with a reason that ends within a character': closing(1000, 0xe2, 0x82),
};

for (const [name, bytes] of Object.entries(all)) {
  scenario(`1.11 violation: ${name}`, 'small-payload', async t => {
    const ws = await (await t.openWebSocket()).join();
    ws.raw.bytes(bytes);
    await ws.closed();
    await t.log(3);
  });
}

scenario('1.11 lengths need not have their shortest form', 'small-payload', async t => {
  const ws = await (await t.openWebSocket()).join();
  const echo = Buffer.from('42["echo",1]');
  ws.raw.bytes(raw(0x81, echo, { lengthBytes: 2 }));
  await ws.frame();
  ws.raw.bytes(raw(0x81, echo, { lengthBytes: 8 }));
  await ws.frame();
});

scenario('1.11 a long text is one frame', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text(`42["echo","${'x'.repeat(70_000)}"]`);
  t.note('whole', (await ws.raw.next()).fin);
});

scenario('1.11 a frame may come one byte at a time', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.raw.tcp.setNoDelay(true);
  for (const byte of raw(0x81, '42["echo","h€llo"]')) {
    ws.raw.bytes(Buffer.from([byte]));
    await new Promise(resolve => setImmediate(resolve));
  }
  await ws.frame();
});

scenario('1.11 control frames may come between fragments', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.raw.bytes(Buffer.concat([raw(0x01, '42["echo",'), raw(0x8a, [1])]));
  ws.raw.bytes(raw(0x00));
  ws.raw.bytes(raw(0x89, [1, 2]));
  await ws.frame('pong');
  ws.raw.bytes(raw(0x80, '1]'));
  await ws.frame();
});

for (const [name, code, reason] of [
  ['no code', undefined, ''],
  ['1000', 1000, ''],
  ['1014', 1014, ''],
  ['3000 and a reason', 3000, 'bye €'],
  ['4999', 4999, ''],
]) {
  scenario(`1.11 a close frame with ${name} is answered`, 'default', async t => {
    const ws = await (await t.openWebSocket()).join();
    ws.raw.bytes(code === undefined ? raw(0x88) : closing(code, ...Buffer.from(reason)));
    await ws.closed();
    await t.log(3);
  });
}

// permessage-deflate

const OFFER = { headers: [['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits']] };

/** Opens a connection with compression. What the server sends is not compared: it decides which messages it compresses. */
async function openDeflating(t) {
  const ws = await t.upgrade('EIO=4&transport=websocket', OFFER);
  await ws.raw.message();
  ws.text('40');
  await ws.raw.message();
  return ws;
}

const deflated = message => deflateRawSync(message, { finishFlush: 2 }).subarray(0, -4);

scenario('1.11 a compressed message, in fragments, too', 'deflate', async t => {
  const ws = await openDeflating(t);
  const payload = deflated('42["echo",1]');
  ws.raw.bytes(raw(0xc1, payload));
  await ws.raw.message();
  ws.raw.bytes(Buffer.concat([raw(0x41, payload.subarray(0, 3)), raw(0x80, payload.subarray(3))]));
  await ws.raw.message();
});

for (const [name, bytes] of Object.entries({
  'a deflate bomb': raw(0xc2, deflated(Buffer.alloc(100_000_000))),
  'bytes that are not compressed': raw(0xc1, [0xff, 0xff, 0xff]),
  'compressed text that is no UTF-8': raw(0xc1, deflated(Buffer.from([0x34, 0xc0, 0xaf]))),
  'RSV1 on a continuation': Buffer.concat([raw(0x01, [0x34]), raw(0xc0, [0x34])]),
  'RSV1 on a ping with the extension': raw(0xc9),
})) {
  scenario(`1.11 violation: ${name}`, 'deflate', async t => {
    const ws = await openDeflating(t);
    ws.raw.bytes(bytes);
    await ws.closed();
    await t.log(3);
  });
}
