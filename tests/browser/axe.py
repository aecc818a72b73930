"""What axe finds on a page: every rule on everything, and contrast on words of every look.

Half of axe's time goes into the contrast of each piece of text with what lies behind it, and a
table of a hundred rows asks a hundred times the same: words of one colour and size before the same
backgrounds have the same contrast. So of words that look the same the first and the last of a page
are measured; of words in a picture, in what is placed freely or where that lies, every one. All
other rules look at everything. ``GOODOFFICES_LONG=2`` measures all words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page
from tests.talks.world import LONG

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")

MEASURED = """() => {
  document.querySelectorAll("[data-measured]").forEach((one) => delete one.dataset.measured);
  const all = [...document.querySelectorAll("body, body *")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}));
  const named = new Set([...document.querySelectorAll("[aria-labelledby]")]
    .flatMap((one) => one.getAttribute("aria-labelledby").split(/\\s+/)));
  const free = all.filter((one) => one instanceof HTMLElement).filter((one) => {
    const {position, transform} = getComputedStyle(one);
    return ["absolute", "fixed"].includes(position) || transform !== "none";
  }).map((one) => [one, one.getBoundingClientRect()]);
  const lies = (one) => {
    const a = one.getBoundingClientRect();
    return free.some(([other, b]) => other.contains(one) || (!one.contains(other)
      && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
  };
  const alone = (one) => one instanceof SVGElement || named.has(one.id) || one.control?.disabled
    || one.closest(":disabled, [aria-disabled]") || lies(one);
  const said = (text, unless) => text === unless ? "" : text;
  const layers = new Map([[null, ""]]);
  const behind = (one) => {  // what lies behind an element, from the outermost on
    if (layers.has(one)) return layers.get(one);
    const style = getComputedStyle(one);
    const own = [
      said(style.backgroundColor, "rgba(0, 0, 0, 0)"), said(style.backgroundImage, "none"),
      said(style.opacity, "1"), said(style.filter, "none"), said(style.clipPath, "none"),
      said(style.mixBlendMode, "normal"), said(style.overflow, "visible"),
    ].filter(Boolean).join(" ");
    const found = behind(one.parentElement) + said(`/${own}`, "/");
    layers.set(one, found);
    return found;
  };
  const looks = new Map();
  for (const one of all) {
    const words = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.data).join("").trim();
    const asks = one.matches("input, select, textarea, button");
    if (!words && !asks) continue;
    const style = getComputedStyle(one);
    const look = alone(one) ? looks.size : [
      style.color, style.fontSize, style.fontWeight, style.textShadow, asks && one.localName,
      asks && one.type, /[\\p{L}\\p{N}].*[\\p{L}\\p{N}]/su.test(words), behind(one),
    ].join(";");
    looks.set(look, [looks.get(look)?.[0] ?? one, one]);
  }
  for (const ends of looks.values()) for (const one of ends) one.dataset.measured = "";
  axe.configure({rules: [{id: "color-contrast", selector: "[data-measured]"}]});
}"""
"""Mark whose contrast is measured, and let axe's rule choose by that."""

FOUND = """() => axe.run(document, {resultTypes: ["violations"]}).then((told) => told.violations)"""


def found(page: Page, *, every: bool = LONG > 1) -> list[dict[str, Any]]:
    """Return the rules that axe finds broken on a page as it is shown, each with where."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    if not every:
        page.evaluate(MEASURED)
    return list(page.evaluate(FOUND))


def serious(page: Page) -> list[str]:
    """Return what axe finds serious, each with where."""
    return [
        f"{v['id']}: {v['help']}: {json.dumps([n['html'][:160] for n in v['nodes'][:4]])}"
        for v in found(page)
        if v["impact"] in ("serious", "critical")
    ]


def put(page: Page, width: int, scheme: str) -> None:
    """Show a page as wide, and in the scheme, that is said."""
    page.set_viewport_size({"width": width, "height": 850})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")


def serious_or_too_wide(page: Page, looks: Iterable[tuple[int, str]]) -> list[str]:
    """Return what axe finds serious on a page in each look, and how it is too wide for one."""
    told = []
    for width, scheme in looks:
        put(page, width, scheme)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            told.append(f"{wide} wide at {width}")
        told += [f"{width} {scheme}: {one}" for one in serious(page)]
    return told
