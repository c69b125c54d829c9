// The list of documents: searched and sorted here, changed by the server.
let words = "";
let column = -1;
let descending = false;
let unfolded = false;

// Case and accents do not count; "ß" is "ss", and a name that a Mac wrote is like any other.
const plain = (text) => text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "");
const textOf = (row) => {
  row.plain ??= plain([...row.cells].filter((cell) => cell.className !== "actions").map((cell) => cell.textContent).join(" "));
  return row.plain;
};
const valueOf = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();

const search = () => {
  const body = element.querySelector("tbody");
  const hits = element.querySelector(".hits");
  if (!body) return;
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const row of body.rows) {
    row.hidden = !wanted.every((word) => textOf(row).includes(word));
    found += row.hidden ? 0 : 1;
  }
  const { some, none } = hits.dataset;
  const count = found.toLocaleString(document.documentElement.lang);
  hits.textContent = wanted.length === 0 ? "" : found ? some.replace("{}", count) : none;
};

const sort = () => {
  const table = element.querySelector("table");
  if (!table || column < 0) return;
  [...table.tHead.querySelectorAll("th")].forEach((head, at) => {
    if (at === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const rows = [...table.tBodies[0].rows].map((row) => [valueOf(row), row]);
  // What is unknown comes last, whichever way.
  rows.sort(([a], [b]) => (a && b ? compare(a, b) * (descending ? -1 : 1) : Boolean(b) - Boolean(a)));
  table.tBodies[0].append(...rows.map(([, row]) => row));
};

element.addEventListener("input", (input) => {
  words = input.target.value;
  search();
});
element.addEventListener("click", (click) => {
  const button = click.target.closest("button");
  if (!button) return;
  const { sort: sorted, remove, correct, refresh } = button.dataset;
  if (sorted !== undefined) {
    const chosen = button.closest("th").cellIndex;
    descending = chosen === column && !descending;
    column = chosen;
    sort();
  }
  if (remove !== undefined) trigger("delete", { document: remove });
  if (correct !== undefined) trigger("edit", { document: correct, opened: Date.now() });
  if (refresh !== undefined) trigger("retry");
});
element.addEventListener("toggle", (toggle) => (unfolded = toggle.target.open), true);
watch("value", () => {
  const box = element.querySelector("input[type=search]");
  if (box) box.value = words;
  else words = "";
  search();
  sort();
  const removed = element.querySelector("details");
  if (removed) removed.open = unfolded;
});
