// Texts side by side, with every finding marked where it stands, and a map of each text at its edge.

const LINE_END = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/g;
const LONGEST_LINE = 4000; // characters that are laid out as one paragraph
const FLASH = 1200; // milliseconds for which a place that was asked for is framed
const MANY_LINES = 500; // from which a text is laid out only where it is seen
const MANY_CHARACTERS = 100000; // likewise
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
  return own.length > 1 ? own.slice(0, 2) : [own[0], own[0]].slice(0, ["passage", "repeat"].includes(finding.kind) ? 2 : 1);
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
  column.long = lines.length > MANY_LINES || textOf(place).length > MANY_CHARACTERS;
  column.body.classList.toggle("long", column.long);
  column.marks = new Map();
  column.on = [];
  const open = [];
  let next = 0;
  column.stop = inSlices(
    lines,
    (line) => {
      while (next < hits.length && hits[next][0] < line.end) open.push(hits[next++]);
      const here = open.filter((hit) => hit[1] > line.start);
      open.splice(0, open.length, ...here);
      const paragraph = drawLine(line, here);
      for (const mark of paragraph.querySelectorAll("a.hit")) noteMark(column, mark);
      column.body.append(paragraph);
    },
    () => {
      column.drawn = true;
      drawMap(column);
      chooseIn(column);
    },
  );
}

// Keeps each mark under the ids of its findings.
function noteMark(column, mark) {
  for (const id of mark.dataset.ids.split(" ")) {
    if (!column.marks.has(id)) column.marks.set(id, []);
    column.marks.get(id).push(mark);
  }
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
  const starting = narrow.filter((hit) => hit[0] === start && kindOf(hit[2]) !== "only");
  const telling = starting.filter((hit) => kindOf(hit[2]) !== "voice"); // the id of a speaker stands where no other does
  const begins = (telling.length ? telling : starting).map((hit) => report.findings[hit[2]].id);
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

// The shortest first; what one text alone has gives way to all else, and next a quote to what is told of it.
const BEHIND = { only: 2e9, voice: 1e9 };

function rank([start, end, number]) {
  return end - start + (BEHIND[kindOf(number)] ?? 0);
}

// Marks the chosen finding in a text that is drawn, and brings it into view.
function chooseIn(column) {
  if (!column.drawn) return;
  const { id, kind } = column.finding;
  for (const mark of column.on) setMark(column, mark, mark.dataset.kind, "");
  column.on = column.marks.get(id) ?? [];
  for (const mark of column.on) setMark(column, mark, kind, " on");
  scrollTo(column, column.on[0]);
  paintParts();
  if (column.goal !== undefined) reachGoal(column);
}

function setMark(column, mark, kind, on) {
  mark.className = `hit k-${kind}${on}`;
  mark.tabIndex = on ? 0 : -1;
  const tick = column.ticks.get(mark);
  if (tick) tick.className = mark.className;
}

// Paints, within the chosen finding, the words by which its versions part and the values of its attributes.
function paintParts() {
  if (!("highlights" in CSS) || typeof chosen !== "number") return;
  const { versions, rows } = detailsOf(chosen);
  const edits = versions.flatMap(({ parts = [] }) => parts.filter(([part]) => part === "added" || part === "dropped"));
  const inVersion = ({ at }) => at && versions.some((version) => isPart(at, version.at));
  const values = rows.flatMap((row) => row.cells.flat()).filter(inVersion);
  CSS.highlights.set("edit", new Highlight(...edits.flatMap(([, at]) => rangesAt(at))));
  CSS.highlights.set("value", new Highlight(...values.flatMap(({ at }) => rangesAt(at))));
}

// Whether a place is some words of another one, and not most of it.
function isPart([place, start, end], [other, first, last]) {
  return place === other && first <= start && end <= last && 2 * (end - start) < last - first;
}

// Where a place stands in the columns that show its text, stretch by stretch.
function rangesAt([place, start, end]) {
  const shown = columns.filter((column) => column.drawn && column.place === place);
  const hits = shown.flatMap((column) => column.on);
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

// A tick for every mark, at its height in the text; of a long text, which is not laid out whole, by its offset.
function drawMap(column) {
  const marks = new Set([...column.marks.values()].flat());
  const place = column.long ? placeByOffset(column) : placeByHeight(column);
  column.ticks = new Map();
  for (const mark of marks) {
    const [top, height] = place(mark);
    const tick = make("i", { class: mark.className, on: { click: () => scrollTo(column, mark) } });
    tick.style.top = `${top * 100}%`;
    tick.style.height = `${height * 100}%`;
    column.ticks.set(mark, tick);
  }
  column.map.replaceChildren(column.window, ...column.ticks.values());
  moveWindow(column);
}

function placeByOffset(column) {
  const { length } = textOf(column.place);
  return ({ dataset }) => [dataset.start / length, (dataset.end - dataset.start) / length];
}

function placeByHeight({ body }) {
  const height = body.scrollHeight;
  const top = body.getBoundingClientRect().top - body.scrollTop;
  return (mark) => {
    const box = mark.getBoundingClientRect();
    return [(box.top - top) / height, box.height / height];
  };
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
  const lines = [...body.querySelectorAll(".line")];
  const target =
    column.on.find(({ dataset }) => dataset.start <= goal && goal < dataset.end) ??
    lines.findLast(({ dataset }) => dataset.start <= goal);
  scrollTo(column, target);
  target?.classList.add("flash");
  setTimeout(() => target?.classList.remove("flash"), FLASH);
}
