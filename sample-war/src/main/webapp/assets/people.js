import {element} from "./dom.js";

const COLOURS = 12;

/** A name has the same colour on every page and in every browser. */
export function colour(name) {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)) >>> 0;
  return `var(--p${hash % COLOURS})`;
}

/** Lets an element and what is in it take the person's colour. */
export function coloured(made, name) {
  made.style.setProperty("--person", colour(name));
  return made;
}

export function avatar(name) {
  const [initial = "?"] = name.trim();
  return coloured(element("span", {class: "avatar", text: initial.toUpperCase(), "aria-hidden": "true"}), name);
}

export const nameTag = (name) => coloured(element("bdi", {class: "name", text: name}), name);
