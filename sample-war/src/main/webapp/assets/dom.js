// Text of other people goes into the page through these functions only: as text, never as markup.

/** Makes an element: `element("li", {class: "note", text: "…", data: {test: "note"}}, child, …)`. */
export function element(tag, {class: classes, text, data = {}, ...attributes} = {}, ...children) {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(data)) made.dataset[name] = value;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Takes the text out of a field in order to send it. What is typed from then on is the next text. */
export function takeText(field) {
  const text = field.value.trim();
  field.value = "";
  field.focus();
  return text;
}

/** Puts a text that was not sent back into its field, unless the next one has been begun. */
export function giveBack(field, text) {
  if (!field.value) field.value = text;
}

export const byId = (id) => document.getElementById(id);

/** The text if it is one, cut to a length that a page can show; otherwise the empty text. */
export const plain = (value, maxLength = 4000) => (typeof value === "string" ? value.slice(0, maxLength) : "");

const clock = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit"});

/** A time element for now. */
export function now() {
  const date = new Date();
  return element("time", {text: clock.format(date), datetime: date.toISOString()});
}

/** A scrolling region that follows its end, unless the reader has scrolled up. */
export class FollowedEnd {
  #region;
  #following = true;

  constructor(region) {
    this.#region = region;
    const observer = new ResizeObserver(() => this.#following && this.toEnd());
    for (const part of [region, ...region.children]) observer.observe(part);
    region.addEventListener("scroll", () => (this.#following = this.#isAtEnd()), {passive: true});
  }

  /** Runs a change of the content and then shows its end, if it was shown before or `always`. */
  change(work, always = false) {
    const following = always || this.#following;
    work();
    if (following) this.toEnd();
  }

  toEnd() {
    this.#region.scrollTop = this.#region.scrollHeight;
    this.#following = true;
  }

  #isAtEnd() {
    const {scrollHeight, scrollTop, clientHeight} = this.#region;
    return scrollHeight - scrollTop - clientHeight < 48;
  }
}
