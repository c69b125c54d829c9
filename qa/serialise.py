"""The JSON shape of an answer, for the command line, the HTTP API and the eval."""

from dataclasses import asdict
from typing import Any

from qa.types import Answer

SCHEMA = 1


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as plain JSON values; `schema` grows when the shape changes."""
    shape = asdict(answer)
    return {
        "schema": SCHEMA,
        "question": shape["question"],
        "language": shape["language"],
        "status": shape["status"],
        "answer": shape["text"],
        "confidence": round(answer.confidence, 4),
        "claims": [
            dict(claim, citations=list(claim["citations"]), answer_spans=list(claim["answer_spans"]))
            for claim in shape["claims"]
        ],
        "nearest": list(shape["nearest"]),
        "seconds": {name: round(value, 3) for name, value in shape["seconds"].items()},
        "receipt": dict(answer.receipt),
    }
