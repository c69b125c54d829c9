"""Several questions at once before the one language model: each is answered to its end, in the order asked."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import GenerationError
from index.index import Index
from qa import line
from qa.answer import answer
from qa.inquiry import Engine
from qa.llama.model import Choice, Token
from qa.llama.reading import heed
from qa.types import Answer, Found
from qa.writer import LocalWriter

QUESTIONS = {
    "de": ("Wie viele Standorte beteiligen sich am Netzwerk?", "Wie hoch ist die Förderung der Initiative?"),
    "en": ("How many sites take part in the network?", "When was the initiative founded?"),
}


class PacedModel:
    """Stands in for the model and its middle layer. `asked` are the prompts in the order of their jobs."""

    name = "whole"

    def __init__(self, path: Path, *, threads: int = 0, adapter: Path | None = None) -> None:
        self.pace = 0.01
        self.asked: list[str] = []

    @property
    def llama(self) -> "PacedModel":
        return self

    def read_prefix(self, prefix: str, saved: Path) -> None:
        pass

    def look(self, leading, last, *, stop) -> np.ndarray:
        self._work(leading + last, stop)
        return np.array([400.0], dtype=np.float32)

    def choose(self, parts, tail, options, *, stop, adapted=False) -> Choice:
        self._work("".join(parts), stop)
        return Choice(np.array([-0.1, -9.0]), -1.0)

    def generate(self, parts, tail, *, grammar, limit, stop, adapted=False) -> Iterator[Token]:
        quote = parts[0].partition(": ")[2].partition("\n")[0]
        for word in f"ja: {quote}\n{quote}".split(" "):
            self._work("".join(parts), stop)
            yield Token(f"{word} ".encode(), -0.1)

    def _work(self, read: str, stop) -> None:
        self.asked.append(read)
        until = time.monotonic() + self.pace
        while time.monotonic() < until:
            heed(stop)
            time.sleep(0.001)
        heed(stop)

    def close(self) -> None:
        pass


@pytest.fixture
def engine(tmp_path, monkeypatch, releases, fake_encoder, sure) -> Iterator[Engine]:
    monkeypatch.setattr("qa.writer.LocalModel", PacedModel)
    monkeypatch.setattr("qa.writer.HiddenStates", lambda model, layer, adapter: model)
    monkeypatch.setattr(line, "PATIENCE", 5.0)  # nobody is passed by because the machine is slow
    weights = tmp_path / "model.gguf"
    weights.write_bytes(b"GGUF")
    writer = LocalWriter(weights, tmp_path / "states", layer=16)
    index = Index.over(releases, fake_encoder)
    yield Engine(index, writer, sure, 5, 5, 0.5)
    writer.close()
    index.close()


class Asker(threading.Thread):
    """Asks in a thread of its own; `cancelled` stops it."""

    def __init__(self, engine: Engine, question: str) -> None:
        super().__init__(daemon=True)
        self.engine, self.question = engine, question
        self.cancelled = threading.Event()
        self.found = threading.Event()
        self.ended = 0.0
        self.failure: GenerationError | None = None

    def run(self) -> None:
        try:
            for piece in answer(self.engine, self.question, cancelled=self.cancelled):
                if isinstance(piece, Found):
                    self.found.set()
        except GenerationError as exc:
            self.failure = exc
        self.ended = time.monotonic()


def begin(engine: Engine, *questions: str) -> list[Asker]:
    """Asks the questions one after the other, each as soon as the sentences of the one before are found."""
    askers = [Asker(engine, question) for question in questions]
    for asker in askers:
        asker.start()
        assert asker.found.wait(10)
    return askers


@pytest.mark.parametrize("language", ["de", "en"])
def test_of_two_questions_at_once_the_first_is_finished_first(engine, language):
    one, other = QUESTIONS[language]
    first, second = begin(engine, one, other)
    for asker in (first, second):
        asker.join(30)
    of_first = [one in read for read in engine.model._model.asked]
    assert of_first == sorted(of_first, reverse=True) and 0 < sum(of_first) < len(of_first)
    assert first.ended < second.ended
    assert (first.failure, second.failure) == (None, None)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sentences_of_who_waits_are_found_at_once(engine, language):
    engine.model._model.pace = 0.1
    first, *others = begin(engine, *QUESTIONS[language], *QUESTIONS[language])
    assert first.is_alive()
    for asker in (*others, first):
        asker.cancelled.set()
        asker.join(10)


def test_when_the_first_is_cancelled_the_second_goes_on_at_once(engine):
    engine.model._model.pace = 30.0
    first, second = begin(engine, *QUESTIONS["de"])
    engine.model._model.pace = 0.001
    first.cancelled.set()
    began = time.monotonic()
    second.join(10)
    assert second.failure is None and second.ended - began < 2
    assert str(first.failure) and not first.is_alive()


def test_who_is_cancelled_while_waiting_is_gone_at_once_and_the_first_goes_on(engine):
    engine.model._model.pace = 0.05
    first, second, third = begin(engine, *QUESTIONS["de"], QUESTIONS["en"][0])
    second.cancelled.set()
    second.join(1)
    assert not second.is_alive() and first.is_alive()
    for asker in (first, third):
        asker.join(30)
        assert asker.failure is None
    assert not any(QUESTIONS["de"][1] in read for read in engine.model._model.asked)


def test_an_answer_that_is_left_half_written_does_not_hold_up_the_next(engine, monkeypatch):
    monkeypatch.setattr(line, "PATIENCE", 0.1)
    left = answer(engine, QUESTIONS["de"][0])
    next(left), next(left)
    *_, last = answer(engine, QUESTIONS["de"][1])
    assert isinstance(last, Answer)
