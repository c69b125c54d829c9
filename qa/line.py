"""The questions before the language model: in the order in which they came, and each to its end."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from index.errors import GenerationError
from index.reasons import Cause

J = TypeVar("J")

WAITING = 32
"""How many questions may wait at once."""

PATIENCE = 1.0
"""Seconds that the model waits for what a question asks next, so that the next question does not come between; a
caller that takes longer, or never comes back, is passed by those behind it."""


@dataclass(slots=True)
class _Place(Generic[J]):
    """What a question waits with. A place that is `kept` is awaited without a job, until that `time.monotonic()`."""

    kept: bool = False
    awaited: float = 0.0
    jobs: deque[J] = field(default_factory=deque)


class Line(Generic[J]):
    """Several jobs make a question. The one that was begun goes on before the next one is."""

    def __init__(self) -> None:
        self._places: dict[object, _Place[J]] = {}
        self._begun: object = None
        self._changed = threading.Condition()
        self._closed = False

    def __len__(self) -> int:
        """How many questions wait."""
        return sum(bool(place.jobs) for place in self._places.values())

    @contextmanager
    def place(self, question: object) -> Iterator[None]:
        """Within, all jobs of the question have the place that it takes now."""
        with self._changed:
            place = self._places.setdefault(question, _Place())
            place.kept, place.awaited = True, time.monotonic() + PATIENCE
        try:
            yield
        finally:
            with self._changed:
                place.kept = False
                self._tidy(question)

    def put(self, job: J, question: object) -> None:
        """Wait with a job, behind the others if the question has no place yet. Raises GenerationError."""
        with self._changed:
            if self._closed:
                raise GenerationError(Cause.MODEL_CLOSED)
            if question is not self._begun and len(self) >= WAITING:
                raise GenerationError(Cause.QUEUE_FULL, WAITING)
            self._places.setdefault(question, _Place()).jobs.append(job)
            self._changed.notify_all()

    def drop(self, job: J, question: object) -> None:
        """Wait no longer with a job, if it was not taken yet."""
        with self._changed:
            place = self._places.get(question)
            if place and job in place.jobs:
                place.jobs.remove(job)
                self._tidy(question)

    def take(self) -> J | None:
        """The next job, once the one that was taken before is done; None if the line is closed and empty."""
        with self._changed:
            if self._begun in self._places:
                self._places[self._begun].awaited = time.monotonic() + PATIENCE
            while len(self) or not self._closed:
                question, wait = self._next()
                if question is not None:
                    self._begun = question
                    job = self._places[question].jobs.popleft()
                    self._tidy(question)
                    return job
                self._changed.wait(wait)
            return None

    def close(self) -> None:
        """Take no more jobs; those that wait are still given out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _next(self) -> tuple[object, float | None]:
        """The question whose turn it is, or None and how many seconds to wait for it, None for as long as it takes."""
        now = time.monotonic()
        for question, place in sorted(self._places.items(), key=lambda item: item[0] is not self._begun):
            if place.jobs:
                return question, None
            if place.kept and place.awaited > now:
                return None, place.awaited - now
        return None, None

    def _tidy(self, question: object) -> None:
        """Give up a place that nothing needs any more."""
        place = self._places.get(question)
        if place and not place.kept and not place.jobs:
            del self._places[question]
            self._changed.notify_all()
