// What the keyboard adds to a page: nothing here is needed to use Muster.
// "/" goes to the search box; in a table, the arrows or j and k go from row to row; Escape closes an open menu.

const typing = (element) => element.closest?.("input, select, textarea, [contenteditable]");

function moveInTable(from, step) {
  const row = from.closest("tbody tr");
  const cell = from.closest("th, td");
  let next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  while (next) {
    const link = next.children[cell.cellIndex]?.querySelector("a") ?? next.querySelector("a");
    if (link) {
      link.focus();
      link.scrollIntoView({ block: "nearest" });
      return true;
    }
    next = step > 0 ? next.nextElementSibling : next.previousElementSibling;
  }
  return false;
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open]");
    closeMenus(null);
    open?.querySelector("summary").focus();
    return;
  }
  if (typing(event.target)) return;
  if (event.key === "/") {
    const search = document.getElementById("search");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    return;
  }
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  if (event.target.closest?.(".table tbody tr")) {
    if (moveInTable(event.target, step)) event.preventDefault();
  } else if (event.key === "j") {
    document.querySelector(".table tbody a")?.focus();
  }
});

document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details.menu")));

// An address says only what was asked: inputs left empty do not go into it.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) {
    if (value === "") event.formData.delete(name);
  }
});
