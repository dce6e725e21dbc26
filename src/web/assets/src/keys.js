// `/` goes to the search. Single keys can be switched off (WCAG 2.1.4); then the body says nothing about them.

const writes = (element) => element?.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.body.dataset.shortcuts !== "on" || writes(event.target)) return;
  // On small screens the field is not shown; then the link to the search page is.
  const places = ["main form[role=search] input[name=q]", "#search-everything", ".topbar__find"];
  const place = places.map((name) => document.querySelector(name)).find((element) => element?.getClientRects().length > 0);
  if (!place) return;
  event.preventDefault();
  place.focus();
  place.select?.();
});
