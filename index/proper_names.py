"""Which words are names, though German writes every noun with a capital: those that English text has as names, too."""

import re
from collections.abc import Iterable

from index.lemmas import is_known
from index.types import Document

_WORD = re.compile(r"\b\w+(?:-\w+)*")
_GENITIVE = "s"


def proper_names(documents: Iterable[Document]) -> frozenset[str]:
    """The words that English documents write with a capital only, and that are no English words.

    A programme, a town or a person keeps its name in another language; "Patient" and "November" do not tell.
    Empty without English documents.
    """
    words = {word for document in documents if document.language == "en" for word in _WORD.findall(document.text)}
    return frozenset(
        word
        for word in words
        if word[0].isupper() and len(word) > 1 and word.lower() not in words and not is_known(word.lower(), "en")
    )


def names_in(text: str, known: frozenset[str]) -> list[str]:
    """The words of a text, but for the first, that are such names, without the ending of a genitive."""
    found = _WORD.findall(text)[1:]
    bare = [word if word in known else word.removesuffix(_GENITIVE) for word in found]
    return [word for word in dict.fromkeys(bare) if word in known]
