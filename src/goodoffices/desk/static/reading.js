// Words that are selected in a source lead to their own page; files that are dropped are read.
// Both work without this: by searching on the page, and by choosing files.
"use strict";
const article = document.querySelector("article.source[data-source]");
const bar = document.querySelector("[data-selected]");

// How many letters (code points, as the desk counts) stand before a place. Signs that act unseen
// are shown by their codes, and each of these is one letter of the page.
const letters = (text) => [...text.replace(/⟦U\+[0-9A-F]{4}⟧/gu, "·")].length;
const place = (node, offset) => {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const home = element.closest("[data-start]");
  if (!home) return null;
  const before = document.createRange();
  before.setStart(home, 0);
  before.setEnd(node, offset);
  return Number(home.dataset.start) + letters(before.toString());
};

if (article && bar) {
  const link = bar.querySelector("a");
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const words = chosen.toString().trim();
    const range = chosen.rangeCount ? chosen.getRangeAt(0) : null;
    const within = range && words && article.contains(range.commonAncestorContainer);
    const start = within ? place(range.startContainer, range.startOffset) : null;
    const end = within ? place(range.endContainer, range.endOffset) : null;
    bar.hidden = start === null || end === null || end <= start;
    if (bar.hidden) return;
    bar.querySelector("q").textContent = words.length > 160 ? `${words.slice(0, 160)} …` : words;
    const asked = new URLSearchParams({ start, end });
    if (article.dataset.claim) asked.set("claim", article.dataset.claim);
    link.href = `${article.dataset.source}?${asked}`;
  });
}

const drop = document.querySelector("form[data-drop]");
if (drop) {
  const files = drop.querySelector("input[type=file]");
  const bringsFiles = (event) => [...event.dataTransfer.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!bringsFiles(event)) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    drop.submit();
  });
}
