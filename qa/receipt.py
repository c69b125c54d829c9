"""What is needed to get the same answer again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from operator import attrgetter

from index.types import Document
from qa.types import Evidence

_PACKAGES = ("llama-cpp-python", "sentence-transformers", "torch", "faiss-cpu", "bm25s")


def receipt(
    *,
    models: Mapping[str, str],
    index: str,
    prompt: str,
    evidence: Sequence[Evidence],
    reply: str,
    threshold: float,
    documents: Sequence[Document] = (),
) -> dict[str, object]:
    """Hashes of models, index, prompt, evidence and the model's raw reply, the threshold, and the versions that ran.

    `documents` are those that the evidence and the quotes come from; each is kept with the hash of its
    text, so that `qa.recheck` can tell whether it has changed since.
    """
    shown = [(item.document, item.start, item.end, item.quote) for item in evidence]
    return {
        "models": dict(models),
        "index": index,
        "documents": {document.path: digest(document.text) for document in sorted(documents, key=attrgetter("path"))},
        "prompt": digest(prompt),
        "evidence": digest(json.dumps(shown, ensure_ascii=False)),
        "reply": digest(reply),
        "decoding": "greedy",
        "threshold": threshold,
        "versions": {name: _version(name) for name in _PACKAGES},
    }


def digest(text: str) -> str:
    """The first 16 hex digits of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
