"""Saved answers that somebody brings along, checked again by code."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from index.errors import QuestionError
from index.query_language import Language
from qa.recheck import DocumentOf, recheck, unhashed
from qa.saved import read_saved
from qa.serialise import SCHEMA, answer_of
from qa.types import Answer, Claim

LARGEST = 1_000_000
"""Bytes; a receipt has a few thousand."""

Fault = Literal["receipt_too_large", "receipt_no_text", "receipt_no_answer", "receipt_newer"]


class NoReceiptError(Exception):
    """A file is no receipt; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A saved answer with what does not hold of it: of each claim, and (`reasons`) of the whole.

    `unhashed` are documents of which only the quotes could be checked.
    """

    answer: Answer
    claims: tuple[tuple[Claim, tuple[str, ...]], ...]
    reasons: tuple[str, ...]
    unhashed: tuple[str, ...]

    @property
    def problems(self) -> int:
        """How many things do not hold."""
        return len(self.reasons) + sum(len(reasons) for _, reasons in self.claims)


def read_receipts(file: Path) -> list[dict[str, Any]]:
    """The saved answers of a file, each in its JSON shape. Raises NoReceiptError."""
    if file.stat().st_size > LARGEST:
        raise NoReceiptError("receipt_too_large")
    try:
        shapes = read_saved(file)
        json.dumps(shapes, ensure_ascii=False).encode()  # halves of characters cannot be shown
    except (QuestionError, UnicodeEncodeError) as exc:
        raise NoReceiptError("receipt_no_text") from exc
    for shape in shapes:
        try:
            answer_of(shape)
        except ValueError as exc:
            schema = shape.get("schema")
            newer = isinstance(schema, int) and schema > SCHEMA
            raise NoReceiptError("receipt_newer" if newer else "receipt_no_answer") from exc
    return shapes


def check_receipts(shapes: Sequence[Mapping[str, Any]], document_of: DocumentOf, language: Language) -> list[Rechecked]:
    """Each answer with what `qa.recheck` finds, said in `language`."""
    return [_check(shape, document_of, language) for shape in shapes]


def _check(shape: Mapping[str, Any], document_of: DocumentOf, language: Language) -> Rechecked:
    answer = answer_of(shape)
    found = recheck(shape, document_of)

    def said(number: int | None) -> tuple[str, ...]:
        return tuple(finding.reason.said(language) for finding in found if finding.claim == number)

    claims = tuple((claim, said(number)) for number, claim in enumerate(answer.claims, 1))
    return Rechecked(answer, claims, said(None), tuple(unhashed(shape)))
