"""Beleg as `qa.Assistant` answers, over a new index like the others; settings as everywhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.workers.serve import serve
from index.types import Document, PageRange
from qa import Answer, Assistant, Found
from qa.settings import Settings


class Pipeline:
    """An assistant, once it is opened."""

    def __init__(self) -> None:
        self._assistant: Assistant | None = None

    def open(self, *, documents: Sequence[Mapping[str, Any]], **_: Any) -> None:
        """Index the documents and load the models that the settings name."""
        self._assistant = Assistant.over([_document(raw) for raw in documents], settings=Settings.load())

    def answer(self, *, question: str) -> dict[str, Any]:
        """The text of the checked answer with all its quotes."""
        assert self._assistant, "opening comes first"
        passages: list[str] = []
        for piece in self._assistant.stream(question):
            if isinstance(piece, Found):
                passages = [evidence.quote for evidence in piece.evidence]
            elif isinstance(piece, Answer):
                quotes = [citation.quote for claim in piece.claims for citation in claim.citations]
                return {"text": piece.text, "passages": passages, "quotes": quotes}
        raise AssertionError("a stream ends with an answer")

    def close(self) -> None:
        """Free the models and the index."""
        if self._assistant:
            self._assistant.close()


def _document(raw: Mapping[str, Any]) -> Document:
    fields = {name: value for name, value in raw.items() if name != "sections"}
    return Document(**fields | {"pages": tuple(PageRange(**page) for page in raw["pages"])})


if __name__ == "__main__":
    pipeline = Pipeline()
    serve({"open": pipeline.open, "answer": pipeline.answer})
    pipeline.close()
