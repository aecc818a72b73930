// Long work: with script the page follows it in place and goes on to what came of it, also where it
// was done before the page came. Without script the page looks again by itself; a page that is held
// still does neither.
const followed = document.querySelector("[data-work]");
const still = new URLSearchParams(location.search).has("still");
if (followed?.dataset.done && !still) location.replace(followed.dataset.done);
if (followed?.querySelector("progress") && !still) {
  const bar = followed.querySelector("progress");
  const line = followed.querySelector("[role=status]");
  const look = async () => {
    try {
      const told = await (await fetch(followed.dataset.work, { credentials: "same-origin" })).json();
      if (told.state === "done") return location.replace(told.then);
      if (told.state !== "running" && told.state !== "stopping") return location.reload();
      if (told.of) {
        bar.max = told.of;
        bar.value = told.done;
        if (line.dataset.of) line.textContent = line.dataset.of.replace("{done}", told.done).replace("{of}", told.of);
      }
    } catch { /* the desk was closed: what is shown stays */ }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
}
