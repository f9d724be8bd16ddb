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

/** Children by key, each {key, sign, make}: what has the same sign stays the very element, so that focus, selection and a reader's place stay, too. */
export function keep(parent, items) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const old = parent.kept ?? new Map(), kept = new Map();
  const wanted = new Set(items.map((item) => item.key));
  for (const [key, {node}] of old) {
    if (!wanted.has(key)) {
      node.remove();
    }
  }
  let at = parent.firstChild;
  for (const {key, sign, make} of items) {
    let one = old.get(key);
    if (one?.sign !== sign) {
      const node = make();
      if (one) {
        at = at === one.node ? node : at;
        one.node.replaceWith(node);
      }
      one = {sign, node};
    }
    kept.set(key, one);
    if (one.node === at) {
      at = at.nextSibling;
    } else {
      parent.insertBefore(one.node, at);
    }
  }
  parent.kept = kept;
  if (focused !== undefined && document.activeElement?.dataset.key !== focused) {
    [...parent.querySelectorAll("[data-key]")].find((node) => node.dataset.key === focused)?.focus({preventScroll: true});
  }
}

/** Writes text only where it changes: a live region that is written again is read again. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
