// The frame of every page.
import { posix } from 'node:path';
import { relative } from './render.mjs';

const NAME = 'Socket.IO for Jakarta EE';
const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export function layout(page, pages, api) {
  const to = path => relative(page.output, path);
  const assets = posix.dirname(to('assets/site.css'));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(page.title === NAME ? NAME : `${page.title} · ${NAME}`)}</title>
<link rel="icon" href="${assets}/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${assets}/site.css">
<script src="${assets}/search-index.js" defer></script>
<script src="${assets}/search.js" data-root="${posix.dirname(assets)}/" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header class="bar">
<a class="home" href="${to('index.html')}">${NAME}</a>
<div class="search" role="search">
<input id="search" type="search" placeholder="Search (press /)" aria-label="Search the documentation" aria-controls="results" autocomplete="off" spellcheck="false">
<ol id="results" aria-label="Results" hidden></ol>
</div>
</header>
<div class="columns">
<nav class="pages" aria-label="Pages">
<details class="menu" open>
<summary>All pages</summary>
${navigation(page, pages, to)}
${apiLinks(api, to)}
</details>
</nav>
<main id="content">
${page.html}
</main>
${contents(page)}
</div>
<script>if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".menu").open = false</script>
</body>
</html>
`;
}

function navigation(page, pages, to) {
  const groups = new Map();
  for (const each of pages) {
    if (each.group) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  }
  return [...groups].map(([group, members]) => `<h2>${group}</h2>\n${list(members.map(member => link(member, page, to)))}`).join('\n');
}

const link = (target, page, to) =>
  `<a href="${to(target.output)}"${target === page ? ' aria-current="page"' : ''}>${escape(target.title)}</a>`;

const apiLinks = (api, to) =>
  `<h2>Javadoc</h2>\n${list(api.map(({ artifact }) => `<a href="${to(`api/${artifact}/index.html`)}">${escape(artifact)}</a>`))}`;

const list = items => `<ul>\n${items.map(item => `<li>${item}</li>`).join('\n')}\n</ul>`;

function contents({ headings }) {
  if (headings.length < 2) return '';
  const links = headings.map(({ heading, anchor }) => `<a href="#${anchor}">${escape(heading)}</a>`);
  return `<nav class="contents" aria-label="On this page">\n<h2>On this page</h2>\n${list(links)}\n</nav>`;
}
