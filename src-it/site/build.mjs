// Makes the site of the documentation: every page of docs, the README and the like, and the javadoc of the library, with a search over all of it.
// Fails when a link leads nowhere. Arguments: the root of the repository, the output folder, the folder for npm packages.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiEntries, apiFolders } from './api.mjs';
import { SITE_FILES, sourcesOf } from './sources.mjs';
import { Renderer } from './render.mjs';
import { layout } from './layout.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [root, out, npm] = process.argv.slice(2).map(argument => resolve(argument));

function packages() {
  const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
  const stamp = join(npm, 'installed-lock');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    mkdirSync(npm, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(here, file), join(npm, file));
    const install = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: npm, stdio: 'inherit', shell: process.platform === 'win32' });
    if (install.status !== 0) fail([`'npm ci' in ${npm} failed: ${install.error ?? `exit code ${install.status}`}`]);
    writeFileSync(stamp, lock);
  }
  return createRequire(join(npm, 'package.json'));
}

function fail(problems) {
  for (const problem of problems) console.error(`[ERROR] site: ${problem}`);
  process.exit(1);
}

const write = (path, text) => {
  const file = join(out, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const require = packages();
const renderer = new Renderer(root, require('markdown-it'), require('highlight.js'));
const pages = renderer.renderAll(sourcesOf(root));
const api = apiFolders(root);

const problems = [...renderer.problems()];
if (!api.some(({ artifact }) => artifact === 'core')) problems.push('socketio-jakarta/core has no javadoc; build it without -DskipTests');
if (problems.length > 0) fail(problems);

rmSync(out, { recursive: true, force: true });
for (const page of pages) write(page.output, layout(page, pages, api));
for (const { artifact, folder } of api) cpSync(folder, join(out, 'api', artifact), { recursive: true });
for (const file of SITE_FILES) cpSync(join(here, 'assets', file), join(out, 'assets', file));
const index = [...pages.flatMap(page => page.sections), ...api.flatMap(apiEntries)];
write('assets/search-index.js', `window.SEARCH_INDEX = ${JSON.stringify(index).replaceAll('<', '\\u003c')};\n`);
console.log(`site: ${pages.length} pages, ${index.length} entries to search, in ${out}`);
