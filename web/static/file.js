// A file that the server made is saved as soon as it arrives.
watch("value", () => {
  const file = element.querySelector("[data-name]");
  if (!file) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.dataset.text], { type: "application/json" }));
  link.download = file.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});
