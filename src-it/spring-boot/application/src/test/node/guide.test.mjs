// The page of docs/spring-boot.md, in conversation with the application of that page.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { io as connect } from 'socket.io-client';

const URL = process.env.SERVER_URL;

test('the page hears the sum, the message of another page and the announcement', { timeout: 20_000 }, async () => {
  const heard = new EventEmitter();
  const console = { log: (...values) => heard.emit(values.join(' ')) };
  const io = () => connect(URL, { forceNew: true });
  const sum = once(heard, '3');
  const message = once(heard, 'Grace hi');
  const announcement = once(heard, 'tea is ready');

  const socket = io();
  socket.on("message", ({ from, text }) => console.log(from, text));
  socket.on("announcement", (text) => console.log(text));
  socket.emit("message", { from: "Ada", text: "hello" });
  socket.emit("sum", 1, 2, (sum) => console.log(sum));

  await sum;
  const other = connect(URL, { forceNew: true });
  other.emit('message', { from: 'Grace', text: 'hi' });
  await message;
  const response = await fetch(URL + '/announcements', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'tea is ready' });
  assert.equal(response.status, 200);
  await announcement;
  socket.close();
  other.close();
});
