"""The JSON shape of an answer, for the command line, the HTTP API and the eval; and the way back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter, ValidationError

from qa.reasons import written
from qa.types import Answer

SCHEMA = 3
"""2: the receipt holds the hash of each document that the evidence came from. 3: and the threshold."""

_READ = TypeAdapter(Answer)


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
            dict(
                plain,
                citations=list(plain["citations"]),
                answer_spans=list(plain["answer_spans"]),
                reason=written(claim.reason),
            )
            for plain, claim in zip(shape["claims"], answer.claims, strict=True)
        ],
        "nearest": list(shape["nearest"]),
        "seconds": {name: round(value, 3) for name, value in shape["seconds"].items()},
        "receipt": dict(answer.receipt),
    }


def answer_of(shape: Mapping[str, Any]) -> Answer:
    """The answer that `answer_json` wrote, of this or an earlier schema; keys it does not know are left out.

    Raises ValueError that names what is missing or wrong.
    """
    if shape.get("schema") not in range(1, SCHEMA + 1):
        raise ValueError(f"not an answer of schema 1 to {SCHEMA}: schema is {shape.get('schema')!r}")
    try:
        return _READ.validate_python({**shape, "text": shape.get("answer")})
    except ValidationError as exc:
        first = exc.errors()[0]
        place = ".".join("answer" if part == "text" and not at else str(part) for at, part in enumerate(first["loc"]))
        raise ValueError(f"not an answer: {place}: {first['msg']}") from exc
