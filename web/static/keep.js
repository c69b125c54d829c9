// What this tab keeps. What the browser has when the page opens may be another tab's.
(kept) => {
  if ("restored" in document.body.dataset) sessionStorage.setItem("beleg-conversation", JSON.stringify(kept));
}
