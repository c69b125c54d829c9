() => {
  const dark = document.body.classList.toggle("dark");
  localStorage.setItem("beleg-theme", dark ? "dark" : "light");
}
