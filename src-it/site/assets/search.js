// Searches the index that the build has made: every word must begin a word of the section; headings count more than text.
(() => {
  const input = document.getElementById("search");
  const results = document.getElementById("results");
  const root = document.currentScript.dataset.root;
  const MOST = 12;
  const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}_@-]+/gu) ?? [];

  let index;
  const prepared = () =>
    (index ??= window.SEARCH_INDEX.map((entry) => ({
      ...entry,
      title: entry.t.toLowerCase(),
      heading: entry.h.toLowerCase(),
      text: entry.x.toLowerCase(),
    })));

  const begins = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
    }
    return false;
  };

  /** 0 if the word is not there. */
  const weight = (entry, word) =>
    (entry.heading === word ? 40 : 0) + (begins(entry.heading, word) ? 12 : 0) + (begins(entry.title, word) ? 6 : 0) + (begins(entry.text, word) ? 1 : 0);

  function find(query) {
    const wanted = words(query);
    if (wanted.length === 0) return [];
    return prepared()
      .map((entry) => {
        const weights = wanted.map((word) => weight(entry, word));
        return {entry, wanted, score: weights.includes(0) ? 0 : weights.reduce((sum, each) => sum + each, 0)};
      })
      .filter(({score}) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST);
  }

  function element(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  function excerpt({x, text}, word) {
    const at = Math.max(0, text.indexOf(word) - 50);
    return (at > 0 ? "…" : "") + x.slice(at, at + 140) + (x.length > at + 140 ? "…" : "");
  }

  function item({entry, wanted}) {
    const link = element("a", "result", "");
    link.href = root + entry.u;
    link.append(element("span", "result-title", entry.h || entry.t), element("span", "result-page", entry.h ? entry.t : ""));
    if (entry.x) link.append(element("span", "result-text", excerpt(entry, wanted[0])));
    const made = document.createElement("li");
    made.append(link);
    return made;
  }

  function show() {
    const query = input.value.trim();
    const found = find(query);
    results.hidden = query === "";
    results.replaceChildren(...(found.length > 0 ? found.map(item) : [element("li", "nothing", "Nothing found")]));
  }

  const links = () => [...results.querySelectorAll("a")];

  function move(step) {
    const all = links();
    const next = all.indexOf(document.activeElement) + step;
    (next < 0 ? input : all[Math.min(next, all.length - 1)])?.focus();
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  document.addEventListener("click", ({target}) => {
    if (!target.closest(".search")) results.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    const inSearch = event.target.closest?.(".search");
    if (event.key === "/" && !inSearch && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      input.focus();
    } else if (inSearch && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (inSearch && event.key === "Enter" && event.target === input) {
      links()[0]?.click();
    } else if (inSearch && event.key === "Escape") {
      results.hidden = true;
      input.focus();
    }
  });
})();
