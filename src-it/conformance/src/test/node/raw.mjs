// A client that knows bytes only: HTTP/1.1 and RFC 6455 over a plain TCP socket, so that nothing between the
// tests and the server smooths anything over.
import net from 'node:net';
import { createHash, randomBytes } from 'node:crypto';

const HEAD_END = Buffer.from('\r\n\r\n');
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** How long to wait for what is certain to come; a busy machine is slow. */
export const PATIENCE_MS = 15_000;

/** Rejects when the promise takes longer; the message names what was waited for. */
export function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing within ${ms} ms: ${what}`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

function parseHead(buffer, end) {
  const [statusLine, ...lines] = buffer.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  const headers = lines.map(line => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { statusLine, status, headers };
}

export function headerValues(headers, name) {
  return headers.filter(([key]) => key === name).map(([, value]) => value);
}

function dechunk(buffer) {
  const parts = [];
  let at = 0;
  for (;;) {
    const eol = buffer.indexOf('\r\n', at, 'latin1');
    if (eol < 0) return undefined;
    const size = parseInt(buffer.subarray(at, eol).toString('latin1'), 16);
    if (size === 0) return buffer.indexOf('\r\n', eol + 2) < 0 ? undefined : Buffer.concat(parts);
    if (buffer.length < eol + 2 + size + 2) return undefined;
    parts.push(buffer.subarray(eol + 2, eol + 2 + size));
    at = eol + 2 + size + 2;
  }
}

/** The answer in a buffer, or undefined while it is incomplete. */
function parseResponse(buffer, ended, method) {
  const end = buffer.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = parseHead(buffer, end);
  const rest = buffer.subarray(end + 4);
  const [length] = headerValues(head.headers, 'content-length');
  const [encoding] = headerValues(head.headers, 'transfer-encoding');
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return { ...head, body: Buffer.alloc(0) };
  if (encoding === 'chunked') {
    const body = dechunk(rest);
    return body && { ...head, body };
  }
  if (length !== undefined) {
    return rest.length >= Number(length) ? { ...head, body: rest.subarray(0, Number(length)) } : undefined;
  }
  return ended ? { ...head, body: rest } : undefined;
}

function open(port, options = {}) {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true, ...options });
  socket.on('error', () => {});
  return socket;
}

function headText(method, path, port, headers) {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`];
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  return Buffer.from(lines.join('\r\n') + '\r\n\r\n', 'latin1');
}

/**
 * Sends one HTTP request on a connection of its own.
 * `response` resolves to {status, headers, body}, or to {cut: true} when the connection ends without an answer.
 * `body` may be text or bytes; with `chunked` an array of them. `declare` overrides the Content-Length.
 */
export function http(port, method, path, { headers = [], body, chunked, declare } = {}) {
  const socket = open(port);
  const all = [...headers];
  let payload = Buffer.alloc(0);
  if (chunked) {
    all.push(['Transfer-Encoding', 'chunked']);
    const parts = chunked.map(part => Buffer.from(part));
    payload = Buffer.concat([
      ...parts.flatMap(part => [Buffer.from(part.length.toString(16) + '\r\n'), part, Buffer.from('\r\n')]),
      Buffer.from('0\r\n\r\n'),
    ]);
  } else if (body !== undefined) {
    payload = Buffer.from(body);
    all.push(['Content-Length', declare ?? payload.length]);
  } else if (method === 'POST' || method === 'PUT') {
    all.push(['Content-Length', 0]);
  }
  const response = new Promise(resolve => {
    let received = Buffer.alloc(0);
    const settle = ended => {
      const answer = parseResponse(received, ended, method);
      if (answer) {
        resolve(answer);
        socket.destroy();
      } else if (ended) {
        resolve({ cut: true });
      }
    };
    socket.on('data', chunk => {
      received = Buffer.concat([received, chunk]);
      settle(false);
    });
    socket.on('close', () => settle(true));
    socket.on('end', () => settle(true));
  });
  socket.write(headText(method, path, port, all));
  if (payload.length) socket.write(payload);
  return { response, socket, abort: () => socket.destroy(), reset: () => socket.resetAndDestroy() };
}

/** One side of a WebSocket, frame by frame. */
export class RawWebSocket {
  #socket;
  #received;
  #frames = [];
  #waiting = [];
  #closeSent = false;

  constructor(socket, response, rest) {
    this.#socket = socket;
    this.response = response;
    this.#received = rest;
    socket.on('data', chunk => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#parse();
    });
    const end = () => this.#push({ end: true });
    let ended = false;
    const once = () => {
      if (!ended) {
        ended = true;
        end();
      }
    };
    socket.on('end', once);
    socket.on('close', once);
    this.#parse();
  }

  get tcp() {
    return this.#socket;
  }

  #push(frame) {
    const waiter = this.#waiting.shift();
    if (waiter) waiter(frame);
    else this.#frames.push(frame);
  }

  #parse() {
    for (;;) {
      const b = this.#received;
      if (b.length < 2) return;
      let length = b[1] & 0x7f;
      let at = 2;
      if (length === 126) {
        if (b.length < 4) return;
        length = b.readUInt16BE(2);
        at = 4;
      } else if (length === 127) {
        if (b.length < 10) return;
        length = Number(b.readBigUInt64BE(2));
        at = 10;
      }
      if (b.length < at + length) return;
      const payload = b.subarray(at, at + length);
      this.#received = b.subarray(at + length);
      this.#onFrame({ fin: (b[0] & 0x80) !== 0, rsv: (b[0] >> 4) & 7, opcode: b[0] & 0x0f, masked: (b[1] & 0x80) !== 0, payload });
    }
  }

  #onFrame(frame) {
    if (frame.opcode === 8) {
      frame.code = frame.payload.length >= 2 ? frame.payload.readUInt16BE(0) : 1005;
      frame.reason = frame.payload.subarray(2).toString();
      if (!this.#closeSent) this.close(frame.code === 1005 ? undefined : frame.code);
    }
    this.#push(frame);
  }

  /** The next frame, or {end: true}. */
  next() {
    if (this.#frames.length) return Promise.resolve(this.#frames.shift());
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  /** The next frame if one comes in time, otherwise undefined. */
  async nextWithin(ms) {
    if (this.#frames.length) return this.#frames.shift();
    let waiter;
    const next = new Promise(resolve => {
      waiter = resolve;
      this.#waiting.push(waiter);
    });
    const timeout = sleep(ms).then(() => {
      const at = this.#waiting.indexOf(waiter);
      if (at >= 0) {
        this.#waiting.splice(at, 1);
        return undefined;
      }
      return next;
    });
    return Promise.race([next, timeout]);
  }

  frame(opcode, payload, { fin = true, rsv = 0, mask = true } = {}) {
    const data = Buffer.from(payload);
    const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
    const flag = mask ? 0x80 : 0;
    if (data.length < 126) head.push(flag | data.length);
    else if (data.length < 65536) head.push(flag | 126, data.length >> 8, data.length & 255);
    else {
      const long = Buffer.alloc(8);
      long.writeBigUInt64BE(BigInt(data.length));
      head.push(flag | 127, ...long);
    }
    if (!mask) {
      this.#socket.write(Buffer.concat([Buffer.from(head), data]));
      return;
    }
    const key = randomBytes(4);
    const masked = Buffer.allocUnsafe(data.length);
    for (let i = 0; i < data.length; i++) masked[i] = data[i] ^ key[i & 3];
    this.#socket.write(Buffer.concat([Buffer.from(head), key, masked]));
  }

  text(data) {
    this.frame(1, data);
  }

  binary(data) {
    this.frame(2, data);
  }

  close(code) {
    this.#closeSent = true;
    const payload = Buffer.alloc(code === undefined ? 0 : 2);
    if (code !== undefined) payload.writeUInt16BE(code);
    this.frame(8, payload);
  }

  bytes(data) {
    this.#socket.write(data);
  }

  /** The next message, put together from its fragments. */
  async message() {
    const parts = [await this.next()];
    while (!parts.at(-1).end && !parts.at(-1).fin) parts.push(await this.next());
    return parts.length === 1 ? parts[0] : { ...parts[0], payload: Buffer.concat(parts.map(part => part.payload)) };
  }

  pause() {
    this.#socket.pause();
  }

  destroy() {
    this.#socket.destroy();
  }

  reset() {
    this.#socket.resetAndDestroy();
  }
}

/** Asks for a WebSocket. Resolves to a RawWebSocket after a 101, otherwise to the refusal {status, headers, body} or {cut: true}. */
export function websocket(port, path, { headers = [], method = 'GET', key, version = '13', early, socketOptions } = {}) {
  const socket = open(port, socketOptions);
  const nonce = key ?? randomBytes(16).toString('base64');
  const all = [['Connection', 'Upgrade'], ['Upgrade', 'websocket']];
  if (version !== null) all.push(['Sec-WebSocket-Version', version]);
  if (nonce !== null) all.push(['Sec-WebSocket-Key', nonce]);
  socket.write(Buffer.concat([headText(method, path, port, [...all, ...headers]), early ?? Buffer.alloc(0)]));
  return new Promise(resolve => {
    let received = Buffer.alloc(0);
    const onData = chunk => {
      received = Buffer.concat([received, chunk]);
      settle(false);
    };
    const onClose = () => settle(true);
    const settle = ended => {
      const end = received.indexOf(HEAD_END);
      if (end >= 0 && /^HTTP\/1\.1 101/.test(received.subarray(0, 12).toString('latin1'))) {
        socket.removeListener('data', onData);
        socket.removeListener('close', onClose);
        const head = parseHead(received, end);
        const expected = createHash('sha1').update(nonce + GUID).digest('base64');
        if (headerValues(head.headers, 'sec-websocket-accept')[0] !== expected) {
          throw new Error('Sec-WebSocket-Accept does not answer the key');
        }
        resolve(new RawWebSocket(socket, head, received.subarray(end + 4)));
        return;
      }
      const answer = parseResponse(received, ended, method);
      if (answer) {
        resolve(answer);
        socket.destroy();
      } else if (ended) {
        resolve({ cut: true });
      }
    };
    socket.on('data', onData);
    socket.on('close', onClose);
  });
}
