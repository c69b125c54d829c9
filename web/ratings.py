"""What people said of answers, kept beside the index: one line of JSON for each time."""

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.sets import item_json
from eval.types import Rating, Support
from qa.serialise import answer_json, answer_of
from qa.types import Turn
from web.shelf import Shelf

SCHEMA = 1

_log = logging.getLogger(__name__)

_NEAR = 20
"""Passages that are looked through for the sentence that backs a correction."""


class Ratings:
    """A file that only grows, and what a question set can make of it."""

    def __init__(self, shelf: Shelf, file: Path) -> None:
        self._shelf = shelf
        self._file = file
        self._writing = threading.Lock()

    def add(self, rating: Rating) -> None:
        """One more line; what was said before stays. Raises OSError."""
        line = json.dumps(_shape(rating), ensure_ascii=False) + "\n"
        with self._writing:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8", newline="\n") as file:
                file.write(line)

    def all(self) -> tuple[Rating, ...]:
        """In the order in which they were made; a line that was damaged is left out, and logged."""
        if not self._file.exists():
            return ()
        ratings = []
        for number, line in enumerate(self._file.read_text("utf-8").split("\n")[:-1], 1):
            try:
                ratings.append(_rating(json.loads(line)))
            except (ValueError, KeyError, TypeError):
                _log.warning("%s, line %d is no rating", self._file, number)
        return tuple(ratings)

    def question_set(self) -> str:
        """What was rated as items for `python -m eval`, one on each line."""
        from eval.rated import rated_items  # noqa: PLC0415 - the page does not wait for what scoring needs

        documents = {document.path: document for document in self._shelf.documents()}
        items = rated_items(self.all(), documents, self._near)
        return "".join(json.dumps(item_json(item), ensure_ascii=False) + "\n" for item in items)

    def write_set(self) -> Path:
        """The same as a file beside the ratings."""
        file = self._file.with_name("rated.jsonl")
        file.write_text(self.question_set(), encoding="utf-8", newline="\n")
        return file

    def _near(self, text: str) -> Sequence[Support]:
        return tuple(Support(document.path, sentence) for document, sentence in self._shelf.near(text, _NEAR))


def _shape(rating: Rating) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "question": rating.question,
        "right": rating.right,
        "correction": rating.correction,
        "nowhere": rating.nowhere,
        "history": [asdict(turn) for turn in rating.history],
        "answer": answer_json(rating.answer),
    }


def _rating(shape: dict[str, Any]) -> Rating:
    return Rating(
        shape["question"],
        tuple(Turn(**turn) for turn in shape["history"]),
        answer_of(shape["answer"]),
        shape["right"],
        shape["correction"],
        shape["nowhere"],
    )
