// Elements, made of text and never of markup; and work cut into slices that leave the page free to answer.

const SLICE = 12; // milliseconds of work at a time

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// Words of a corpus: any direction, any language.
function words(tag, text, attributes = {}) {
  return make(tag, { dir: "auto", lang: "", ...attributes }, text);
}

function byId(id) {
  return document.getElementById(id);
}

// Runs step(item) for each item, a few milliseconds at a time, then done(); the returned function stops it.
function inSlices(items, step, done = () => {}) {
  const rest = items[Symbol.iterator]();
  let stopped = false;
  const work = () => {
    const end = performance.now() + SLICE;
    while (!stopped && performance.now() < end) {
      const { value, done: over } = rest.next();
      if (over) {
        done();
        return;
      }
      step(value);
    }
    if (!stopped) setTimeout(work);
  };
  work();
  return () => {
    stopped = true;
  };
}

// Buttons that show more of a long list: the first items at once, and so many again at each press.
function showPaged(parent, items, draw, size) {
  let shown = 0;
  const more = make("button", { type: "button", class: "more", on: { click: () => page(size * 4) } });
  const page = (number) => {
    const until = Math.min(items.length, shown + number);
    const drawn = items.slice(shown, until).map(draw);
    parent.append(...drawn);
    shown = until;
    more.textContent = `Show more (${(items.length - shown).toLocaleString("en")} left)`;
    if (shown < items.length) parent.after(more);
    else more.remove();
  };
  page(size);
  return (index) => {
    if (index >= shown) page(index - shown + size);
  };
}
