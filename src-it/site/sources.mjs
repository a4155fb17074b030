// Which pages the site has, and where they stand in its navigation. What is not named here is taken, too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SITE_FILES = ['site.css', 'search.js', 'icon.svg'];

const ALONE = ['README.md', 'CHANGELOG.md', '.github/CONTRIBUTING.md', '.github/SECURITY.md', 'sample-war/README.md'];

/** The groups of the navigation. A page belongs to the first that names it, otherwise to the guides. */
const GROUPS = [
  ['Start', ['README.md', 'docs/getting-started.md', /^docs\/coming-from/, 'sample-war/README.md']],
  ['Reference', [/^docs\/(configuration|deployment|tuning|messages|containers|deviations|troubleshooting|benchmarks|reliability)\.md$/]],
  ['Inside', [/^docs\/(architecture|concurrency|extending)\.md$/, '.github/CONTRIBUTING.md', '.github/SECURITY.md', 'CHANGELOG.md']],
  ['Decisions', [/^docs\/adr\//]],
];
const ORDER = ['Start', 'Guides', 'Reference', 'Inside', 'Decisions'];

const matches = (pattern, path) => (typeof pattern === 'string' ? pattern === path : pattern.test(path));

function place(path) {
  for (const [group, patterns] of GROUPS) {
    const index = patterns.findIndex(pattern => matches(pattern, path));
    if (index >= 0) return { group, index };
  }
  // The guides begin with those that are called so.
  return { group: 'Guides', index: path.startsWith('docs/guide') ? 0 : 1 };
}

function markdownBelow(root, folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(path => path.endsWith('.md') && !path.includes('/target/'));
}

/** The pages in the order of the navigation: `{path, group, text}`. */
export function sourcesOf(root) {
  return [...ALONE, ...markdownBelow(root, 'docs')]
    .map(path => ({ path, ...place(path), text: readFileSync(join(root, path), 'utf8') }))
    .sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group) || a.index - b.index || (a.path < b.path ? -1 : 1));
}
