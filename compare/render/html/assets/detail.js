// The chosen finding: its versions against each other, its attributes, its remarks.

const SIGNS = { same: "=", differs: "≠", compatible: "~", one_sided: "+" };
const SIGN_NAMES = { same: "same", differs: "differs", compatible: "no conflict", one_sided: "on one side" };
const VERSIONS = 12;
const LONGEST_SOURCE = 16; // letters

function drawDetail(number) {
  const finding = report.findings[number];
  const details = detailsOf(number);
  const versions = drawVersions(details.versions);
  const rows = details.rows.length ? [drawTable(details)] : [];
  byId("detail").className = `k-${finding.kind}`;
  byId("detail").replaceChildren(
    make(
      "p",
      { class: "kicker" },
      make("span", { class: "id" }, finding.id),
      report.kinds[finding.kind][0],
      make("span", { class: "steps" }, stepButton("‹", "Previous finding", -1), stepButton("›", "Next finding", 1)),
    ),
    words("h2", finding.title, { id: "detail-title", tabindex: "-1" }),
    finding.note && make("p", { class: "note" }, finding.note),
    ...layOut(finding.kind, versions, rows),
    details.remarks.length ? words("p", details.remarks.join(" "), { class: "remarks" }) : "",
    drawDocuments(finding),
  );
  byId("detail").scrollTop = 0;
}

// The versions beside the attributes; of a fact the attributes come first.
function layOut(kind, versions, rows) {
  if (!rows.length || !versions.length) return [...rows, ...versions];
  const halves = [make("div", {}, ...versions), make("div", {}, ...rows)];
  const turned = kind !== "quote";
  return [make("div", { class: `halves${turned ? " turned" : ""}` }, ...(turned ? halves.reverse() : halves))];
}

function stepButton(sign, name, step) {
  return make("button", { type: "button", "aria-label": name, title: name, on: { click: () => move(step) } }, sign);
}

// One list, or one under each heading.
function drawVersions(versions) {
  const drawn = [];
  let run = [];
  const close = () => {
    if (run.length) drawn.push(pagedVersions(run));
    run = [];
  };
  for (const version of versions) {
    if (version.heading) {
      close();
      drawn.push(make("h3", {}, version.heading));
    }
    run.push(version);
  }
  close();
  return drawn;
}

function pagedVersions(versions) {
  const rows = make("ol", { class: "versions" });
  const holder = make("div", {}, rows);
  showPaged(rows, versions, drawVersion, VERSIONS);
  return holder;
}

function drawVersion(version) {
  return make(
    "li",
    {},
    placeButton(version.at),
    make(
      "div",
      { class: "words" },
      version.voice ? make("span", { class: "voice" }, `${version.voice}: `) : "",
      version.parts ? drawParts(version.parts) : words("span", wordsAt(version.at)),
    ),
  );
}

function placeButton(at) {
  const { source } = report.documents[at[0]];
  const show = () => showPlace(at);
  return make(
    "button",
    { type: "button", class: "place", title: `Show in the text: ${nameOf(at[0])}`, on: { click: show } },
    placeName(at),
    sourcesDiffer() ? words("span", source, { class: "source" }) : "",
  );
}

// Whether the names of the sources are worth showing: several, and short.
function sourcesDiffer() {
  if (report.several === undefined) {
    const sources = new Set(report.documents.map((one) => one.source));
    report.several = sources.size > 1 && [...sources].every((source) => source.length <= LONGEST_SOURCE);
  }
  return report.several;
}

function drawParts(parts) {
  const line = words("span", "");
  for (const [part, at, spaced, number] of parts) {
    if (spaced && line.hasChildNodes()) line.append(" ");
    line.append(drawPart(part, at, number));
  }
  return line;
}

function drawPart(part, at, number) {
  if (part === "fold") return make("i", { class: "fold" }, `… ${countOf(number, "word")} …`);
  if (part === "dropped") return make("del", {}, wordsAt(at));
  if (part === "added") return make("ins", {}, wordsAt(at));
  return part === "same" ? make("span", { class: "kept" }, wordsAt(at)) : wordsAt(at);
}

function drawTable({ columns, rows }) {
  const heads = columns.length ? columns.map((place) => report.documents[place].letter) : ["Values"];
  return make(
    "div",
    { class: "scroll" },
    make(
      "table",
      { class: "attributes" },
      make(
        "thead",
        {},
        make("tr", {}, ...["Attribute", ...heads].map((head) => make("th", { scope: "col" }, head))),
      ),
      make("tbody", {}, ...rows.map((row) => drawAttribute(row, columns.length > 0))),
    ),
  );
}

function drawAttribute(row, byDocument) {
  const sign = make("span", { class: "sign", title: SIGN_NAMES[row.status], "aria-hidden": "true" }, SIGNS[row.status]);
  return make(
    "tr",
    { class: row.status },
    make("th", { scope: "row" }, sign, ` ${row.name} `, make("span", { class: "unseen" }, SIGN_NAMES[row.status])),
    ...row.cells.map((cell) => make("td", {}, ...cell.map((said) => drawSaid(said, byDocument)))),
  );
}

function drawSaid(said, byDocument) {
  const letters = said.in.map((place) => report.documents[place].letter).join(" ");
  const value = said.at
    ? words("button", said.text, { type: "button", class: "value", title: `Show in the text: ${placeName(said.at)}`, on: { click: () => showPlace(said.at) } })
    : words("span", said.text);
  return make(
    "div",
    {},
    value,
    said.normal ? words("small", said.normal, { class: "normal" }) : "",
    byDocument ? "" : make("small", { class: "letters" }, letters),
  );
}

// Documents that no version names, such as the copies of a text.
function drawDocuments(finding) {
  if (finding.kind !== "copies") return "";
  const rows = make("ol", { class: "documents" });
  const holder = make("div", {}, rows);
  showPaged(rows, finding.in, drawDocumentLine, PAGE);
  return holder;
}

function drawDocumentLine(place) {
  const one = report.documents[place];
  return make(
    "li",
    {},
    make("button", { type: "button", class: "place", on: { click: () => showPlace([place, 0, 0, 1]) } }, one.letter),
    words("span", nameOf(place)),
    make("small", {}, [one.source, one.published, countOf(one.words, "word")].filter(Boolean).join(" · ")),
  );
}
