// The list of documents: searched and sorted here, changed by the server.
let words = "";
let column = -1;
let descending = false;

const collator = () => new Intl.Collator(document.documentElement.lang, { numeric: true });
const valueOf = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();

const arrange = () => {
  const table = element.querySelector("table:not(.failures)");
  if (!table) return;
  const body = table.tBodies[0];
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of body.rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !wanted.every((word) => text.includes(word));
  }
  [...table.tHead.querySelectorAll("th")].forEach((head, at) => {
    const order = descending ? "descending" : "ascending";
    if (at === column) head.setAttribute("aria-sort", order);
    else head.removeAttribute("aria-sort");
  });
  if (column < 0) return;
  const { compare } = collator();
  const rows = [...body.rows].sort((a, b) => compare(valueOf(a), valueOf(b)) * (descending ? -1 : 1));
  body.append(...rows);
};

element.addEventListener("input", (input) => {
  words = input.target.value;
  arrange();
});
element.addEventListener("click", (click) => {
  const button = click.target.closest("button");
  if (!button) return;
  const { sort, remove, refresh } = button.dataset;
  if (sort !== undefined) {
    const chosen = button.closest("th").cellIndex;
    descending = chosen === column && !descending;
    column = chosen;
    arrange();
  }
  if (remove !== undefined) trigger("delete", { document: remove });
  if (refresh !== undefined) trigger("retry");
});
watch("value", arrange);
