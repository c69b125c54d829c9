"""txtai's RAG quick start: an `Embeddings` database of sections, and `RAG` over it with the prompts shown there.

How many sections the language model sees is `RAG`'s default.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.workers.serve import serve

_SYSTEM = "You are a friendly assistant"
_TEMPLATE = """
  Answer the following question using the provided context.

  Question:
  {question}

  Context:
  {context}
"""
_LONGEST = 2048


class Pipeline:
    """txtai's `RAG`, once it is opened."""

    def __init__(self) -> None:
        self._rag: Any = None

    def open(
        self,
        *,
        documents: Sequence[Mapping[str, Any]],
        encoder: str,
        model: str,
        threads: int,
        query: str,
        passage: str,
    ) -> None:
        """Index the documents; `query` and `passage` are the encoder's prefixes."""
        from txtai import RAG, Embeddings  # noqa: PLC0415  # counts as opening

        embeddings = Embeddings(content=True, path=encoder, instructions={"query": query, "data": passage}, gpu=False)
        embeddings.index([section for one in documents for section in one["sections"]])
        self._rag = RAG(
            embeddings, model, system=_SYSTEM, template=_TEMPLATE, output="flatten", gpu=False, n_threads=threads
        )

    def answer(self, *, question: str) -> dict[str, Any]:
        """What the pipeline answers."""
        text = self._rag(question, maxlength=_LONGEST, temperature=0.0)
        # It does not tell what it was given; the same search again takes milliseconds.
        found = self._rag.similarity.search(question, self._rag.context)
        return {"text": text, "passages": [one["text"] for one in found], "quotes": []}


if __name__ == "__main__":
    pipeline = Pipeline()
    serve({"open": pipeline.open, "answer": pipeline.answer})
