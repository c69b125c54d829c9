// A tab goes on with its own conversation, a new tab with the latest of this browser.
(kept) => {
  document.body.dataset.restored = "";
  return JSON.parse(sessionStorage.getItem("beleg-conversation")) ?? kept;
}
