// The language of the differential test. A scenario is an async function of a Script; every step that gets an answer
// from the server writes one record. The same function is run against two servers, and the records are compared.
import zlib from 'node:zlib';
import { headerValues, http, PATIENCE_MS, sleep, websocket, within } from './raw.mjs';

const SEPARATOR = '\x1e';
const COMPARED = /^(cache-control|vary|set-cookie|content-encoding|x-.*|access-control-.*|etag|allow|sec-websocket-(protocol|extensions))$/;

let counter = 0;

/** All scenarios, in the order in which they were declared. */
export const scenarios = [];

/**
 * Declares a scenario. @param name sentence that begins with the section of the reference, e.g. '1.8 a second poll closes the session'
 * @param config name of a server configuration, see reference-server.mjs
 */
export function scenario(name, config, run) {
  if (scenarios.some(other => other.name === name)) throw new Error(`two scenarios are called '${name}'`);
  scenarios.push({ name, config, run });
}

/** Runs one scenario against one server. Returns the records; a step that fails ends them with a record of the failure. */
export async function play(peer, { config, run }) {
  const script = new Script(peer, config, await peer.port(config));
  try {
    await within(45_000, 'end of the scenario', run(script));
  } catch (error) {
    script.record('failure', { error: error.message });
    script.failure = error;
  } finally {
    script.cleanUp();
  }
  return script;
}

function contentType(value) {
  return value?.toLowerCase().replace(/;\s*/g, ';');
}

function decoded(body, encoding) {
  switch (encoding) {
    case 'gzip':
      return zlib.gunzipSync(body);
    case 'deflate':
      return zlib.inflateSync(body);
    case 'br':
      return zlib.brotliDecompressSync(body);
    default:
      return body;
  }
}

class Script {
  records = [];
  /** Whether the ids of events that the server wants answered are hidden: they count up over all clients of a namespace. */
  hideAckIds = false;
  /** Whether the offsets of connection state recovery are hidden. */
  hideOffsets = false;
  #ids = new Map();
  #open = [];

  constructor(peer, config, port) {
    this.peer = peer;
    this.config = config;
    this.port = port;
    this.base = config === 'other-path' ? '/engine/deep/' : '/socket.io/';
    this.tag = `tag-${String(process.pid).padStart(8, '0')}${String(++counter).padStart(6, '0')}`;
  }

  record(label, value) {
    this.records.push({ label: `${this.records.length + 1} ${this.normalise(label)}`, ...value });
  }

  /** Replaces what differs from run to run: session ids by <id1>, <id2>…, and the scenario's own tag. */
  normalise(text) {
    if (this.hideAckIds) text = text.replace(/^(4[25](?:\d+-)?(?:\/[^,]*,)?)\d+\[/, '$1<n>[');
    if (this.hideOffsets) text = text.replace(/"[0-9A-Za-z_-]{7}(\.[0-9A-Za-z_-]+)?"\]$/, '"<offset>"]');
    for (const [, id] of text.matchAll(/"[sp]id":"([^"]*)"/g)) this.learn(id);
    for (const [id, name] of this.#ids) text = text.replaceAll(id, name);
    return text.replaceAll(this.tag, '<tag>').replace(/tag-\d+/g, '<other tag>');
  }

  learn(id) {
    if (!this.#ids.has(id)) {
      const shape = /^[A-Za-z0-9_-]{20}$/.test(id) ? 'id' : `id of ${id.length} characters `;
      this.#ids.set(id, `<${shape}${this.#ids.size + 1}>`);
    }
  }

  /** Path of an engine request; `query` is appended as it is. */
  path(query) {
    return `${this.base}?${query}&tag=${this.tag}`;
  }

  /** Starts a request; nothing is recorded until its answer is given to {@link answer}. */
  send(method, path, options) {
    const request = http(this.port, method, path, options);
    this.#open.push(request.socket);
    return request;
  }

  /** Waits for the answer of a request and records it. */
  async answer(label, request, { statusOnly = false } = {}) {
    const response = await within(PATIENCE_MS, `answer to ${label}`, request.response);
    this.record(label, statusOnly ? { status: response.status ?? 'cut' } : this.#http(response));
    return response;
  }

  /** A request and its recorded answer. */
  request(method, path, options = {}) {
    return this.answer(options.label ?? `${method} ${this.normalise(path)}`, this.send(method, path, options), options);
  }

  #http(response) {
    if (response.cut) return { cut: true };
    const { status, headers, body } = response;
    const [encoding] = headerValues(headers, 'content-encoding');
    const [length] = headerValues(headers, 'content-length');
    const plain = decoded(body, encoding);
    const type = contentType(headerValues(headers, 'content-type')[0]);
    const content = type === 'application/octet-stream' ? plain.toString('hex') : plain.toString();
    const text = plain.length > 2000 ? `${plain.length} bytes` : this.normalise(content);
    const compared = {};
    for (const [name, value] of headers) {
      if (COMPARED.test(name)) (compared[name] ??= []).push(this.normalise(value));
    }
    if (type && body.length) compared['content-type'] = [type];
    return {
      status,
      headers: Object.fromEntries(Object.entries(compared).sort(([a], [b]) => (a < b ? -1 : 1))),
      // How other bodies are framed is up to the HTTP server.
      framing: type !== 'text/plain;charset=utf-8' || encoding ? 'any' : body.length === 0 ? 'empty' : length === undefined ? 'no content-length' : 'content-length',
      body: text,
    };
  }

  /** The polling handshake, recorded. */
  async open(query = '', options = {}) {
    const response = await this.request('GET', this.path(`EIO=4&transport=polling${query}`), { label: `open${query}`, ...options });
    const [, sid] = /"sid":"([^"]*)"/.exec(response.body?.toString() ?? '') ?? [];
    if (!sid) throw new Error(`no session was opened: ${response.status} ${response.body}`);
    return new PollingSession(this, sid);
  }

  /** Asks for a WebSocket on this query; records whether it came. Resolves to a WebSocketStream, or undefined after a refusal. */
  async upgrade(query, options = {}) {
    const label = options.label ?? `WebSocket ${this.normalise(query)}`;
    const answer = await within(PATIENCE_MS, label, websocket(this.port, options.path ?? this.path(query), options));
    if (answer.next) {
      this.#open.push(answer.tcp);
      const { headers } = this.#http({ ...answer.response, body: Buffer.alloc(0) });
      this.record(label, { status: 101, headers });
      return new WebSocketStream(this, answer);
    }
    this.record(label, options.statusOnly ? { upgraded: false } : this.#http(answer));
    return undefined;
  }

  /** A direct WebSocket session; its open packet is recorded. */
  async openWebSocket(query = '', options = {}) {
    const ws = await this.upgrade(`EIO=4&transport=websocket${query}`, { label: `open WebSocket${query}`, ...options });
    if (!ws) throw new Error('no WebSocket was opened');
    const frame = await ws.frame('open packet');
    ws.sid = /"sid":"([^"]*)"/.exec(frame.payload.toString())?.[1];
    return ws;
  }

  /** Waits until the server has noted `count` things about the sessions of this scenario, and records them. */
  async log(count, { patience = PATIENCE_MS, sorted = false } = {}) {
    const until = Date.now() + patience;
    let notes;
    do {
      notes = await this.peer.log(this.config, this.tag);
      if (notes.length >= count) break;
      if (Date.now() >= until) throw new Error(`${count} notes of the server expected within ${patience} ms, but there are ${notes.length}`);
      await sleep(20);
    } while (true);
    const texts = notes.map(note => this.normalise(note));
    this.record('server log', { notes: sorted ? texts.sort() : texts });
  }

  /** Records a value computed by the scenario. */
  note(label, value) {
    this.record(label, { value });
  }

  pause(ms) {
    return sleep(ms);
  }

  cleanUp() {
    for (const socket of this.#open) socket.destroy();
  }
}

/** An Engine.IO session over long-polling. */
class PollingSession {
  constructor(script, sid) {
    this.script = script;
    this.sid = sid;
    this.query = `EIO=4&transport=polling&sid=${sid}`;
  }

  /** Starts a poll; give it to script.answer. */
  poll(options) {
    return this.script.send('GET', this.script.path(this.query), options);
  }

  /** A poll and its recorded answer. */
  get(label = 'GET', options) {
    return this.script.answer(label, this.poll(options));
  }

  startPost(body, options) {
    return this.script.send('POST', this.script.path(this.query), { body, ...options });
  }

  /** A POST and its recorded answer. */
  post(body, options = {}) {
    const label = options.label ?? `POST ${this.script.normalise(String(body)).slice(0, 60).replaceAll(SEPARATOR, '␞')}`;
    return this.script.answer(label, this.startPost(body, options));
  }

  request(method, options) {
    return this.script.request(method, this.script.path(this.query), { label: method, ...options });
  }

  /** Polls until `count` packets have come, and records them, however they were spread over answers. */
  async packets(count, label = `${count} packets`) {
    const packets = [];
    while (packets.length < count) {
      const response = await within(PATIENCE_MS, `${label}, after ${JSON.stringify(packets)}`, this.poll().response);
      if (response.status !== 200) throw new Error(`${label}: GET answered ${response.status ?? 'nothing'} ${response.body ?? ''}`);
      packets.push(...response.body.toString().split(SEPARATOR));
    }
    this.script.record(label, { packets: packets.map(packet => this.script.normalise(packet)) });
    return packets;
  }

  /** CONNECT to a namespace, with the recorded answer. */
  async join(namespace = '', auth = '') {
    await this.post(`40${namespace ? `${namespace},` : ''}${auth}`);
    await this.packets(1, `CONNECT ${namespace}`);
    return this;
  }

  /** A WebSocket for the upgrade of this session. */
  candidate(options) {
    return this.script.upgrade(`EIO=4&transport=websocket&sid=${this.sid}`, { label: 'candidate', ...options });
  }

  /** Carries the session over to a WebSocket; nothing but the two probe packets is recorded. */
  async upgrade() {
    const ws = await this.candidate();
    ws.text('2probe');
    await ws.frame('probe answer');
    ws.text('5');
    ws.sid = this.sid;
    return ws;
  }
}

/** A WebSocket whose frames are recorded. */
class WebSocketStream {
  constructor(script, raw) {
    this.script = script;
    this.raw = raw;
  }

  text(data) {
    this.raw.text(data);
  }

  binary(data) {
    this.raw.binary(data);
  }

  #describe(frame) {
    if (frame.end) return { end: true };
    if (frame.opcode === 8) return { close: frame.code, reason: frame.reason };
    const data = frame.payload;
    const text = frame.opcode === 1 ? this.script.normalise(data.toString()) : data.toString('hex');
    return { opcode: frame.opcode, rsv: frame.rsv, masked: frame.masked, data: text.length > 2000 ? `${text.length} characters` : text };
  }

  /** The next message, recorded; a server may send a long one in fragments. */
  async frame(label = 'frame') {
    const frame = await within(PATIENCE_MS, label, this.raw.message());
    this.script.record(label, this.#describe(frame));
    return frame;
  }

  async frames(count, label = 'frame') {
    const frames = [];
    for (let i = 0; i < count; i++) frames.push(await this.frame(label));
    return frames;
  }

  /** CONNECT to a namespace, with the recorded answer. */
  async join(namespace = '', auth = '') {
    this.text(`40${namespace ? `${namespace},` : ''}${auth}`);
    await this.frame(`CONNECT ${namespace}`);
    return this;
  }

  /** Records whether anything comes within this time. */
  async silent(ms, label = 'silence') {
    const frame = await this.raw.nextWithin(ms);
    this.script.record(label, frame ? this.#describe(frame) : { silent: true });
  }

  /** Waits for the end; records the close frame, if there was one, and nothing of the frames before it unless told. */
  async closed(label = 'closed') {
    const frame = await this.frame(label);
    if (!frame.end && frame.opcode !== 8) throw new Error(`${label}: expected the end of the WebSocket, got ${JSON.stringify(this.#describe(frame))}`);
    return frame;
  }

  /** Waits for the end, however it comes: with a close frame, without, or with bytes that are no WebSocket frame. */
  async ended(label = 'ended') {
    await within(PATIENCE_MS, label, (async () => {
      while (!(await this.raw.next()).end);
    })());
    this.script.record(label, { ended: true });
  }

  close(code) {
    this.raw.close(code);
  }
}
