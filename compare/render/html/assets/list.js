// The list of findings: by kind, filtered by kind, source and words.

const PAGE = 20;
const list = { shown: [], rows: new Map(), reveal: new Map(), stop: () => {}, all: "" };

function fillFilters() {
  const counts = new Map();
  for (const finding of report.findings) counts.set(finding.kind, (counts.get(finding.kind) ?? 0) + 1);
  byId("kind").append(make("option", { value: "" }, "All kinds"));
  for (const [kind, number] of counts) {
    byId("kind").append(make("option", { value: kind }, `${report.kinds[kind][0]} (${number.toLocaleString("en")})`));
  }
  const sources = [...new Set(report.documents.map((one) => one.source))].sort();
  byId("source").append(make("option", { value: "" }, "All sources"));
  byId("source").append(...sources.map((source) => make("option", { value: source }, source)));
  byId("source").hidden = sources.length < 2;
}

// Draws the findings that pass the filters; those that only their own words let pass come in later.
function drawList() {
  list.stop();
  byId("list").ariaBusy = "true";
  const kind = byId("kind").value;
  const source = byId("source").value;
  const term = byId("search").value.trim().toLowerCase();
  const sources = (finding) => finding.in.some((place) => report.documents[place].source === source);
  const passing = [...report.findings.keys()].filter((number) => {
    const finding = report.findings[number];
    return (!kind || finding.kind === kind) && (!source || sources(finding));
  });
  if (!term) {
    drawGroups(passing);
    return;
  }
  const found = [];
  byId("count").textContent = "Searching …";
  list.stop = inSlices(
    passing,
    (number) => {
      if (holds(number, term)) found.push(number);
    },
    () => drawGroups(found),
  );
}

function holds(number, term) {
  const { id, title, lead, note } = report.findings[number];
  if (id.toLowerCase() === term || `${title}\n${lead}\n${note}`.toLowerCase().includes(term)) return true;
  const { versions, rows } = detailsOf(number);
  return (
    versions.some(({ at, voice }) => `${voice ?? ""}\n${wordsAt(at)}`.toLowerCase().includes(term)) ||
    rows.some((row) => row.cells.flat().some((said) => said.text.toLowerCase().includes(term)))
  );
}

function drawGroups(numbers) {
  list.shown = numbers;
  list.rows.clear();
  list.reveal.clear();
  const groups = groupByKind(numbers);
  byId("list").replaceChildren(overviewRow());
  list.stop = inSlices(groups, ([kind, members]) => byId("list").append(drawGroup(kind, members)), () => {
    byId("list").ariaBusy = "false";
    markCurrent();
  });
  const all = report.findings.length;
  byId("count").textContent =
    numbers.length === all
      ? countOf(all, "finding")
      : `${numbers.length.toLocaleString("en")} of ${countOf(all, "finding")}`;
}

function kindOf(number) {
  return report.findings[number].kind;
}

function groupByKind(numbers) {
  const groups = new Map();
  for (const number of numbers) {
    const kind = kindOf(number);
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(number);
  }
  return groups;
}

function drawGroup(kind, members) {
  const [heading, sub] = report.kinds[kind];
  const rows = make("ol", { class: "rows" });
  const section = make(
    "section",
    { class: `group k-${kind}` },
    make("h2", {}, heading, make("span", { class: "count" }, members.length.toLocaleString("en"))),
    make("p", { class: "sub" }, sub),
    rows,
  );
  const reveal = showPaged(rows, members, drawRow, PAGE);
  members.forEach((number, index) => list.reveal.set(number, () => reveal(index)));
  return section;
}

function drawRow(number) {
  const { id, title, lead, note, in: places } = report.findings[number];
  const letters = places.slice(0, 6).map((place) => report.documents[place].letter);
  const row = make(
    "a",
    { href: `#${id}`, class: "row" },
    make("span", { class: "head" }, make("span", { class: "id" }, id), words("span", title, { class: "title" })),
    lead && words("span", lead, { class: "lead" }),
    make(
      "span",
      { class: "note" },
      make("span", { class: "letters" }, letters.join(" ") + (places.length > 6 ? ` +${places.length - 6}` : "")),
      note,
    ),
  );
  list.rows.set(number, row);
  return make("li", {}, row);
}

function overviewRow() {
  const row = make("a", { href: "#overview", class: "row overview" }, "Overview: documents and overlap");
  list.rows.set("overview", row);
  return row;
}

// Marks the row of the chosen finding, drawing it first where it stands on a later page of its group.
function markCurrent() {
  byId("list").querySelector("[aria-current]")?.removeAttribute("aria-current");
  list.reveal.get(chosen)?.();
  list.rows.get(chosen)?.setAttribute("aria-current", "true");
  showRow();
  requestAnimationFrame(showRow); // rows above may turn out higher than they were taken for
}

// Scrolls the list, and nothing else, as far as it takes to see the chosen row.
function showRow() {
  const row = list.rows.get(chosen)?.getBoundingClientRect();
  if (!row) return;
  const frame = byId("list").getBoundingClientRect();
  if (row.top < frame.top) byId("list").scrollTop -= frame.top - row.top;
  else if (row.bottom > frame.bottom) byId("list").scrollTop += row.bottom - frame.bottom;
}
