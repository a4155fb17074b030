// The javadoc that the build has made of the library's modules.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TYPES = /^typeSearchIndex\s*=\s*(\[.*?\]);/s;
/** What its search index holds beside types. */
const ALL = 'All Classes';

export function apiFolders(root) {
  const library = join(root, 'socketio-jakarta');
  return readdirSync(library)
    .map(artifact => ({ artifact, folder: join(library, artifact, 'target', 'reports', 'apidocs') }))
    .filter(({ folder }) => existsSync(join(folder, 'index.html')))
    .sort((a, b) => Number(b.artifact === 'core') - Number(a.artifact === 'core') || (a.artifact < b.artifact ? -1 : 1));
}

/** An entry of the search for each type. */
export function apiEntries({ artifact, folder }) {
  const index = TYPES.exec(readFileSync(join(folder, 'type-search-index.js'), 'utf8'));
  if (index === null) throw new Error(`${folder}/type-search-index.js is not as expected; has the format of javadoc changed?`);
  return JSON.parse(index[1])
    .filter(({ p, l }) => p && !l.startsWith(ALL))
    .map(({ p, l }) => ({ t: `Javadoc: ${p}`, h: l, u: `api/${artifact}/${p.replaceAll('.', '/')}/${l}.html`, x: '' }));
}
