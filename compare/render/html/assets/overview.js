// Documents, who shares how much with whom, stories, sources and names.

const SVG = "http://www.w3.org/2000/svg";
const ROW = 22; // pixels of a row of the heat map
const TREE = 120; // pixels of the tree beside it

function drawOverview() {
  const maps = [
    ...drawHeatMap("Overlap of sources", report.sources, (name) => [name, name]),
    ...drawHeatMap("Overlap of documents", report.map, (place) => [report.documents[place].letter, nameOf(place)]),
  ];
  const few = report.documents.length <= FEW;
  byId("texts").hidden = true;
  byId("detail").className = "overview";
  byId("detail").replaceChildren(
    make("h2", { id: "detail-title", tabindex: "-1" }, "Overview"),
    ...(few ? drawDocumentTable() : []),
    ...maps,
    ...drawOutlets(),
    ...drawStories(),
    ...(few ? [] : drawDocumentTable()),
    ...drawNames(),
  );
  byId("detail").scrollTop = 0;
}

function section(title, note, ...content) {
  return make("section", {}, make("h3", {}, title), note ? make("p", { class: "sub" }, note) : "", ...content);
}

function table(heads, rows, size = 25) {
  const body = make("tbody");
  const whole = make(
    "table",
    { class: "plain" },
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    body,
  );
  const holder = make("div", { class: "scroll" }, whole);
  const row = (cells) => make("tr", {}, ...cells.map((cell) => (cell instanceof Node ? make("td", {}, cell) : words("td", String(cell)))));
  const more = make("button", { type: "button", class: "more" });
  let shown = 0;
  const page = (number) => {
    body.append(...rows.slice(shown, shown + number).map(row));
    shown = Math.min(rows.length, shown + number);
    more.textContent = `Show more (${(rows.length - shown).toLocaleString("en")} left)`;
    if (shown >= rows.length) more.remove();
  };
  if (rows.length > size) holder.append(more);
  more.addEventListener("click", () => page(size * 4));
  page(size);
  return holder;
}

function drawDocumentTable() {
  const several = report.documents.some((one) => one.published);
  const rows = report.documents.map((one, place) => [
    one.letter,
    onlyLink(place),
    one.source,
    ...(several ? [one.published] : []),
    one.words.toLocaleString("en"),
  ]);
  const heads = ["", "Title", "Source", ...(several ? ["Published"] : []), "Words"];
  return [section("Documents", "", table(heads, rows, 12))];
}

// A title, as a link to what this document alone has.
function onlyLink(place) {
  const id = `only-${report.documents[place].letter}`;
  return report.numbers.has(id) ? words("a", nameOf(place), { href: `#${id}` }) : words("span", nameOf(place));
}

function drawHeatMap(title, map, name) {
  if (map.rows.length < 2) return map.none ? [section(title, map.none)] : [];
  const more = map.left_out ? ` ${map.left_out.toLocaleString("en")} more that share text are not shown.` : "";
  const note = `Percent of each row’s text that stand in the column’s. The tree joins first what shares most.${more}`;
  const shares = new Map(map.cells.map(([row, column, share]) => [`${row} ${column}`, share]));
  const heads = map.rows.map((row) => name(row));
  const body = map.rows.map((row, at) =>
    make(
      "tr",
      {},
      make("th", { scope: "row", title: heads[at][1] }, make("b", {}, heads[at][0]), words("span", heads[at][1])),
      ...map.rows.map((_, other) => drawCell(shares.get(`${at} ${other}`), at === other, heads[at][0], heads[other][0])),
    ),
  );
  const grid = make(
    "table",
    { class: "heat" },
    make("thead", {}, make("tr", {}, make("td"), ...heads.map(([head, full]) => make("th", { scope: "col", title: full }, head)))),
    make("tbody", {}, ...body),
  );
  return [section(title, note, make("div", { class: "scroll heatmap" }, drawTree(map), grid))];
}

function drawCell(share, self, row, column) {
  if (self) return make("td", { class: "self" });
  if (!share) return make("td");
  const percent = Math.round(share * 100);
  const link = [`${row}-${column}`, `${column}-${row}`].find((id) => report.numbers.has(id));
  return make(
    "td",
    { class: `h${Math.ceil(share * 5)}`, title: `${percent}% of ${row} stand in ${column}` },
    link ? make("a", { href: `#${link}` }, String(percent)) : String(percent),
  );
}

// A tree of single linkage: the further left two branches meet, the less they share.
function drawTree(map) {
  const height = map.rows.length * ROW;
  const svg = document.createElementNS(SVG, "svg");
  const set = (element, values) => Object.entries(values).forEach(([key, value]) => element.setAttribute(key, value));
  set(svg, { class: "tree", width: TREE, height, viewBox: `0 0 ${TREE} ${height}`, role: "img", "aria-label": "Tree of what shares most" });
  const nodes = map.rows.map((_, at) => [TREE, (at + 0.5) * ROW]);
  for (const [left, right, share] of map.merges) {
    const x = 4 + (TREE - 16) * share;
    const path = document.createElementNS(SVG, "path");
    const [a, b] = [nodes[left], nodes[right]];
    set(path, { d: `M${a[0]} ${a[1]}H${x}V${b[1]}H${b[0]}` });
    svg.append(path);
    nodes.push([x, (a[1] + b[1]) / 2]);
  }
  return svg;
}

function drawOutlets() {
  if (!report.outlets.length) return [];
  const part = (number, whole) => (whole ? `${number} of ${whole}` : "");
  const rows = report.outlets.map((one) => [
    one.source,
    one.stories,
    part(one.first, one.dated),
    one.alone,
    part(one.differently, one.facts),
    part(one.cut, one.quotes),
    part(one.altered, one.quotes),
  ]);
  return [section("Sources", "", table(["Source", "Stories", "First", "Alone", "Facts apart", "Quotes cut", "Altered"], rows))];
}

function drawStories() {
  if (report.stories.length < 2) return [];
  const rows = report.stories.map((story) => [
    story.id,
    story.title,
    story.in.slice(0, 8).map((place) => report.documents[place].letter).join(" ") + (story.in.length > 8 ? ` +${story.in.length - 8}` : ""),
  ]);
  return [section("Stories", "told by two documents or more", table(["", "Story", "Documents"], rows, 12))];
}

function drawNames() {
  if (!report.names.length) return [];
  const letters = (places) => places.slice(0, 6).map((place) => report.documents[place].letter).join(" ") + (places.length > 6 ? " …" : "");
  const rows = report.names.map((variants) => [variants.map(([text, places]) => `${text} (${letters(places)})`).join(" · ")]);
  return [section("Names in several forms", "", table(["Forms, and who uses them"], rows, 12))];
}
