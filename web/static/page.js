// What concerns the whole page: its language, its theme and its keys.
watch("value", () => {
  const language = element.querySelector("[data-language]")?.dataset.language;
  if (language) document.documentElement.lang = language;
});

const theme = localStorage.getItem("beleg-theme");
if (theme) document.body.classList.toggle("dark", theme === "dark");

// Escape takes back the latest thing: the document, the change of a question, the answer being written.
document.addEventListener("keydown", (key) => {
  const box = document.querySelector("#question-box textarea");
  const last = document.querySelector("#current [data-edit]");
  if (key.key === "Escape") {
    const back = [".source [data-close]", "#notice [data-keep]", "#question-box .stop-button"];
    document.querySelector(back.find((one) => document.querySelector(one)))?.click();
  } else if (key.key === "ArrowUp" && key.target === box && box.value === "" && last) {
    key.preventDefault();
    last.click();
  }
});

// A file that is let go beside its place is not opened instead of the page.
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (drag) => drag.dataTransfer.types.includes("Files") && drag.preventDefault());
}
