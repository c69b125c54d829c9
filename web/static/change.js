// What was done to the documents. If the button that did it is gone, one goes on at what was said of it.
watch("value", () => {
  const at = document.activeElement;
  if (at !== document.body && !at.matches("[data-remove], [data-undo]")) return;
  (element.querySelector("[data-undo]") ?? element.querySelector(".change"))?.focus({ preventScroll: true });
});
