// An evaluation is started and stopped here; how far it is comes from the server.
element.addEventListener("submit", (submit) => {
  submit.preventDefault();
  trigger("submit", { set: submit.target.elements.set.value });
});
element.addEventListener("click", ({ target }) => {
  if (target.closest("[data-stop]")) trigger("stop");
});
