"""How fast the page is over real documents and models: `python scripts/page_speed.py [--rounds N]`.

On a laptop and on a phone; fails where a median misses its limit.
"""

import argparse
import statistics
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import typer
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.screenshots import QUESTIONS, ROOT, SIZES, ask, open_app, open_browser

LIMITS = {"usable": 2.0, "first evidence": 0.5, "layout shift": 0.1}
"""Seconds, and for the layout shift its cumulative score: what the page has to stay under."""

_WATCH = """() => {
  window.measured = { began: 0, found: 0, shift: 0 };
  let [first, last, sum] = [0, 0, 0];
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, startTime, value } of list.getEntries()) {
      if (hadRecentInput) continue;
      if (startTime - last > 1000 || startTime - first > 5000) [first, sum] = [startTime, 0];
      [last, sum] = [startTime, sum + value];
      measured.shift = Math.max(measured.shift, sum);
    }
  }).observe({ type: "layout-shift", buffered: true });
  addEventListener("keydown", ({ key }) => {
    if (key === "Enter") [measured.began, measured.found] = [performance.now(), 0];
  }, true);
  new MutationObserver(() => {
    const shown = document.querySelector("#current .exchange");
    if (shown?.dataset.stage === "writing" && shown.querySelector(".card")) measured.found ||= performance.now();
  }).observe(document.querySelector("#current"), { subtree: true, childList: true, attributes: true });
}"""
"""Notes when Enter was pressed, when the first sentences were there, and the worst run of layout shifts."""

_USABLE = """() => {
  const box = document.querySelector("#question-box textarea");
  return box && !box.disabled && document.activeElement === box && document.querySelector(".welcome [data-example]")
    ? performance.now() : 0;
}"""
"""Milliseconds since the page was asked for, once a question can be typed; 0 before."""


def measure(page: Page, url: str) -> dict[str, list[float]]:
    """One visit: opening the page, then each of the questions."""
    page.goto(url)
    usable = page.wait_for_function(_USABLE, polling=20).json_value() / 1000
    page.evaluate(_WATCH)
    found = []
    for question in QUESTIONS["de"].values():
        ask(page, question)
        found.append(page.evaluate("(measured.found - measured.began) / 1000"))
    return {"usable": [usable], "first evidence": found, "layout shift": [page.evaluate("measured.shift")]}


def visits(browser: Browser, url: str, size: str, rounds: int) -> dict[str, list[float]]:
    """So many visits, each by a new visitor, after one that warms up."""
    width, height = SIZES[size]
    measured: dict[str, list[float]] = {name: [] for name in LIMITS}
    for number in range(rounds + 1):
        context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE")
        for name, values in measure(context.new_page(), url).items():
            measured[name] += values if number else []
        context.close()
    return measured


def table(measured: Mapping[str, Mapping[str, Sequence[float]]]) -> Iterator[str]:
    """The lines of a Markdown table, by size of the screen."""
    yield "| measured | on a | median | worst | limit |"
    yield "|---|---|---|---|---|"
    for size, figures in measured.items():
        for name, values in figures.items():
            yield f"| {name} | {size} | {statistics.median(values):.2f} | {max(values):.2f} | {LIMITS[name]} |"


def missed(measured: Mapping[str, Mapping[str, Sequence[float]]]) -> list[str]:
    """What does not stay under its limit."""
    return [
        f"{name} on a {size}: {statistics.median(values):.2f}, the limit is {LIMITS[name]}"
        for size, figures in measured.items()
        for name, values in figures.items()
        if statistics.median(values) >= LIMITS[name]
    ]


def main() -> None:
    """Writes down the medians and the worst; exit code 1 if a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=ROOT / "documents")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with open_app(arguments.documents) as url, sync_playwright() as playwright, open_browser(playwright) as browser:
        measured = {size: visits(browser, url, size, arguments.rounds) for size in SIZES}
    typer.echo("\n".join(table(measured)))
    if faults := missed(measured):
        raise SystemExit("Missed: " + "; ".join(faults))


if __name__ == "__main__":
    main()
