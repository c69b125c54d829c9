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

_opened: list[Any] = []


def open_pipeline(
    *, documents: Sequence[Mapping[str, Any]], encoder: str, model: str, threads: int, query: str, passage: str
) -> None:
    """Index the documents; `query` and `passage` are the encoder's prefixes."""
    from txtai import RAG, Embeddings  # noqa: PLC0415  # counts as opening

    embeddings = Embeddings(content=True, path=encoder, instructions={"query": query, "data": passage}, gpu=False)
    embeddings.index([section for one in documents for section in one["sections"]])
    rag = RAG(embeddings, model, system=_SYSTEM, template=_TEMPLATE, output="flatten", gpu=False, n_threads=threads)
    _opened.append(rag)


def answer(*, question: str) -> dict[str, Any]:
    """What the pipeline answers."""
    rag = _opened[0]
    text = rag(question, maxlength=_LONGEST, temperature=0.0)
    # It does not tell what it was given; the same search again takes milliseconds.
    found = rag.similarity.search(question, rag.context)
    return {"text": text, "passages": [one["text"] for one in found], "quotes": []}


if __name__ == "__main__":
    serve({"open": open_pipeline, "answer": answer})
