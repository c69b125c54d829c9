"""Runs the stages and their yardsticks in turns, each side in a process of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Protocol

from eval.errors import RunError
from eval.models import Models
from eval.workers.worker import Reply

STAGES = ("read", "segment", "embed", "index", "search", "first_token", "answer", "verify")


class Side(Protocol):
    """A worker that knows stages."""

    def ask(self, do: str, **values: Any) -> Reply:
        """What the stage returns, and how long it took."""


@dataclass(slots=True)
class Measured:
    """Seconds by stage, the first time first, of Beleg and of the yardsticks; what was worked on; bytes at most."""

    own: dict[str, list[float]] = field(default_factory=dict)
    plain: dict[str, list[float]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    own_peak: int = 0
    plain_peak: int = 0

    def cold(self, stage: str) -> tuple[float, float | None]:
        """The first time, with what had to be loaded: Beleg, and the yardstick where there is one."""
        plain = self.plain.get(stage)
        return self.own[stage][0], plain[0] if plain else None

    def warm(self, stage: str) -> tuple[float, float | None]:
        """The median of the further times."""
        plain = self.plain.get(stage)
        return median(self.own[stage][1:]), median(plain[1:]) if plain else None


def measure(own: Side, plain: Side, *, folder: str, questions: Sequence[str], models: Models) -> Measured:
    """Every stage once for each question, turn by turn; the first time is the cold one. Raises RunError."""
    rounds = [{"question": question} for question in questions]
    measured = Measured()
    for _ in rounds:
        read = own.ask("read", folder=folder)
        _note(measured, "read", read, plain.ask("read", folder=folder, paths=read.result["paths"]))
    documents = read.result["texts"]
    for _ in rounds:
        cut = own.ask("segment")
        _note(measured, "segment", cut, plain.ask("segment", texts=documents))
    texts = cut.result["passages"]
    if not texts:
        raise RunError(f"There is no document with text in {folder}. Name another folder with --documents.")
    measured.counts = {
        "documents": len(documents),
        "characters": sum(len(text) for _, text in documents),
        "sentences": cut.result["sentences"],
        "passages": len(texts),
    }
    prefixed = [models.passage + text for text in texts]
    for _ in rounds:
        _note(measured, "embed", own.ask("embed"), plain.ask("embed", encoder=models.encoder, texts=prefixed))
    for _ in rounds:
        _note(measured, "index", own.ask("index"), plain.ask("index", texts=texts))
    for values in rounds:
        _note(measured, "search", own.ask("search", **values), plain.ask("search", prefix=models.query, **values))
    for values in rounds:
        asked = own.ask("ask", **values)
        same_prompts = own.ask("prompts", **values).result
        repeated = plain.ask("ask", model=models.model, threads=models.threads, **same_prompts)
        for stage in ("first_token", "answer"):
            measured.own.setdefault(stage, []).append(asked.result[stage])
            measured.plain.setdefault(stage, []).append(repeated.result[stage])
        checked = own.ask("verify", **values)
        measured.own.setdefault("verify", []).append(checked.seconds)
        measured.own_peak, measured.plain_peak = checked.peak, repeated.peak
    return measured


def _note(measured: Measured, stage: str, own: Reply, plain: Reply) -> None:
    measured.own.setdefault(stage, []).append(own.seconds)
    measured.plain.setdefault(stage, []).append(plain.seconds)
