// Screen readers and hyphenation follow the language that the page is written in.
watch("value", () => {
  const language = element.querySelector("[data-language]")?.dataset.language;
  if (language) document.documentElement.lang = language;
});
