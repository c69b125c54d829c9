"""What every pipeline is given: the same texts and the same models."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from eval.models import Models
from index.segment import sentences
from index.types import Document


def job(documents: Sequence[Document], models: Models) -> dict[str, Any]:
    """The values of each pipeline's `open`."""
    return asdict(models) | {
        "documents": [asdict(document) | {"sections": sections(document)} for document in documents]
    }


def sections(document: Document) -> list[str]:
    """The text of a document, cut before its headings; several headings in a row stay together."""
    parts = sentences(document.text, document.language)
    starts = [
        part.start
        for number, part in enumerate(parts)
        if number == 0 or (part.heading and not parts[number - 1].heading)
    ]
    ends = [*starts[1:], len(document.text)]
    return [document.text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
