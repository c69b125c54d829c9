// The panel with a document: shown when it is filled, emptied when it is closed.
let opener = null;
let opened = null;
let view = null;
let selected = "";

// What is asked about is one line, and not too long.
const line = (words) => words.trim().replace(/\s+/g, " ").slice(0, 300);

const panel = () => element.querySelector(".source");
const narrow = matchMedia("(max-width: 67.99rem)");

const close = () => {
  props.value = "";
  opened = null;
  layOut(false);
  opener?.focus?.({ preventScroll: true });
  opener = null;
};

// On a narrow screen the panel covers everything, so nothing below it can be reached.
const layOut = (shown) => {
  document.body.classList.toggle("source-open", shown);
  for (const below of document.querySelectorAll("#bar, #tabs")) below.inert = shown && narrow.matches;
};
narrow.addEventListener("change", () => layOut(Boolean(panel())));

const places = () => [...(opener?.closest(".exchange")?.querySelectorAll(".card:enabled") ?? [])];
const position = () => {
  const { path, from, to } = panel().dataset;
  return places().findIndex(
    ({ dataset }) => dataset.document === path && dataset.start === from && dataset.end === to,
  );
};

const countSteps = () => {
  const steps = element.querySelector(".steps");
  const [at, count] = [position(), places().length];
  steps.hidden = at < 0 || count < 2;
  const { steps: receipts, nearest } = steps.dataset;
  const wording = opener?.closest(".not_in_documents") ? nearest : receipts;
  const label = wording.replace("{0}", at + 1).replace("{1}", count);
  const status = steps.querySelector("[role=status]");
  if (status.textContent !== label) status.textContent = label;
  for (const button of steps.querySelectorAll("[data-step]")) {
    button.disabled = !places()[at + Number(button.dataset.step)];
  }
};

const frame = () => panel().querySelector(panel().dataset.view === "page" ? ".pages" : ".text");
const pageAskedFor = () => frame().querySelector(`[data-number="${panel().dataset.at}"]`);

const scrollToPlace = () => {
  const page = pageAskedFor();
  const target = page ?? frame().querySelector(".box.sentence, mark.cited");
  const above = target ? target.getBoundingClientRect().top - frame().getBoundingClientRect().top : 0;
  frame().scrollTop = target ? frame().scrollTop + above - (page ? 20 : frame().clientHeight / 3) : 0;
};

const choose = (name) => {
  const shown = panel();
  const hasPages = Boolean(shown.querySelector(".sheet"));
  shown.dataset.view = hasPages ? (name ?? "page") : "text";
  for (const button of shown.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === shown.dataset.view));
  }
};

const askAbout = (words) => {
  const button = element.querySelector(".ask-selection");
  const box = document.querySelector("#question-box textarea");
  const question = button.dataset.template.replace("{}", () => words);
  close();
  document.querySelector("#tabs [role=tab]").click();
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
};

document.addEventListener("click", (click) => {
  const place = click.target.closest("[data-document]");
  if (place) opener = place;
});
// The words of a selection, those of a page without its number and without hyphens at the ends of lines.
const wordsOf = (selection) => {
  const part = selection.getRangeAt(0).cloneContents();
  for (const number of part.querySelectorAll("figcaption, .page-number")) number.remove();
  const joined = part.textContent.replace(/(?<=\p{L})-\s*\n\s*(?=\p{Ll})(?!(und|oder|bis|and|or)\b)/gu, "");
  return line(joined);
};

document.addEventListener("selectionchange", () => {
  const button = element.querySelector(".ask-selection");
  if (!button) return;
  const selection = document.getSelection();
  const inside = [...element.querySelectorAll(".text, .pages")].some((text) => text.contains(selection.anchorNode));
  selected = inside && !selection.isCollapsed ? wordsOf(selection) : "";
  button.hidden = selected === "";
});
element.addEventListener("mousedown", (press) => {
  if (press.target.closest(".ask-selection")) press.preventDefault(); // or the selection would be lost
});
element.addEventListener("click", (click) => {
  const button = click.target.closest("button");
  if (!button) return;
  if (button.matches("[data-close]")) close();
  if (button.matches("[data-show]")) {
    choose((view = button.dataset.show));
    scrollToPlace();
  }
  if (button.matches("[data-step]")) places()[position() + Number(button.dataset.step)]?.click();
  if (button.matches(".ask-selection")) askAbout(selected);
  const { ask, page } = button.dataset;
  if (ask !== undefined) askAbout(line(ask));
  if (page !== undefined) {
    const { path, from, to } = panel().dataset;
    trigger("click", { document: path, start: from, end: to, opened: Date.now(), page });
  }
});

watch("value", () => {
  const shown = panel();
  layOut(Boolean(shown));
  if (!shown) return;
  countSteps();
  choose(view);
  const again = shown.dataset.opened === opened;
  opened = shown.dataset.opened;
  if (again) return;
  scrollToPlace();
  if (pageAskedFor()) frame().focus({ preventScroll: true });
  if (!shown.contains(document.activeElement)) shown.focus({ preventScroll: true });
});
