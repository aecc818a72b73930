// Tells the desk that something is new; the page itself works by reloading alone.
"use strict";
const script = document.currentScript;
let first = null;
const stream = new EventSource(script.dataset.stream);
stream.onmessage = (event) => {
  if (first === null) { first = event.data; return; }
  if (event.data === first) return;
  const writing = [...document.querySelectorAll("textarea")].some((area) => area.value.trim());
  if (writing) document.getElementById("news").hidden = false;
  else { stream.close(); location.replace(location.pathname); }
};
addEventListener("pagehide", () => stream.close());
