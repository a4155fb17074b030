// Scenarios that are played over polling and again over a WebSocket.
import { PATIENCE_MS, within } from '../raw.mjs';
import { scenario } from '../script.mjs';

/** Declares a scenario twice, once for each transport. @param run gets the script and a client, see {@link OverPolling} */
export const both = (name, config, run) => {
  scenario(`${name} (polling)`, config, async t => run(t, new OverPolling(await t.open())));
  scenario(`${name} (WebSocket)`, config, async t => run(t, new OverWebSocket(await t.openWebSocket())));
};

/** The same words for both transports: send one packet, take so many packets, see the end. */
class OverPolling {
  constructor(session) {
    this.session = session;
  }

  /** Another client on the same transport. */
  async another() {
    return new OverPolling(await this.session.script.open());
  }

  /** Ends the connection without leaving any namespace. */
  async cut() {
    await this.session.post('1', { label: 'cut', statusOnly: true });
  }

  send(...packets) {
    const payload = packets.map(p => (typeof p === 'string' ? p : `b${Buffer.from(p).toString('base64')}`)).join('\x1e');
    return this.session.post(payload, { label: `POST of ${packets.length} packets` });
  }

  take(count, label) {
    return this.session.packets(count, label);
  }

  /** Whether a packet that begins so comes before the end of the connection; nothing is recorded. */
  async until(beginning) {
    for (;;) {
      const response = await within(PATIENCE_MS, beginning, this.session.poll().response);
      if (response.status !== 200) return false;
      if (response.body.toString().split('\x1e').some(packet => packet.startsWith(beginning))) return true;
    }
  }

  async ended() {
    await this.session.script.pause(60);
    await this.session.get('GET that hears of the close');
    await this.session.get('GET after the close');
  }
}

class OverWebSocket {
  constructor(ws) {
    this.ws = ws;
  }

  async another() {
    return new OverWebSocket(await this.ws.script.openWebSocket());
  }

  async cut() {
    this.ws.close(1001);
  }

  async send(...packets) {
    for (const packet of packets) {
      if (typeof packet === 'string') this.ws.text(packet);
      else this.ws.binary(packet);
    }
  }

  async take(count, label) {
    const frames = await this.ws.frames(count, label);
    return frames.map(frame => frame.payload?.toString());
  }

  async until(beginning) {
    for (;;) {
      const frame = await within(PATIENCE_MS, beginning, this.ws.raw.message());
      if (frame.end || frame.opcode === 8) return false;
      if (frame.payload.toString().startsWith(beginning)) return true;
    }
  }

  async ended() {
    await this.ws.closed();
  }
}
