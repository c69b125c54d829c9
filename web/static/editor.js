// The form that corrects what was found of a document; the focus goes back to where it was opened.
let opener = "";

const back = () => document.querySelector(`#documents [data-correct="${CSS.escape(opener)}"]`)?.focus();
const sent = (form) => ({ ...Object.fromEntries(new FormData(form)), document: form.dataset.document, opened: Date.now() });

element.addEventListener("submit", (submit) => {
  submit.preventDefault();
  trigger("submit", sent(submit.target));
});
element.addEventListener("click", ({ target }) => {
  const { cancel, restore } = target.closest("button")?.dataset ?? {};
  if (cancel !== undefined) target.closest("dialog").close();
  if (restore !== undefined) trigger("undo", sent(target.closest("form")));
});
// Escape closes the form and nothing else.
element.addEventListener("keydown", (key) => key.key === "Escape" && key.stopPropagation());
element.addEventListener("close", back, true);
watch("value", () => {
  const dialog = element.querySelector("dialog");
  if (dialog) {
    opener = dialog.querySelector("form").dataset.document;
    dialog.showModal();
    dialog.querySelector("[aria-invalid]")?.focus();
  } else if (opener) {
    // After the list, which comes at the same time, is there again.
    setTimeout(() => { back(); opener = ""; }, 100);
  }
});
