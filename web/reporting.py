"""The tab with the report of the last evaluation, and a run started from it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr

from web import render
from web.background_run import BackgroundRun, Progress
from web.layout import Parts
from web.ratings import Ratings
from web.reports import Reports
from web.texts import Texts, texts_of

Updates = dict[Any, Any]
"""New values of parts of the page."""

SHIPPED_SET = Path(__file__).parents[1] / "eval" / "sets" / "beleg.jsonl"
SOME = 20
"""How many of the shipped questions a short run asks."""


@dataclass(frozen=True, slots=True)
class Runnable:
    """A question set that can be asked; `questions` counts its questions, or the ratings that it is made from."""

    name: str
    questions: int
    subset: int | None = None


class Reporting:
    """Everybody sees the report; only with a `run` one can be started, and everybody sees how far it is."""

    def __init__(
        self, parts: Parts, reports: Reports, run: BackgroundRun | None, ratings: Ratings | None, *, shipped: bool
    ) -> None:
        self._parts = parts
        self._reports = reports
        self._run = run
        self._ratings = ratings
        self._shipped = shipped

    def shown(self, texts: Texts) -> Updates:
        """The tab in the visitor's language."""
        report = self._reports.newest()
        written = datetime.fromtimestamp(report.stat().st_mtime).astimezone() if report else None
        return {self._parts.report: render.report_html(texts, written), **self._running(texts)}

    def refresh(self, chosen: str, request: gr.Request) -> Updates:
        """The tab as it is now."""
        return self.shown(texts_of(chosen, request))

    def tick(self, chosen: str, request: gr.Request) -> Updates:
        """How far the run is; when it has ended, its report."""
        texts = texts_of(chosen, request)
        active = self._run is not None and self._run.progress.active
        return self._running(texts) if active else self.shown(texts)

    def start(self, chosen: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Asks the questions of the set that was chosen."""
        texts = texts_of(chosen, request)
        wanted = getattr(event, "set", None)
        runnable = next((one for one in self._runnable() if one.name == wanted), None)
        if self._run is None or runnable is None:
            return self._running(texts)
        questions = self._ratings.write_set() if self._ratings and runnable.name == "set_rated" else SHIPPED_SET
        if not questions.stat().st_size:
            return self._running(texts, Progress("failed", reason=texts.run_nothing))
        self._run.start(questions, texts.language, runnable.subset)
        return self._running(texts)

    def stop(self, chosen: str, request: gr.Request) -> Updates:
        """Ends the run."""
        if self._run is not None:
            self._run.stop()
        return self._running(texts_of(chosen, request))

    def _running(self, texts: Texts, progress: Progress | None = None) -> Updates:
        if self._run is None:
            return {self._parts.running: "", self._parts.timer: gr.Timer(active=False)}
        progress = progress or self._run.progress
        sets = () if progress.active else self._runnable()
        return {
            self._parts.running: render.running_html(texts, progress, sets),
            self._parts.timer: gr.Timer(active=progress.active),
        }

    def _runnable(self) -> tuple[Runnable, ...]:
        sets = []
        if self._shipped:
            every = sum(1 for _ in SHIPPED_SET.open(encoding="utf-8"))
            sets += [Runnable("set_some", SOME, SOME), Runnable("set_shipped", every)]
        rated = len(self._ratings.all()) if self._ratings else 0
        return (*sets, Runnable("set_rated", rated)) if rated else tuple(sets)
