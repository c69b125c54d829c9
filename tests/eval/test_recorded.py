"""A model behind its record says the same, and is asked only what it was not asked before."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from eval.recorded import RecordedModel
from qa.llama.model import Token
from qa.reply import Verdict
from qa.types import Evidence, State, Turn


class CountingModel:
    fingerprint = "counting"
    looks = "layer1"
    writes = "plainly"

    def __init__(self) -> None:
        self.calls = 0

    def look(
        self, language: str, question: str, sentences: Sequence[Evidence], cancelled: threading.Event | None
    ) -> Iterator[State]:
        for item in sentences:
            self.calls += 1
            yield np.array([len(item.quote) / 8, -0.5], dtype=np.float32)

    def judge(self, language: str, question: str, sentence: Evidence, cancelled: threading.Event | None) -> Verdict:
        self.calls += 1
        return Verdict(len(sentence.quote) / 10, -0.5)

    def write(
        self, language: str, question: str, sentence: Evidence, limit: int, cancelled: threading.Event | None
    ) -> Iterator[Token]:
        self.calls += 1
        yield Token("ja: ä".encode()[:5], -0.5)
        yield Token("ja: ä".encode()[5:], -0.25)

    def decide(self, language: str, question: str, sentence: Evidence, cancelled: threading.Event | None) -> float:
        self.calls += 1
        return len(question) / 4

    def reword(self, language: str, question: str, before: Turn, cancelled: threading.Event | None) -> Iterator[Token]:
        self.calls += 1
        yield Token(f"{before.question} {question}".encode(), -0.5)

    def close(self) -> None:
        pass


def sentence(quote: str) -> Evidence:
    return Evidence(1, "id", "a.txt", "", None, None, "de", None, 0, len(quote), quote, "", 1.0)


def said(model: RecordedModel, question: str = "Wer?") -> tuple[list[list[float]], Verdict, list[Token]]:
    sentences = [sentence("Eva Kern war es."), sentence("Niemand.")]
    states = [state.tolist() for state in model.look("de", question, sentences, None)]
    return (
        states,
        model.judge("de", question, sentences[0], None),
        list(model.write("de", question, sentences[0], 9, None)),
    )


def test_nothing_is_asked_twice_even_by_another_process(tmp_path: Path) -> None:
    inner = CountingModel()
    first = said(RecordedModel(inner, tmp_path / "record.jsonl"))
    states = [[2.0, -0.5], [1.0, -0.5]]
    assert first == (states, Verdict(1.6, -0.5), [Token(b"ja: \xc3", -0.5), Token(b"\xa4", -0.25)])
    assert inner.calls == 4
    assert said(RecordedModel(inner, tmp_path / "record.jsonl")) == first
    assert inner.calls == 4


def test_a_question_that_was_worded_anew_is_known_by_what_went_before_it(tmp_path: Path) -> None:
    inner = CountingModel()
    first = list(RecordedModel(inner, tmp_path / "record.jsonl").reword("de", "Und wo?", Turn("Wer?", "Eva."), None))
    again = RecordedModel(inner, tmp_path / "record.jsonl")
    assert list(again.reword("de", "Und wo?", Turn("Wer?", "Eva."), None)) == first
    assert inner.calls == 1
    list(again.reword("de", "Und wo?", Turn("Wann?", "2020."), None))
    assert inner.calls == 2


def test_another_question_and_another_prompt_are_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = CountingModel()
    model = RecordedModel(inner, tmp_path / "record.jsonl")
    said(model)
    said(model, "Wann?")
    assert inner.calls == 8
    for prefix in ("prefix", "looking_prefix"):
        monkeypatch.setattr(f"qa.prompt.{prefix}", lambda language: "another task")
    said(model)
    assert inner.calls == 12


@pytest.mark.parametrize("adapted", ["looks", "writes"])
def test_with_another_adapter_only_what_is_read_with_it_is_asked_again(tmp_path: Path, adapted: str) -> None:
    """Two states are looked at; a verdict and a reply are written."""
    inner = CountingModel()
    model = RecordedModel(inner, tmp_path / "record.jsonl")
    said(model)
    setattr(inner, adapted, "learned")
    said(model)
    assert inner.calls == 6


def test_a_record_that_was_cut_off_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    said(RecordedModel(CountingModel(), file))
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[:-20], encoding="utf-8")
    inner = CountingModel()
    assert said(RecordedModel(inner, file))[1] == Verdict(1.6, -0.5)
    assert inner.calls == 1
    again = CountingModel()
    said(RecordedModel(again, file))
    assert again.calls == 0
