// Two pages of the sample's chat talk to each other in a real browser; a screenshot is kept.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launch, typeUntil } from './browser.mjs';

const { SAMPLE_ADDRESS: address, SCREENSHOTS: folder = 'screenshots' } = process.env;
const at = name => `[data-test="${name}"]`;

let browser;
let context;
const complaints = [];

before(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  context.setDefaultTimeout(10_000);
});

after(() => browser?.close());

async function page(path) {
  const opened = await context.newPage();
  opened.on('pageerror', error => complaints.push(`${path}: ${error.message}`));
  opened.on('console', message => {
    if (message.type() === 'error') complaints.push(`${path}: ${message.text()}`);
  });
  const response = await opened.goto(new URL(path, address).href);
  assert.equal(response.status(), 200);
  return opened;
}

async function enter(name) {
  const chat = await page('chat/');
  // The page refuses to join before it is connected, and the first connection to a server just started takes its time.
  await chat.waitForSelector(`${at('connection')}[data-state="connected"]`);
  await chat.fill(at('username'), name);
  await chat.click(at('join'));
  await chat.waitForSelector(at('room'));
  return chat;
}

async function say(chat, text) {
  await chat.fill(at('message-input'), text);
  await chat.click(at('send'));
}

const heard = (chat, text) => chat.waitForSelector(`${at('text')}:text-is(${JSON.stringify(text)})`);

test('two people talk in the chat', async () => {
  const anna = await enter('Anna');
  const boris = await enter('Борис');
  await anna.waitForSelector(`${at('participants')}:text("2")`);
  await anna.waitForSelector(`${at('note')}:text("Борис")`);

  await say(anna, 'Привет, Борис!');
  await heard(boris, 'Привет, Борис!');
  await say(boris, 'Hello, Anna 😀');
  await heard(anna, 'Hello, Anna 😀');

  await typeUntil(boris.locator(at('message-input')), anna.waitForSelector(`${at('typing')}:has-text("Борис is typing")`));
  await anna.screenshot({ path: `${folder}/chat-anna.png` });
  await say(boris, 'I am typing');
  await heard(anna, 'I am typing');
  await boris.screenshot({ path: `${folder}/chat-boris.png` });

  await boris.close();
  await anna.waitForSelector(`${at('note')}:text("left")`);
  await anna.waitForSelector(`${at('participants')}:text("1")`);
  await anna.close();
});

test('text of users is shown as text', async () => {
  const anna = await enter('<b>Eve</b>');
  const boris = await enter('Boris');
  await say(anna, '<img src=x onerror="document.title=\'hurt\'">');
  await heard(boris, '<img src=x onerror="document.title=\'hurt\'">');
  assert.notEqual(await boris.title(), 'hurt');
  assert.equal(await boris.locator(`${at('messages')} img`).count(), 0);
  await Promise.all([anna.close(), boris.close()]);
});

// Submits the form, and types on before any answer can come: in the same task of the page.
const submitAndType = (opened, field, text) =>
  opened.locator(at(field)).evaluate((input, more) => {
    input.form.requestSubmit();
    input.focus();
    document.execCommand('insertText', false, more);
  }, text);

const valueOf = (opened, field) => opened.locator(at(field)).inputValue();

test('what is typed while a todo is being added is the next todo', async () => {
  const todo = await page('todo/');
  await todo.waitForSelector(`${at('connection')}[data-state="connected"]`);
  await todo.fill(at('title'), 'Read');
  await submitAndType(todo, 'title', 'Write');
  await todo.waitForSelector(`${at('todo-title')}:text-is("Read")`);
  assert.equal(await valueOf(todo, 'title'), 'Write');
  await todo.click(at('add'));
  await todo.waitForSelector(`${at('todo-title')}:text-is("Write")`);
  assert.equal(await valueOf(todo, 'title'), '');
  await todo.close();
});

test('a todo that is refused comes back into its field, unless the next one has been begun', async () => {
  const todo = await page('todo/');
  await todo.waitForSelector(`${at('connection')}[data-state="connected"]`);
  const tooLong = 'a'.repeat(201);
  await todo.locator(at('title')).evaluate(input => input.removeAttribute('maxlength'));
  await todo.fill(at('title'), tooLong);
  await todo.click(at('add'));
  await todo.waitForSelector(`${at('problem')}:has-text("was not added")`);
  assert.equal(await valueOf(todo, 'title'), tooLong);
  await submitAndType(todo, 'title', 'Write');
  await todo.waitForSelector(`${at('problem')}:has-text("was not added")`);
  assert.equal(await valueOf(todo, 'title'), 'Write');
  await todo.close();
});

test('what is typed while a message of the history is being sent is the next message', async () => {
  const history = await page('history/');
  await history.waitForSelector(`${at('connection')}[data-state="connected"]`);
  await history.fill(at('username'), 'Anna');
  await history.click(at('join'));
  await history.waitForSelector(at('room'));
  await history.fill(at('message-input'), 'Hello');
  await submitAndType(history, 'message-input', 'again');
  await heard(history, 'Hello');
  assert.equal(await valueOf(history, 'message-input'), 'again');
  await history.close();
});

// Connects from the page as its own script would, with the visitor's cookies.
const connect = opened =>
  opened.evaluate(
    async server => {
      const script = document.createElement('script');
      script.src = `${server}socket.io/socket.io.js`;
      document.head.append(script);
      await new Promise((loaded, failed) => Object.assign(script, { onload: loaded, onerror: failed }));
      const path = `${new URL(server).pathname}socket.io/`;
      const socket = window.io(new URL(server).origin, { path, transports: ['websocket'], reconnection: false });
      return new Promise(resolve => {
        socket.on('connect', () => resolve('connected'));
        socket.on('connect_error', () => resolve('refused'));
      }).finally(() => socket.disconnect());
    },
    address,
  );

// In the field: a page of another site placed an order as the user who visited it, because browsers send cookies with every WebSocket.
test('a page of another origin cannot open a WebSocket with the cookies of its visitor', async () => {
  const foreign = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Foreign</title>'));
  foreign.listen(0, new URL(address).hostname);
  await once(foreign, 'listening');
  const elsewhere = `http://${new URL(address).hostname}:${foreign.address().port}/`;
  const opened = await context.newPage();
  try {
    await context.addCookies([{ name: 'visitor', value: 'Anna', url: address }]);
    await opened.goto(elsewhere);
    assert.equal(await connect(opened), 'refused');
    await opened.goto(address);
    assert.equal(await connect(opened), 'connected');
    await context.clearCookies();
    await opened.goto(elsewhere);
    assert.equal(await connect(opened), 'connected', 'without credentials there is nobody to act as');
  } finally {
    await opened.close();
    foreign.close();
  }
});

for (const path of ['', 'todo/', 'counter/', 'history/']) {
  test(`the page /${path} opens`, async () => {
    const opened = await page(path);
    await opened.waitForTimeout(300);
    await opened.screenshot({ path: `${folder}/${path.replace('/', '') || 'index'}.png` });
    await opened.close();
  });
}

test('the pages are silent on the console', () => {
  assert.deepEqual(complaints, []);
});
