// Two pages of a skeleton of docs/skeletons greet each other in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';

const { SKELETON_ADDRESS: address } = process.env;

let browser;
let context;
const complaints = [];

before(async () => {
  browser = await launch();
  context = await browser.newContext();
  context.setDefaultTimeout(10_000);
});

after(() => browser?.close());

async function page() {
  const opened = await context.newPage();
  opened.on('pageerror', error => complaints.push(error.message));
  const response = await opened.goto(address);
  assert.equal(response.status(), 200);
  await says(opened, 'you are ');
  return opened;
}

const says = (opened, text) => opened.waitForSelector(`li:has-text(${JSON.stringify(text)})`);

test('two pages greet each other', async () => {
  const [ann, bob] = [await page(), await page()];
  await ann.fill('input', 'Ann');
  await ann.click('button');
  await says(ann, 'Hello, Ann!');
  await says(bob, 'Ann says hello');
  assert.deepEqual(complaints, []);
});
