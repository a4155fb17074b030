// A headless Chromium: the one that comes with an npm package, so that a fresh machine needs nothing else; otherwise one that is installed.
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const LOCK = join(tmpdir(), 'socketio-jakarta-chromium.lock');
/** Whoever has held it for so long has been killed. */
const LOCK_ENDS_MS = 60_000;

function lock() {
  try {
    mkdirSync(LOCK);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs < Date.now() - LOCK_ENDS_MS) rmSync(LOCK, { recursive: true, force: true });
  return false;
}

/** Its file, which the package unpacks on the first call. For another process it would be there before all of it is written. */
async function unpacked() {
  while (!lock()) await sleep(100);
  try {
    return await packaged.executablePath();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

export async function launch() {
  try {
    return await chromium.launch({ executablePath: await unpacked(), args: packaged.args, headless: true });
  } catch (error) {
    const executablePath = INSTALLED.find(existsSync);
    if (!executablePath) throw error;
    return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true });
  }
}

/** Types into a field of the chat until `seen` is fulfilled: who pauses is soon no longer shown as typing. */
export async function typeUntil(input, seen) {
  let over = false;
  const end = seen.finally(() => (over = true));
  // If typing fails first, that is the failure.
  end.catch(() => {});
  while (!over) {
    await input.pressSequentially('Hi');
    await Promise.race([end, sleep(500)]);
  }
  await end;
}
