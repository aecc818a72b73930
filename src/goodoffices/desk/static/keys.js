// Single keys: whatever carries data-key is pressed, followed or focused by its key. One switch,
// kept in this browser, turns them off; every key has a button, so nothing needs them.
"use strict";
const OFF = "goodoffices-keys-off";
const off = () => localStorage.getItem(OFF) === "1";
let going = false; // "g" was pressed: the next key says where to
const writing = (at) => at.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || off() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (writing(event.target)) return;
  const key = event.key.length === 1 ? event.key : event.key.toLowerCase();
  let name = event.shiftKey && key.length > 1 ? `shift+${key}` : key;
  if (name.length === 1 && name !== name.toLowerCase()) name = `shift+${name.toLowerCase()}`;
  if (going) name = `g ${name}`;
  going = name === "g";
  if (going) { setTimeout(() => { going = false; }, 1500); return; }
  const within = event.target.closest("[data-keys]") ?? document;
  const of = (root) => [...root.querySelectorAll("[data-key]")].find((one) => one.dataset.key === name && !one.disabled);
  const found = of(within) ?? of(document);
  if (!found) return;
  event.preventDefault();
  if (found.matches("summary")) { found.parentElement.open = true; found.focus(); return; }
  if (found.matches("input:not([type=checkbox], [type=radio]), textarea, select")) found.focus();
  else found.click();
});

for (const box of document.querySelectorAll("input[data-keys-switch]")) {
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.checked = !off();
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "0" : "1"));
}
