"""Answers on disk: the JSON of an answer, one on each line, and back."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from eval.errors import DataError
from qa.serialise import answer_json
from qa.types import Answer, Citation, Claim, Span, Timings


def append_answer(path: Path, id_: str, answer: Answer) -> None:
    """Add one line, on disk when this returns but for the operating system's buffers."""
    line = json.dumps({"id": id_} | answer_json(answer), ensure_ascii=False)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(line + "\n")


def read_answers(path: Path) -> dict[str, Answer]:
    """The answers by id; none where there is no file. Raises DataError that names the line.

    A last line that a kill left unfinished is taken off the file.
    """
    if not path.exists():
        return {}
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        with path.open("r+b") as file:
            file.truncate(len(whole))
    answers = {}
    for number, line in enumerate(whole.decode("utf-8").split("\n")[:-1], start=1):
        try:
            raw = json.loads(line)
            answers[str(raw["id"])] = answer_of(raw)
        except (ValueError, KeyError, TypeError) as exc:
            raise DataError(f"{path}, line {number}: not a stored answer: {exc!r}") from exc
    return answers


def answer_of(raw: Mapping[str, Any]) -> Answer:
    """The answer that `qa.serialise.answer_json` wrote. Raises KeyError or TypeError for anything else."""
    return Answer(
        question=raw["question"],
        language=raw["language"],
        status=raw["status"],
        text=raw["answer"],
        claims=tuple(_claim(claim) for claim in raw["claims"]),
        confidence=float(raw["confidence"]),
        nearest=_citations(raw["nearest"]),
        seconds=Timings(**raw["seconds"]),
        receipt=raw["receipt"],
    )


def _claim(raw: Mapping[str, Any]) -> Claim:
    return Claim(
        text=raw["text"],
        status=raw["status"],
        citations=_citations(raw["citations"]),
        answer_spans=tuple(Span(**span) for span in raw["answer_spans"]),
    )


def _citations(raw: Iterable[Mapping[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**citation) for citation in raw)
