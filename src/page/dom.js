// Elements from words and back: nothing here parses HTML, so nothing that a calendar says becomes markup.

/** element("button", {class: "main", onclick: f, "aria-label": "x"}, "text", child, …); null children are left out. */
export function element(name, attributes = {}, ...children) {
  const svg = ["svg", "g", "rect", "line", "text", "path", "title"].includes(name);
  const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Puts children into parent in the place of what was there; the focus stays with the element of the same data-key. */
export function fill(parent, ...children) {
  const active = document.activeElement;
  const key = parent.contains(active) ? active.dataset.key : undefined;
  const scrolled = parent.scrollTop;
  parent.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
  parent.scrollTop = scrolled;
  if (key !== undefined) {
    [...parent.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key)?.focus({preventScroll: true});
  }
}

/** A term and what it is, for a list of definitions; nothing if there is nothing to say. */
export function fact(term, ...words) {
  const said = words.flat().filter((word) => word !== null && word !== undefined && word !== "");
  return said.length === 0 ? [] : [element("dt", {}, term), element("dd", {}, said)];
}
