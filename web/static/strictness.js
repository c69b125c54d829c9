// A choice counts at once; nothing is drawn anew, so that the arrow keys go on.
element.addEventListener("change", ({ target }) => trigger("input", { threshold: Number(target.value) }));
