"""What a refused question names and no document mentions, and what it may have meant instead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from index.types import Document

_WORD = re.compile(r"[^\W_][\w’&-]*")
_SHORTEST = 3
_STEM = 5
"""Letters that a word must share with one of the documents; the rest may be an ending."""

_ALIKE = 0.8
"""How alike two words must be (Ratcliff and Obershelp's measure) for one to be a slip of the other."""


def missing_words(question: str, language: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """Names, nouns and years of the question that stand in no document, in the order of the question.

    Only what is written with a capital or a digit counts, not the first word. In another language than the
    documents' only years and names in capitals do: other words would be translated there.
    """
    same_language = any(document.language == language for document in documents)
    texts = [document.text.casefold() for document in documents]
    words = dict.fromkeys(word for word in _WORD.findall(question)[1:] if _tells(word, same_language))
    return tuple(word for word in words if not any(_stem(word) in text for text in texts))


def respelled(question: str, missing: Iterable[str], documents: Sequence[Document]) -> str:
    """The question with missing words as the documents spell them, where they have one much like it; else "".

    Years and abbreviations stay as they are: another one would be another question.
    """
    meant = {word: near for word in missing if _may_be_slip(word) and (near := _nearest(word, documents))}
    spelled = _WORD.sub(lambda found: meant.get(found[0], found[0]), question)
    return "" if spelled == question else spelled


def _nearest(word: str, documents: Sequence[Document]) -> str:
    """The word of the documents that is most like another; "" if none is."""
    close = get_close_matches(word, dict.fromkeys(_candidates(word, documents)), n=1, cutoff=_ALIKE)
    return close[0] if close else ""


def _candidates(word: str, documents: Sequence[Document]) -> Iterator[str]:
    """Words that begin alike and are about as long: with another first letter hardly any is the same name."""
    pattern = re.compile(rf"\b{re.escape(word[0])}\w{{{len(word) - 3},{len(word) + 1}}}\b")
    return (found for document in documents for found in pattern.findall(document.text))


def _may_be_slip(word: str) -> bool:
    return len(word) >= _STEM and word.isalpha() and not word.isupper()


def _tells(word: str, same_language: bool) -> bool:
    if len(word) < _SHORTEST:
        return False
    return word.isupper() or word.isdigit() or (same_language and word[0].isupper())


def _stem(word: str) -> str:
    return word.casefold() if word.isupper() or word.isdigit() else word.casefold()[: max(_STEM, len(word) - 3)]
