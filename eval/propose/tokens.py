"""The words of a sentence, with its figures as words of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.figures import find_figures
from qa.types import Figure

_BRACKETS = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
_WORD = re.compile(r"[^\s,;:]+|[,;:]")
_PART = re.compile(r"(?<=[:;]) (?=[A-ZÄÖÜ0-9a-zäöü])")
COMMA = ","


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a whole figure."""

    text: str
    figure: Figure | None = None

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.casefold()

    @property
    def capital(self) -> bool:
        """Whether it begins as names do, and German nouns."""
        return self.text[0].isupper()


Tokens = tuple[Token, ...]


def clauses(sentence: str, language: str, published: str | None) -> list[Tokens]:
    """The words of each part of a sentence that a colon or semicolon divides, without what stands in brackets."""
    text = _BRACKETS.sub("", " ".join(sentence.split()))
    return [_tokenise(part.rstrip(" .!:;"), language, published) for part in _PART.split(text)]


def _tokenise(text: str, language: str, published: str | None) -> Tokens:
    tokens: list[Token] = []
    at = 0
    for figure in find_figures(text, language, published):
        tokens += [Token(word) for word in _WORD.findall(text[at : figure.start])]
        tokens.append(Token(text[figure.start : figure.end], figure))
        at = figure.end
    tokens += [Token(word) for word in _WORD.findall(text[at:])]
    return tuple(tokens)


def spoken(tokens: Sequence[Token]) -> str:
    """The words as a text; a comma stands close to the word before it."""
    return re.sub(r" (?=[,;:])", "", " ".join(token.text for token in tokens))


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(words.split())


def lows(tokens: Sequence[Token]) -> list[str]:
    """The words in small letters."""
    return [token.low for token in tokens]
