// What the page holds: the index at once, details and texts when they are first needed.

const memory = new Map();
let report = null;

function readBlock(name) {
  if (!memory.has(name)) {
    memory.set(name, JSON.parse(document.getElementById(name).textContent));
  }
  return memory.get(name);
}

function openReport() {
  report = readBlock("report");
  report.numbers = new Map(report.findings.map((finding, number) => [finding.id, number]));
}

function detailsOf(number) {
  return readBlock(`details-${Math.floor(number / report.chunk)}`)[number % report.chunk];
}

function textOf(place) {
  return readBlock(`text-${place}`);
}

// The characters at a place, [document, start, end, line].
function wordsAt([place, start, end]) {
  for (const [offset, , words] of textOf(place).pieces) {
    if (offset <= start && end <= offset + words.length) {
      return words.slice(start - offset, end - offset);
    }
  }
  return "";
}

function nameOf(place) {
  const one = report.documents[place];
  return one.title || one.id;
}

function placeName([place, , , line]) {
  return `${report.documents[place].letter}:${line}`;
}

function countOf(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
