// The site of the documentation in a real browser: readable on a phone and in the dark, and its search finds pages and javadoc.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

const { SITE: site, SCREENSHOTS: folder = 'screenshots' } = process.env;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

const pages = readdirSync(site, { recursive: true })
  .map(name => name.replaceAll('\\', '/'))
  .filter(name => name.endsWith('.html') && !name.startsWith('api/'));

// One page for all tests: the browser of the package runs in one process, which ends with its first page.
let browser;
let page;
const complaints = [];

before(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await launch();
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    const { url } = message.location();
    // Javadoc's pages are the JDK's; that of Debian refers to fonts that it does not have.
    if (message.type() === 'error' && !url.includes('/api/')) complaints.push(`${message.text()} (${url})`);
  });
});

after(() => browser?.close());

async function open(path, { viewport = DESK, colorScheme = 'light' } = {}) {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  await page.goto(address(path));
}

const address = path => pathToFileURL(join(site, path)).href;

const brightness = () =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).reduce((sum, part) => sum + Number(part), 0) / 3);

test('no page is wider than a phone', async () => {
  assert.ok(pages.length > 20, `only ${pages.length} pages`);
  await open('index.html', { viewport: PHONE });
  for (const path of pages) {
    await page.goto(address(path));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= PHONE.width, `${path} is ${width} pixels wide`);
    assert.ok((await page.title()).length > 0, `${path} has no title`);
  }
});

test('pages are dark in the dark and light otherwise', async () => {
  for (const [colorScheme, isRight] of [['dark', level => level < 60], ['light', level => level > 200]]) {
    await open('docs/getting-started.html', { viewport: PHONE, colorScheme });
    assert.ok(isRight(await brightness()), colorScheme);
    await page.screenshot({ path: `${folder}/site-${colorScheme}.png` });
    }
});

test('the pages of a phone are in a menu that opens', async () => {
  await open('index.html', { viewport: PHONE });
  const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Getting started' });
  assert.equal(await link.isVisible(), false);
  await page.click('summary');
  await link.click();
  await page.waitForSelector('h1:text("Getting started")');
});

test('the search finds a section and leads to it', async () => {
  await open('docs/adr/index.html');
  await page.keyboard.press('/');
  await page.keyboard.type('on tomcat gett');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/docs\/getting-started\.html#on-tomcat$/);
  assert.ok(await page.locator('#on-tomcat').isVisible());
});

test('the search finds types in the javadoc', async () => {
  await open('index.html');
  await page.fill('#search', 'BroadcastOperator');
  await page.keyboard.press('Enter');
  await page.waitForURL(/api\/core\/io\/socketio\/jakarta\/BroadcastOperator\.html$/);
});

test('the search says when there is nothing, and takes what is typed as text', async () => {
  await open('index.html');
  await page.fill('#search', '<img src=x onerror=alert(1)>');
  await page.waitForSelector('#results:has-text("Nothing found")');
});

test('the pages are silent on the console', () => assert.deepEqual(complaints, []));
