"""Stored answers scored again, after gold was mended or scoring has changed."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.errors import RunError
from eval.report.case import Scored
from eval.run import documents_identity
from eval.score import score
from eval.stored import read_answers
from eval.types import Item, Recorded
from index.types import Document


def rescored(folder: Path, items: Sequence[Item], documents: Mapping[str, Document]) -> tuple[Scored, ...]:
    """The items that a run has answers to, scored; `documents` by path.

    Raises RunError if the run asked about other documents, or asked another question under an id.
    """
    file = folder / "config.json"
    try:
        config = json.loads(file.read_text(encoding="utf-8"))["configuration"]
        expected = config["documents"]["sha256"]
    except (OSError, ValueError, KeyError) as exc:
        raise RunError(f"{file} is not the configuration of a run.") from exc
    if documents_identity(list(documents.values()))["sha256"] != expected:
        raise RunError(f"{folder} asked about other documents than these. Name its folder with --documents.")
    answers = read_answers(folder / "answers.jsonl")
    answered = [item for item in items if item.id in answers]
    if not answered:
        raise RunError(f"{folder} has no answer to any question of this set. Name the set that was asked.")
    for item in answered:
        _check_question(folder, item, answers[item.id])
    return tuple(
        Scored(item, kept.answer, score(item, kept.answer, documents, kept.evidence))
        for item in answered
        for kept in (answers[item.id],)
    )


def _check_question(folder: Path, item: Item, kept: Recorded) -> None:
    """A follow-up is asked together with what went before it, and so not compared."""
    asked = unicodedata.normalize("NFC", item.question).strip()
    if not item.history and kept.answer.question != asked:
        raise RunError(f"{folder} asked another question as {item.id}: {kept.answer.question!r}. Run the set again.")
