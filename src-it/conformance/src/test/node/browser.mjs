// A headless Chromium: the one that comes with an npm package, so that a fresh machine needs nothing else; otherwise one that is installed.
import { existsSync } from 'node:fs';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function launch() {
  try {
    return await chromium.launch({ executablePath: await packaged.executablePath(), args: packaged.args, headless: true });
  } catch (error) {
    const executablePath = INSTALLED.find(existsSync);
    if (!executablePath) throw error;
    return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true });
  }
}
