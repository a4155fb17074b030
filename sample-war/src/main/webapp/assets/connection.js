import {byId, plain} from "./dom.js";

// The pages may stand under any context path: it is what comes before assets/ in our own address.
const base = new URL("../", import.meta.url).pathname;

const TRANSPORTS = {polling: "Long-polling", websocket: "WebSocket"};

/**
 * Connects to a namespace and shows the state of the connection in the element #connection.
 * `?transport=polling` or `?transport=websocket` in the page's address keeps to one transport.
 */
export function connect(namespace) {
  const badge = new Badge(byId("connection"));
  if (!window.io) {
    badge.show("refused", "Client script missing");
    throw new Error("socket.io.js did not load");
  }
  const chosen = new URLSearchParams(location.search).getAll("transport").filter((name) => name in TRANSPORTS);
  const socket = window.io(namespace, {
    path: `${base}socket.io/`,
    ...(chosen.length > 0 && {transports: chosen}),
  });
  watch(socket, badge);
  return socket;
}

function watch(socket, badge) {
  const manager = socket.io;
  let upgraded = false;

  const showConnected = () => badge.connected(manager.engine.transport.name, upgraded);

  manager.on("open", () => {
    upgraded = false;
    manager.engine.on("upgrade", () => {
      upgraded = true;
      if (socket.connected) showConnected();
    });
  });
  manager.on("reconnect_attempt", (attempt) => badge.show("reconnecting", `Reconnecting (${attempt})…`));
  socket.on("connect", showConnected);
  socket.on("connect_error", (error) => {
    // Refused by the application: the client does not try again. Otherwise it does, and reconnect_attempt says so.
    if (!socket.active) badge.show("refused", plain(error.message, 100) || "Refused");
    else badge.show("reconnecting", "Server not reached…");
  });
  socket.on("disconnect", () => {
    if (socket.active) badge.show("reconnecting", "Reconnecting…");
    else badge.show("disconnected", "Disconnected");
  });
}

class Badge {
  #root;
  #text;

  constructor(root) {
    this.#root = root;
    this.#text = root.querySelector("span");
  }

  connected(transport, upgraded) {
    this.show("connected", TRANSPORTS[transport] ?? transport);
    this.#root.dataset.transport = transport;
    this.#root.dataset.upgraded = upgraded;
    this.#root.title = upgraded ? "Connected; upgraded from long-polling" : "Connected";
  }

  show(state, text) {
    this.#root.dataset.state = state;
    delete this.#root.dataset.transport;
    delete this.#root.dataset.upgraded;
    this.#root.title = text;
    this.#text.textContent = text;
  }
}

/**
 * Emits an event and resolves with the server's answer: `{status: "OK", …}`, or `{status: "!OK", error}`, also when no answer
 * comes. Never rejects.
 */
export async function ask(socket, event, ...args) {
  if (!socket.connected) return {status: "!OK", error: "not connected"};
  try {
    const answer = await socket.timeout(10_000).emitWithAck(event, ...args);
    if (answer?.status === "OK") return answer;
    return {status: "!OK", error: refusal(answer) || "the server refused it"};
  } catch {
    return {status: "!OK", error: "the server did not answer"};
  }
}

/** What the server says of an event that it refuses: `{error}`, and `{violations: [{path, message}, …]}` when values were wrong. */
function refusal(answer) {
  const violations = Array.isArray(answer?.violations) ? answer.violations : [];
  const reasons = violations.map(({path, message}) => `${plain(path, 100)} ${plain(message, 200)}`);
  return reasons.join("; ") || plain(answer?.error, 300);
}
