// The panel with a document: shown when it is filled, emptied when it is closed.
let opener = null;

const panel = () => element.querySelector(".source");

const close = () => {
  if (!panel()) return;
  props.value = "";
  document.body.classList.remove("source-open");
  opener?.focus?.({ preventScroll: true });
  opener = null;
};

document.addEventListener("click", (click) => {
  const place = click.target.closest("[data-document]");
  if (place) opener = place;
});
document.addEventListener("keydown", (key) => {
  if (key.key === "Escape") close();
});
element.addEventListener("click", (click) => {
  if (click.target.closest("[data-close]")) close();
});

watch("value", () => {
  const shown = panel();
  document.body.classList.toggle("source-open", Boolean(shown));
  if (!shown) return;
  const text = shown.querySelector(".text");
  const cited = shown.querySelector("mark.cited");
  const above = cited ? cited.getBoundingClientRect().top - text.getBoundingClientRect().top : 0;
  text.scrollTop = cited ? text.scrollTop + above - text.clientHeight / 3 : 0;
  shown.focus({ preventScroll: true });
});
