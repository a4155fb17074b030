"use strict";
// The reference server as a peer: the same three events and the same commands on the standard input as the Java servers.

const { createServer } = require("node:http");
const { createInterface } = require("node:readline");
const { Server } = require("socket.io");

const httpServer = createServer();
const io = new Server(httpServer, { serveClient: false });

io.on("connection", (socket) => {
  socket.on("echo", (value) => socket.emit("echo", value));
  socket.on("ack", (value, ack) => ack(value));
  socket.on("go", (value) => io.emit("b", value));
});

function liveHeap() {
  global.gc();
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return `${heapUsed} ${external}`;
}

const commands = {
  heap: liveHeap,
  sockets: () => io.of("/").sockets.size,
  jit: () => "0 0",
};

httpServer.listen({ port: 0, host: "127.0.0.1", backlog: 1000 }, () => {
  console.log(`ready ${httpServer.address().port}`);
});

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => console.log(commands[line] ? String(commands[line]()) : `unknown command ${line}`));
lines.on("close", () => process.exit(0));
