// Texts side by side, with every finding marked where it stands, and a map of each text at its edge.

const LINE_END = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/g;
const LONGEST_LINE = 4000; // characters that are laid out as one paragraph
const FLASH = 1200; // milliseconds for which a place that was asked for is framed
const columns = [];

function drawTexts(number) {
  const finding = report.findings[number];
  const places = columnsOf(finding, detailsOf(number));
  byId("texts").hidden = places.length === 0;
  byId("texts").dataset.columns = places.length;
  while (columns.length > places.length) columns.pop().root.remove();
  places.forEach((place, side) => openColumn(side, place, finding));
}

// The documents to show: those of the first two versions that are not of one document, else two of the finding.
function columnsOf(finding, { versions }) {
  const own = [...new Set([...versions.map((version) => version.at[0]), ...finding.in])];
  if (finding.kind === "only") return own.slice(0, 1);
  return own.length > 1 ? own.slice(0, 2) : [own[0], own[0]].slice(0, finding.kind === "passage" ? 2 : 1);
}

function openColumn(side, place, finding) {
  if (!columns[side]) {
    columns[side] = { root: make("article", { class: "text" }), place: null, stop: () => {} };
    byId("texts").append(columns[side].root);
  }
  const column = columns[side];
  column.finding = finding;
  if (column.place !== place) drawColumn(column, place);
  else chooseIn(column);
  drawHead(column, side);
}

function drawHead(column, side) {
  const { letter, source, published, words: count } = report.documents[column.place];
  const others = column.finding.in;
  const choose = (event) => openColumn(side, Number(event.target.value), column.finding);
  const chooser = make(
    "select",
    { "aria-label": "Text shown here", on: { change: choose } },
    ...others.slice(0, 200).map((place) => {
      const option = make("option", { value: place }, `${report.documents[place].letter}  ${nameOf(place)}`);
      option.selected = place === column.place;
      return option;
    }),
  );
  column.head.replaceChildren(
    make("h3", {}, make("span", { class: "letter" }, letter), words("span", nameOf(column.place))),
    make("p", { class: "note" }, [source, published, countOf(count, "word")].filter(Boolean).join(" · ")),
    others.length > 2 && column.finding.kind !== "only" ? chooser : "",
  );
}

function drawColumn(column, place) {
  column.stop();
  column.place = place;
  column.drawn = false;
  column.head = make("header", {});
  column.body = make("div", { class: "body", tabindex: "0", role: "region", "aria-label": `Text ${report.documents[place].letter}` });
  column.window = make("div", { class: "window" });
  column.map = make("div", { class: "minimap", "aria-hidden": "true" }, column.window);
  column.root.replaceChildren(column.head, column.body, column.map);
  column.body.addEventListener("scroll", () => moveWindow(column), { passive: true });
  const hits = sortedHits(place);
  const lines = linesOf(place);
  column.body.classList.toggle("long", lines.length > 500);
  const open = [];
  let next = 0;
  column.stop = inSlices(
    lines,
    (line) => {
      while (next < hits.length && hits[next][0] < line.end) open.push(hits[next++]);
      const here = open.filter((hit) => hit[1] > line.start);
      open.splice(0, open.length, ...here);
      column.body.append(drawLine(line, here));
    },
    () => {
      column.drawn = true;
      chooseIn(column);
    },
  );
}

function sortedHits(place) {
  return [...textOf(place).hits].sort((left, right) => left[0] - right[0] || right[1] - left[1]);
}

// The lines of all pieces of a text; a very long line in several, between pieces an empty one with a mark.
function linesOf(place) {
  const { pieces, furniture } = textOf(place);
  const lines = [];
  for (const [offset, first, text] of pieces) {
    if (offset > 0) lines.push({ start: offset, end: offset, text: "", gap: true });
    let number = first;
    let start = 0;
    const push = (end) => {
      for (let from = start; from < end || from === start; from += LONGEST_LINE) {
        const until = Math.min(end, from + LONGEST_LINE);
        const line = { start: offset + from, end: offset + until, text: text.slice(from, until) };
        if (from === start) line.number = number;
        line.furniture = furniture.some(([left, right]) => left < line.end && line.start < right);
        lines.push(line);
        if (until === end) break;
      }
    };
    for (const end of text.matchAll(LINE_END)) {
      push(end.index);
      start = end.index + end[0].length;
      number += 1;
    }
    push(text.length);
  }
  return lines;
}

function drawLine(line, hits) {
  if (line.gap) return make("p", { class: "gap" }, "… not in this file …");
  const paragraph = words("p", "", {
    "data-start": line.start,
    class: `line${line.furniture ? " furniture" : ""}${line.text.trim() ? "" : " empty"}`,
    "data-number": line.number,
    title: line.furniture ? "Page furniture, set aside" : null,
  });
  const bounds = new Set([line.start, line.end]);
  for (const [start, end] of hits) {
    if (start > line.start) bounds.add(start);
    if (end < line.end) bounds.add(end);
  }
  const cuts = [...bounds].sort((left, right) => left - right);
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [start, end] = [cuts[index], cuts[index + 1]];
    const over = hits.filter((hit) => hit[0] < end && hit[1] > start);
    paragraph.append(drawStretch(line.text.slice(start - line.start, end - line.start), start, end, over));
  }
  return paragraph;
}

// Characters under some findings: a link to the narrowest of them.
function drawStretch(text, start, end, over) {
  if (!over.length) return text;
  const narrow = [...over].sort((left, right) => rank(left) - rank(right));
  const finding = report.findings[narrow[0][2]];
  const begins = narrow.filter((hit) => hit[0] === start && kindOf(hit[2]) !== "only").map((hit) => report.findings[hit[2]].id);
  return make(
    "a",
    {
      href: `#${finding.id}`,
      class: `hit k-${finding.kind}`,
      "data-kind": finding.kind,
      tabindex: "-1",
      "data-start": start,
      "data-end": end,
      "data-ids": narrow.map((hit) => report.findings[hit[2]].id).join(" "),
      "data-tag": begins.length ? begins.join(" ") : null,
    },
    text,
  );
}

// The shortest first; what one text alone has gives way to all else.
function rank([start, end, number]) {
  return end - start + (kindOf(number) === "only" ? 1e9 : 0);
}

// Marks the chosen finding in a text that is drawn, and brings it into view.
function chooseIn(column) {
  if (!column.drawn) return;
  const { id, kind } = column.finding;
  let first = null;
  for (const hit of column.body.querySelectorAll("a.hit")) {
    const on = hit.dataset.ids.split(" ").includes(id);
    hit.className = on ? `hit k-${kind} on` : `hit k-${hit.dataset.kind}`;
    hit.tabIndex = on ? 0 : -1;
    if (on) first ??= hit;
  }
  drawMap(column);
  scrollTo(column, first);
  paintParts();
  if (column.goal !== undefined) reachGoal(column);
}

// Paints, within the chosen finding, the words by which its versions part and the values of its attributes.
function paintParts() {
  if (!("highlights" in CSS) || typeof chosen !== "number") return;
  const { versions, rows } = detailsOf(chosen);
  const edits = versions.flatMap(({ parts = [] }) => parts.filter(([part]) => part === "added" || part === "dropped"));
  const wholes = new Set(versions.map(({ at }) => String(at)));
  const values = rows.flatMap((row) => row.cells.flat()).filter(({ at }) => at && !wholes.has(String(at)));
  CSS.highlights.set("edit", new Highlight(...edits.flatMap(([, at]) => rangesAt(at))));
  CSS.highlights.set("value", new Highlight(...values.flatMap(({ at }) => rangesAt(at))));
}

// Where a place stands in the columns that show its text, stretch by stretch.
function rangesAt([place, start, end]) {
  const shown = columns.filter((column) => column.drawn && column.place === place);
  const hits = shown.flatMap((column) => [...column.body.querySelectorAll("a.hit.on")]);
  const ranges = [];
  for (const hit of hits) {
    const [from, until] = [Number(hit.dataset.start), Number(hit.dataset.end)];
    if (from >= end || until <= start) continue;
    const range = new Range();
    range.setStart(hit.firstChild, Math.max(start, from) - from);
    range.setEnd(hit.firstChild, Math.min(end, until) - from);
    ranges.push(range);
  }
  return ranges;
}

function scrollTo(column, element) {
  if (!element) return;
  const body = column.body.getBoundingClientRect();
  const top = element.getBoundingClientRect().top - body.top + column.body.scrollTop;
  column.body.scrollTop = Math.max(0, top - column.body.clientHeight / 3);
}

function drawMap(column) {
  const height = column.body.scrollHeight;
  const top = column.body.getBoundingClientRect().top - column.body.scrollTop;
  const ticks = [];
  for (const hit of column.body.querySelectorAll("a.hit")) {
    if (!hit.classList.contains("on") && (hit.classList.contains("k-only") || !hit.dataset.tag)) continue;
    const box = hit.getBoundingClientRect();
    ticks.push([hit.className, (box.top - top) / height, Math.max(box.height / height, 0.004), hit]);
  }
  const drawn = ticks.map(([name, start, size, hit]) => {
    const tick = make("i", { class: name, on: { click: () => scrollTo(column, hit) } });
    tick.style.top = `${start * 100}%`;
    tick.style.height = `${size * 100}%`;
    return tick;
  });
  column.map.replaceChildren(column.window, ...drawn);
  moveWindow(column);
}

function moveWindow({ body, window: pane }) {
  pane.style.top = `${(body.scrollTop / body.scrollHeight) * 100}%`;
  pane.style.height = `${(body.clientHeight / body.scrollHeight) * 100}%`;
}

// Shows a place in the column that has its text, else in the one that has another of its finding.
function showPlace(at) {
  byId("texts").hidden = false;
  let side = columns.findIndex((column) => column.place === at[0]);
  if (side < 0) side = Math.max(0, columns.length - 1);
  if (columns[side]?.place !== at[0]) openColumn(side, at[0], report.findings[chosen]);
  columns[side].goal = at[1];
  if (columns[side].drawn) reachGoal(columns[side]);
}

// Brings the place asked for into view: the mark that holds it, else its line.
function reachGoal(column) {
  const { goal, body } = column;
  delete column.goal;
  const marks = [...body.querySelectorAll("a.hit.on")];
  const lines = [...body.querySelectorAll(".line")];
  const target =
    marks.find(({ dataset }) => dataset.start <= goal && goal < dataset.end) ??
    lines.findLast(({ dataset }) => dataset.start <= goal);
  scrollTo(column, target);
  target?.classList.add("flash");
  setTimeout(() => target?.classList.remove("flash"), FLASH);
}
