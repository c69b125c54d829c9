"""Beleg as `qa.Assistant` answers, over a new index like the others; settings as everywhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.workers.serve import serve
from index.types import Document, PageRange
from qa import Answer, Assistant, Found
from qa.settings import Settings

_opened: list[Assistant] = []


def open_pipeline(*, documents: Sequence[Mapping[str, Any]], **_: Any) -> None:
    """Index the documents and load the models that the settings name."""
    _opened.append(Assistant.over([_document(raw) for raw in documents], settings=Settings.load()))


def answer(*, question: str) -> dict[str, Any]:
    """The text of the checked answer with all its quotes."""
    passages: list[str] = []
    for piece in _opened[0].stream(question):
        if isinstance(piece, Found):
            passages = [evidence.quote for evidence in piece.evidence]
        elif isinstance(piece, Answer):
            quotes = [citation.quote for claim in piece.claims for citation in claim.citations]
            return {"text": piece.text, "passages": passages, "quotes": quotes}
    raise AssertionError("a stream ends with an answer")


def _document(raw: Mapping[str, Any]) -> Document:
    fields = {name: value for name, value in raw.items() if name != "sections"}
    return Document(**fields | {"pages": tuple(PageRange(**page) for page in raw["pages"])})


if __name__ == "__main__":
    serve({"open": open_pipeline, "answer": answer})
    for assistant in _opened:
        assistant.close()
