// Small comforts on top of pages that work without any script. Nothing here may be the only way to do something.

import "htmx.org/dist/htmx.esm.js";

const openMenus = () => document.querySelectorAll("details.menu[open], details.picker[open]");

// Menus are <details>: close them on Escape (focus goes back to the button) and on a click elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// After a rejected form the summary of errors takes the focus, so that screen readers start there.
document.getElementById("errors")?.focus();
