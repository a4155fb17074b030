// The snippets of docs/clients.md, against an application under the context path /app.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { io } from "socket.io-client";
import { PATIENCE_MS, within } from './raw.mjs';

const server = process.env.CLIENTS_SERVER;
// What the snippets print.
const lines = [];
const console = { log: (...words) => lines.push(words.join(' ')) };
const opened = [];

afterEach(() => {
  opened.splice(0).forEach(socket => socket.disconnect());
  lines.length = 0;
});

const keep = socket => {
  opened.push(socket);
  return socket;
};
const connected = socket => within(PATIENCE_MS, 'connect', new Promise((resolve, reject) => {
  socket.once('connect', resolve);
  socket.once('connect_error', reject);
}));

function connect() {
  const socket = io(server, { path: "/app/socket.io/" });
  return keep(socket);
}

test('the path holds the context path', async () => {
  await connected(connect());
});

test('an address is made from that of the page', async () => {
  const location = { href: `${server}/app/index.html` };
  const socket = io(server, { path: new URL("socket.io/", location.href).pathname });
  await connected(keep(socket));
});

test('a namespace, auth and a transport', async () => {
  // The second socket of a namespace gets a connection of its own; the first would share that of the tests before, and its transports.
  keep(io(server + '/orders', { path: '/app/socket.io/', autoConnect: false }));
  const orders = io(server + "/orders", {
    path: "/app/socket.io/",
    auth: { token: "t1" },
    transports: ["websocket"],
  });
  await connected(keep(orders));
  assert.equal(await orders.emitWithAck('transport'), 'websocket');
});

test('auth that is asked for at each connection', async () => {
  const currentToken = async () => 't1';
  const orders = io(server + "/orders", {
    path: "/app/socket.io/",
    auth: (send) => currentToken().then((token) => send({ token })),
  });
  await connected(keep(orders));
});

test('events and acknowledgements', async () => {
  const socket = connect();
  socket.on("greeted", (name) => console.log(name));
  socket.emit("greet", "Ann", (answer) => console.log(answer));

  try {
    const answer = await socket.timeout(5000).emitWithAck("greet", "Bob");
    console.log(answer);
  } catch (error) {
    console.log("no answer within 5 seconds");
  }
  assert.deepEqual(lines, ['Ann', 'Hello, Ann!', 'Bob', 'Hello, Bob!']);
});

test('the client answers and sends binary data', async () => {
  const socket = connect();
  socket.on("how are you", (answer) => answer("fine"));
  socket.emit("upload", new Uint8Array([1, 2, 3]), (bytes) => console.log(bytes));
  assert.equal(await socket.emitWithAck('ask me'), 'fine');
  assert.deepEqual(lines, ['3']);
});

test('the client hears why it is refused', async () => {
  const orders = keep(io(server + '/orders', { path: '/app/socket.io/' }));
  orders.on("connect_error", (error) => {
    if (orders.active) {
      console.log("not reached, will try again: " + error.message);
    } else {
      console.log("refused: " + error.message, error.data);
    }
  });
  await within(PATIENCE_MS, 'connect_error', new Promise(resolve => orders.on('connect_error', resolve)));
  assert.deepEqual(lines, ['refused: not authorized [object Object]']);
});

test('the client comes back after the server has disconnected it', async () => {
  const socket = connect();
  await connected(socket);
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") {
      socket.connect(); // the client does not try again by itself
    }
  });
  socket.emit('leave me');
  await connected(socket);
});

test('the client of the README', async () => {
  const other = connect();
  await connected(other);
  // The page of an application in the root context needs no arguments.
  const io = connect;
  const socket = io();
  socket.on("new message", ({ from, message }) => console.log(from, message));
  socket.emit("new message", "hello");
  socket.emit("sum", 1, 2, (sum) => console.log(sum));
  const heard = await within(PATIENCE_MS, 'new message', new Promise(resolve => other.on('new message', resolve)));
  assert.deepEqual(heard, { from: socket.id, message: 'hello' });
  // Answered after what this socket has emitted before.
  await socket.emitWithAck('greet', 'Ann');
  other.emit('new message', 'hi');
  await within(PATIENCE_MS, 'new message', new Promise(resolve => socket.once('new message', resolve)));
  assert.deepEqual(lines, ['3', `${other.id} hi`]);
});

test('the client of the page about Spring Boot', async () => {
  const other = connect();
  await connected(other);
  const io = connect;
  const socket = io();
  socket.on("message", ({ from, text }) => console.log(from, text));
  socket.on("announcement", (text) => console.log(text));
  socket.emit("message", { from: "Ada", text: "hello" });
  socket.emit("sum", 1, 2, (sum) => console.log(sum));
  const heard = await within(PATIENCE_MS, 'message', new Promise(resolve => other.on('message', resolve)));
  assert.deepEqual(heard, { from: 'Ada', text: 'hello' });
  await socket.emitWithAck('greet', 'Ann');
  other.emit('message', { from: 'Bob', text: 'hi' });
  await within(PATIENCE_MS, 'message', new Promise(resolve => socket.once('message', resolve)));
  assert.deepEqual(lines, ['sent', '3', 'Bob hi']);
});
