// The sample's chat on two servers on Java and one on Node.js, behind HAProxy: pages in a real browser, one at each server.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, typeUntil } from './browser.mjs';

const { SAMPLE_ADDRESS: address, SCREENSHOTS: folder = 'screenshots' } = process.env;
const SERVERS = ['java-1', 'java-2', 'node'];
const at = name => `[data-test="${name}"]`;

let browser;
const pages = {};
const complaints = [];

before(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await launch();
});
after(() => browser?.close());

/** A browser of its own, whose cookie chooses the server. */
async function enter(server) {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  context.setDefaultTimeout(20_000);
  await context.addCookies([{ name: 'node', value: server, url: address }]);
  const page = await context.newPage();
  page.on('pageerror', error => complaints.push(`${server}: ${error.message}`));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`${server}: ${message.text()}`);
  });
  assert.equal((await page.goto(new URL('chat/', address).href)).status(), 200);
  await page.waitForSelector(`${at('connection')}[data-state="connected"][data-transport="websocket"]`);
  await page.fill(at('username'), `At ${server}`);
  await page.click(at('join'));
  await page.waitForSelector(at('room'));
  const cookies = await context.cookies();
  assert.deepEqual(cookies.filter(({ name }) => name === 'node').map(({ value }) => value), [server], 'the balancer has kept the server');
  return page;
}

const heard = (page, text) => page.waitForSelector(`${at('text')}:text-is(${JSON.stringify(text)})`);

test('people at three servers see each other come', async () => {
  for (const server of SERVERS) {
    pages[server] = await enter(server);
    const here = Object.keys(pages).length;
    for (const [other, page] of Object.entries(pages)) {
      if (other !== server) await page.waitForSelector(`${at('note')}:text("At ${server} joined")`);
      await page.waitForSelector(`${at('participants')}:text("${here} participant")`);
    }
  }
});

test('each hears what the others write, and an announcement over REST', async () => {
  for (const [server, page] of Object.entries(pages)) {
    const listeners = Object.entries(pages).filter(([other]) => other !== server).map(([, listener]) => listener);
    await typeUntil(page.locator(at('message-input')), Promise.all(listeners.map(listener =>
      listener.waitForSelector(`${at('typing')}:has-text("At ${server} is typing")`))));
    await page.fill(at('message-input'), `Hello from ${server} 👋`);
    await page.click(at('send'));
    for (const listener of Object.values(pages)) await heard(listener, `Hello from ${server} 👋`);
    await page.waitForSelector('[data-delivery="sent"]');
  }
  const response = await fetch(new URL('api/announcements', address), {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ text: 'Lunch is ready' }),
  });
  assert.ok(response.ok, `${response.status}`);
  for (const [server, page] of Object.entries(pages)) {
    await page.waitForSelector(`${at('announcement-text')}:text-is("Lunch is ready")`);
    await page.screenshot({ path: `${folder}/cluster-${server}.png` });
  }
});

test('all see somebody leave, whichever server it was', async () => {
  for (const server of ['node', 'java-1']) {
    await pages[server].close();
    delete pages[server];
    const left = Object.keys(pages).length;
    for (const page of Object.values(pages)) {
      await page.waitForSelector(`${at('note')}:text("At ${server} left")`);
      await page.waitForSelector(`${at('participants')}:text("${left} participant")`);
    }
  }
  assert.deepEqual(complaints, []);
});
