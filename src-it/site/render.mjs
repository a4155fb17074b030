// Markdown to HTML: headings with the anchors that GitHub gives them, links to pages of the site, and what the search needs.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

const LANGUAGES = { js: 'javascript', mjs: 'javascript', md: 'markdown', html: 'xml', htm: 'xml', sh: 'bash' };

const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The anchor of a heading, as GitHub makes it. */
const slug = text => text.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '').replaceAll(' ', '-');

// Some web servers do not serve folders that begin with a dot.
const outputOf = path =>
  path === 'README.md' ? 'index.html' : path.replace(/^\./, '').replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html');

export class Renderer {
  #root;
  #highlighter;
  #markdown;
  /** Pages by the path of their source; files that pages link to join them. */
  #pages = new Map();
  /** `{from, to, anchor}` of all links within the repository. */
  #links = [];
  #missing = [];
  #pending = [];

  constructor(root, MarkdownIt, highlighter) {
    this.#root = root;
    this.#highlighter = highlighter;
    this.#markdown = new MarkdownIt({ html: true, linkify: false, highlight: (code, language) => this.#code(code, language) });
    this.#markdown.core.ruler.push('site', state => this.#prepare(state));
    this.#markdown.renderer.rules.table_open = () => '<div class="table"><table>\n';
    this.#markdown.renderer.rules.table_close = () => '</table></div>\n';
  }

  renderAll(sources) {
    for (const source of sources) this.#pages.set(source.path, { ...source, output: outputOf(source.path) });
    for (const source of sources) this.#render(this.#pages.get(source.path));
    while (this.#pending.length > 0) this.#renderFile(this.#pending.shift());
    return [...this.#pages.values()];
  }

  /** Links that lead nowhere, in words. Complete after {@link renderAll}. */
  problems() {
    const anchors = this.#links
      .filter(({ to, anchor }) => anchor && !this.#pages.get(to)?.anchors.has(anchor))
      .map(({ from, to, anchor }) => `${from} links to ${to}#${anchor}, but there is no such heading`);
    return [...this.#missing, ...anchors];
  }

  #render(page) {
    const env = { page, sections: [], anchors: new Set() };
    page.html = this.#markdown.render(page.text, env);
    page.anchors = env.anchors;
    page.title = env.sections[0]?.heading ?? page.path;
    page.headings = env.sections.filter(({ level }) => level === 2).map(({ heading, anchor }) => ({ heading, anchor }));
    page.sections = env.sections.map(({ heading, anchor, level, text }) => ({
      t: page.title,
      h: level === 1 ? '' : heading,
      u: page.output + (level === 1 ? '' : `#${anchor}`),
      x: text.join(' ').replace(/\s+/g, ' ').trim(),
    }));
  }

  /** Gives headings their anchors, turns links, and collects the text of each section. */
  #prepare(state) {
    const { page, sections, anchors } = state.env;
    state.tokens.forEach((token, index) => {
      if (token.type === 'heading_open') {
        const heading = plain(state.tokens[index + 1]);
        const wanted = slug(heading);
        let anchor = wanted;
        for (let i = 1; anchors.has(anchor); i++) anchor = `${wanted}-${i}`;
        anchors.add(anchor);
        token.attrSet('id', anchor);
        sections.push({ heading, anchor, level: Number(token.tag.slice(1)), text: [] });
      } else if (token.type === 'inline') {
        if (state.tokens[index - 1]?.type !== 'heading_open') sections.at(-1)?.text.push(plain(token));
        for (const child of token.children) {
          if (child.type === 'link_open') child.attrSet('href', this.#href(page, child.attrGet('href')));
          if (child.type === 'image') this.#drawing(page, child);
        }
      } else if (token.type === 'fence') {
        sections.at(-1)?.text.push(token.content);
      }
    });
  }

  /** A drawing is a part of its page; other images are not copied yet. */
  #drawing(page, token) {
    const source = token.attrGet('src');
    const file = join(this.#root, posix.normalize(posix.join(posix.dirname(page.path), source)));
    if (!source.endsWith('.svg') || !existsSync(file)) {
      this.#missing.push(`${page.path} has an image that is no SVG file: ${source}`);
      return;
    }
    token.type = 'html_inline';
    token.content = readFileSync(file, 'utf8');
    token.children = null;
  }

  #href(page, href) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return href;
    const [path, anchor = ''] = decodeURI(href).split('#');
    const to = path === '' ? page.path : this.#target(page, path);
    if (to === undefined) return href;
    this.#links.push({ from: page.path, to, anchor });
    return relative(page.output, this.#pages.get(to).output) + (anchor && `#${anchor}`);
  }

  /** The source that a path leads to; a folder has its README, or a page with its files. */
  #target(page, path) {
    const target = posix.normalize(posix.join(posix.dirname(page.path), path)).replace(/\/$/, '');
    const file = join(this.#root, target);
    if (target.startsWith('..') || !existsSync(file)) {
      this.#missing.push(`${page.path} links to ${path}, which is not there`);
      return undefined;
    }
    const readme = `${target}/README.md`;
    if (this.#pages.has(readme)) return readme;
    if (!this.#pages.has(target)) {
      const output = statSync(file).isDirectory() ? `${target}/index.html` : `${target}.html`;
      const added = { path: target, group: '', output, anchors: new Set(), headings: [], sections: [], title: target, html: '' };
      this.#pages.set(target, added);
      this.#pending.push(added);
    }
    return target;
  }

  /** A page with a file that is no Markdown, or with all files of a folder. */
  #renderFile(page) {
    const file = join(this.#root, page.path);
    const folder = statSync(file).isDirectory();
    const names = folder ? filesBelow(file) : [''];
    page.html = `<h1>${escape(page.path)}</h1>\n${names.map(name => this.#listing(file, name)).join('\n')}`;
  }

  #listing(file, name) {
    const path = join(file, name);
    const title = name && `<h2>${escape(name)}</h2>\n`;
    const extension = path.slice(path.lastIndexOf('.') + 1);
    return `${title}<pre><code>${this.#code(readFileSync(path, 'utf8'), extension)}</code></pre>`;
  }

  #code(code, language) {
    const name = LANGUAGES[language] ?? language;
    if (!name || !this.#highlighter.getLanguage(name)) return escape(code);
    return this.#highlighter.highlight(code, { language: name }).value;
  }
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => posix.relative(folder, posix.join(entry.parentPath ?? entry.path, entry.name)))
    .filter(name => !/(^|\/)(target|node_modules)\//.test(name))
    .sort();
}

/** The text of an inline token without its markup. */
const plain = token => token.children.map(child => (child.type === 'softbreak' ? ' ' : child.content)).join('');

/** The address of one page of the site as it stands in another. */
export function relative(from, to) {
  const path = posix.relative(posix.dirname(from), to);
  return path === '' ? posix.basename(to) : path;
}
