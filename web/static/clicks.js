// What can be clicked within a part of the page: a place in a document, or an example question.
element.addEventListener("click", (click) => {
  const place = click.target.closest("[data-document]");
  if (place) {
    const { document, start, end } = place.dataset;
    trigger("click", { document, start, end, opened: Date.now() });
  }
  const example = click.target.closest("[data-example]");
  if (example) trigger("select", { example: example.dataset.example });
});

// A new question moves to the top, where its answer has room to grow without anything jumping.
if (element.closest("#current")) {
  let asked = null;
  watch("value", () => {
    const exchange = element.querySelector(".exchange");
    const question = exchange?.querySelector(".question")?.textContent ?? null;
    const isNew = question !== asked || exchange?.dataset.stage === "searching";
    asked = question;
    if (isNew && exchange && document.querySelector("#earlier .exchange")) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      exchange.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    }
  });
}
