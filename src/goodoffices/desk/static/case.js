// The case: an order is dragged, rows are walked with j and k, numbers slide. Every one of these has
// a button or a box that does the same.
"use strict";
{
  const rows = () => [...document.querySelectorAll("li[data-keys]")];
  const into = (row) => ((row?.matches(".question") && row.querySelector("input[type=checkbox]")) || (row?.querySelector("button:not(:disabled)") ?? row?.querySelector("a[href]")))?.focus();

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || localStorage.getItem("goodoffices-keys-off") === "1") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    if (event.key !== "j" && event.key !== "k") return;
    const all = rows();
    const at = all.indexOf(event.target.closest("li[data-keys]"));
    const next = event.key === "j" ? at + 1 : Math.max(at - 1, 0);
    if (!all[next]) return;
    event.preventDefault();
    into(all[next]);
  });

  addEventListener("load", () => {
    if (["#here", "#next"].includes(location.hash)) into(document.getElementById(location.hash.slice(1)));
  });

  const send = (action, fields) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = action;
    for (const [name, value] of Object.entries(fields)) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  };

  for (const list of document.querySelectorAll("ol[data-order]")) {
    const items = [...list.children];
    let moving = -1;
    items.forEach((item, place) => {
      item.draggable = true;
      item.addEventListener("dragstart", (event) => {
        moving = place;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", String(place));
      });
      item.addEventListener("dragover", (event) => {
        if (moving < 0) return;
        event.preventDefault();
        items.forEach((one) => one.classList.toggle("over", one === item && place !== moving));
      });
      item.addEventListener("dragend", () => {
        moving = -1;
        items.forEach((one) => one.classList.remove("over"));
      });
      item.addEventListener("drop", (event) => {
        event.preventDefault();
        if (moving < 0 || moving === place) return;
        send(`/case/move/${list.dataset.order}/${moving}`, { by: String(place), was: list.dataset.was });
      });
    });
  }

  for (const box of document.querySelectorAll(".k-worths input[data-slide], .k-rows input[data-slide]")) {
    const range = document.createElement("input");
    range.type = "range";
    range.min = "0";
    range.max = "100";
    range.value = box.value || "0";
    range.setAttribute("aria-label", box.labels[0]?.textContent.trim() ?? box.name);
    range.addEventListener("input", () => { box.value = range.value; });
    box.addEventListener("input", () => { range.value = box.value || "0"; });
    box.after(range);
  }
}
