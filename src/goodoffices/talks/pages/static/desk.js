// Tells the desk that something is new; the page itself works by reloading alone.
"use strict";
const script = document.currentScript;
const shown = script.dataset.mark; // what is told may have come before the stream was opened
let stream = null;
const listen = () => {
  stream = new EventSource(script.dataset.stream);
  stream.onmessage = (event) => {
    if (event.data === shown) return;
    const writing = [...document.querySelectorAll("textarea")].some((area) => area.value.trim());
    if (writing) document.getElementById("news").hidden = false;
    else { stream.close(); location.replace(location.pathname); }
  };
};
listen();
// Who follows a link is not called back by news; a download stays here and listens again.
let again = 0;
addEventListener("beforeunload", () => {
  stream.close();
  clearTimeout(again);
  again = setTimeout(listen, 3000);
});
addEventListener("pagehide", () => { clearTimeout(again); stream.close(); });
