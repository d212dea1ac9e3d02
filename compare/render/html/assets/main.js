// What is chosen, the address that says so, and the keys.

const FEW = 12; // documents up to which the page opens on its first finding
const NARROW = matchMedia("(max-width: 899px)"); // as in the style
let chosen = null;

function choose(number, { record = true } = {}) {
  chosen = number;
  const id = number === "overview" ? number : report.findings[number].id;
  if (record && addressed() !== id) history.replaceState(null, "", `#${id}`);
  document.body.classList.toggle("at-overview", number === "overview");
  if (number === "overview") {
    drawOverview();
  } else {
    drawDetail(number);
    drawTexts(number);
  }
  markCurrent();
  if (record && NARROW.matches) byId("detail").scrollIntoView();
}

function addressed() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // a percent sign that encodes nothing
  }
}

// The finding that the address names; none if it names something else.
function named() {
  const id = addressed();
  return id === "overview" ? id : report.numbers.get(id);
}

function firstChoice() {
  return report.findings.length && report.documents.length <= FEW ? 0 : "overview";
}

// The next finding of the list, or the one before.
function move(step) {
  const order = ["overview", ...list.shown];
  const at = order.indexOf(chosen);
  const next = order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + step))];
  if (next !== chosen) choose(next);
  if (byId("findings").contains(document.activeElement)) list.rows.get(next)?.focus({ preventScroll: true });
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => byId("search").focus(),
  Enter: () => byId("detail-title")?.focus(),
  Escape: () => list.rows.get(chosen)?.focus(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input, select, textarea");
  if (typing && event.key === "Escape" && event.target.id === "search") {
    event.target.value = "";
    drawList();
    list.rows.get(chosen)?.focus();
    return;
  }
  const plain = event.key === "Escape" || byId("keys").ariaPressed === "true";
  if (typing || !plain || !(event.key in KEYS)) return;
  if (event.key === "Enter" && event.target.matches("button, a:not(.row)")) return;
  if (event.key === "Enter" && event.target.matches(".row")) event.target.click();
  event.preventDefault();
  KEYS[event.key]();
}

function listen() {
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", () => {
    const number = named();
    if (number !== undefined) choose(number);
  });
  addEventListener("resize", () => columns.filter((column) => column.drawn).forEach(drawMap));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const id of ["search", "kind", "source"]) byId(id).addEventListener("input", drawList);
  byId("keys").addEventListener("click", ({ currentTarget }) => {
    currentTarget.ariaPressed = String(currentTarget.ariaPressed !== "true");
  });
}

// Each step is a task of its own, so that the page answers in between.
const STEPS = [
  openReport,
  () => {
    byId("app").hidden = false;
    fillFilters();
  },
  () => {
    chosen = named() ?? firstChoice();
    drawList();
  },
  () => choose(chosen, { record: false }),
  () => {
    listen();
    document.documentElement.dataset.ready = "true";
  },
];

function start([step, ...rest] = STEPS) {
  step();
  if (rest.length) setTimeout(start, 0, rest);
}

document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => start());
