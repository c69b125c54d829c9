"use strict";
(() => {
  const page = document.documentElement;
  const form = document.querySelector(".filters");
  const cases = [...document.querySelectorAll(".case")];
  const words = new Map();

  const wordsOf = (one) => {
    if (!words.has(one)) words.set(one, one.textContent.toLowerCase());
    return words.get(one);
  };

  const filter = () => {
    const wanted = form.elements.words.value.trim().toLowerCase();
    let shown = 0;
    for (const one of cases) {
      const fits = ["result", "language", "kind"].every((name) => {
        const value = form.elements[name].value;
        return !value || one.dataset[name] === value;
      });
      one.hidden = !(fits && (!wanted || wordsOf(one).includes(wanted)));
      shown += !one.hidden;
    }
    document.getElementById("shown").textContent = shown;
  };

  const openNamed = () => {
    const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (one instanceof HTMLDetailsElement) {
      one.open = true;
      one.scrollIntoView();
    }
  };

  const show = (language) => {
    page.lang = language;
    for (const option of form.querySelectorAll("option[data-de]")) option.textContent = option.dataset[language];
    for (const plot of document.querySelectorAll("svg[data-de]")) plot.setAttribute("aria-label", plot.dataset[language]);
  };

  // A closed answer would not be on the paper.
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) {
      one.open = true;
      opened.push(one);
    }
  });
  addEventListener("afterprint", () => {
    for (const one of opened.splice(0)) one.open = false;
  });

  document.getElementById("switch").addEventListener("click", () => show(page.lang === "de" ? "en" : "de"));
  form.addEventListener("input", filter);
  addEventListener("hashchange", openNamed);
  const wanted = new URLSearchParams(location.search).get("language");
  if (wanted === "de" || wanted === "en") show(wanted);
  filter();
  openNamed();
})();
