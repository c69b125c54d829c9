"""What a refused question names and no document mentions."""

import re
from collections.abc import Sequence

from index.types import Document

_WORD = re.compile(r"[^\W_][\w’&-]*")
_SHORTEST = 3
_STEM = 5
"""Letters that a word must share with one of the documents; the rest may be an ending."""


def missing_words(question: str, language: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """Names, nouns and years of the question that stand in no document, in the order of the question.

    Only what is written with a capital or a digit counts, not the first word. In another language than the
    documents' only years and names in capitals do: other words would be translated there.
    """
    same_language = any(document.language == language for document in documents)
    texts = [document.text.casefold() for document in documents]
    words = dict.fromkeys(word for word in _WORD.findall(question)[1:] if _tells(word, same_language))
    return tuple(word for word in words if not any(_stem(word) in text for text in texts))


def _tells(word: str, same_language: bool) -> bool:
    if len(word) < _SHORTEST:
        return False
    return word.isupper() or word.isdigit() or (same_language and word[0].isupper())


def _stem(word: str) -> str:
    return word.casefold() if word.isupper() or word.isdigit() else word.casefold()[: max(_STEM, len(word) - 3)]
