// The reference server on Bun, as a peer: the same three events and the same commands on the standard input as the other servers.
import { createInterface } from "node:readline";
import { Server as Engine } from "@socket.io/bun-engine";
import { Server } from "socket.io";

const io = new Server();
const engine = new Engine({ path: "/socket.io/" });
io.bind(engine);

io.on("connection", (socket) => {
  socket.on("echo", (value) => socket.emit("echo", value));
  socket.on("ack", (value, ack) => ack(value));
  socket.on("go", (value) => io.emit("b", value));
});

function residentMemory() {
  Bun.gc(true);
  Bun.gc(true);
  return `${process.memoryUsage().rss} 0`;
}

const commands = {
  heap: residentMemory,
  sockets: () => io.of("/").sockets.size,
  jit: () => "0 0",
};

const server = Bun.serve({ hostname: "127.0.0.1", port: 0, ...engine.handler() });
console.log(`ready ${server.port}`);

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => console.log(commands[line] ? String(commands[line]()) : `unknown command ${line}`));
lines.on("close", () => process.exit(0));
