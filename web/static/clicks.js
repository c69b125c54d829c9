// What can be clicked within a part of the page.
let wrong;

const box = () => document.querySelector("#question-box textarea");

const copy = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // A page that came over plain HTTP from another machine has no clipboard of its own.
  const area = document.body.appendChild(document.createElement("textarea"));
  area.value = text;
  area.select();
  document.execCommand("copy");
  area.remove();
};

const show = (place, opened) => {
  const { document, start, end } = place.dataset;
  trigger("click", { document, start, end, opened });
};

element.addEventListener("click", async (click) => {
  const button = click.target.closest("button");
  if (!button) return;
  const { document: path, example, edit, copy: text, receipt, keep, undo, right, position, rated, explains } = button.dataset;
  if (path !== undefined) show(button, Date.now());
  if (example !== undefined) trigger("select", { example });
  if (receipt !== undefined) trigger("download", { position: receipt, at: Date.now() });
  if (edit !== undefined) trigger("edit", { question: edit });
  if (right !== undefined) {
    trigger("like", { position, right: right === "true" });
    wrong = right === "false" ? position : undefined;
  }
  if (explains !== undefined) {
    const meaning = button.nextElementSibling;
    meaning.hidden = !meaning.hidden;
    button.setAttribute("aria-expanded", String(!meaning.hidden));
  }
  if (rated !== undefined) trigger("download", { at: Date.now() });
  if (keep !== undefined) trigger("clear");
  if (undo !== undefined) trigger("undo", { token: undo });
  if (edit !== undefined || keep !== undefined) box()?.focus();
  if (text !== undefined) {
    await copy(text);
    const label = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), 2000);
  }
});

element.addEventListener("submit", (submit) => {
  submit.preventDefault();
  const { correction, nowhere } = submit.target.elements;
  const { position } = submit.target.dataset;
  trigger("submit", { position, correction: correction.value, nowhere: Boolean(nowhere?.checked) });
});

// What would have been right is asked where it can be seen.
watch("value", () => {
  const form = wrong && element.querySelector(`.correction[data-position="${wrong}"]`);
  if (!form) return;
  wrong = undefined;
  form.scrollIntoView({ block: "nearest" });
  form.elements.correction.focus({ preventScroll: true });
});

if (element.closest("#current")) {
  let asked = null;
  watch("value", () => {
    const exchange = element.querySelector(".exchange");
    const question = exchange?.querySelector(".question")?.textContent ?? null;
    const stage = exchange?.dataset.stage;
    const isNew = question !== asked || stage === "searching";
    asked = question;
    // A new question stands at the top at once, where its answer has room to grow without anything jumping.
    if (isNew && exchange && document.querySelector("#earlier .exchange")) {
      requestAnimationFrame(() => exchange.scrollIntoView({ block: "start" }));
    }
    // A document opened while the answer was written gets the marks of the checked answer.
    const { path, from, to, opened } = document.querySelector(".source")?.dataset ?? {};
    const same = ({ dataset }) => dataset.document === path && dataset.start === from && dataset.end === to;
    const place = stage === "checked" && [...element.querySelectorAll("[data-document]")].find(same);
    if (place) show(place, opened);
  });
}
