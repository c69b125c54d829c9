"""What a question says, phrase by phrase, each with the wordings under which a text may say it."""

from collections.abc import Iterable, Mapping, Sequence

from index.glossary import phrases
from index.lexical import terms

Wording = tuple[str, ...]
"""Stemmed terms that stand together."""


def wordings(
    text: str, source: str, target: str, abbreviations: Mapping[str, Sequence[str]]
) -> tuple[tuple[Wording, ...], ...]:
    """The phrases of a text in language `source`, each with its wordings in `target`, in order.

    A phrase is a word, or more that the glossary translates as one. An abbreviation and what it stands for (see
    `index.abbreviations`) are wordings of the same. Function words are left out, and so is what was said before.
    """
    said = [alternatives for phrase in phrases(text, source, target) if (alternatives := _stemmed(phrase, target))]
    known = [_stemmed((short, *forms), target) for short, forms in abbreviations.items()]
    found: list[tuple[Wording, ...]] = []
    while said:
        length, phrase = max(
            ((_spelled(said, forms), forms) for forms in known), default=(0, ()), key=lambda one: one[0]
        )
        found.append(phrase if length else said[0])
        said = said[max(length, 1) :]
    return tuple(dict.fromkeys(found))


def _stemmed(phrases: Iterable[str], language: str) -> tuple[Wording, ...]:
    stems = (tuple(terms(phrase, language)) for phrase in phrases)
    return tuple(dict.fromkeys(wording for wording in stems if wording))


def _spelled(said: Sequence[Sequence[Wording]], forms: Sequence[Wording]) -> int:
    """How many phrases, from the first, together are one of the forms; 0 if they are none."""
    return max((_length(said, form) or 0 for form in forms), default=0)


def _length(said: Sequence[Sequence[Wording]], form: Wording) -> int | None:
    if not form:
        return 0
    for wording in said[0] if said else ():
        if form[: len(wording)] == wording:
            rest = _length(said[1:], form[len(wording) :])
            if rest is not None:
                return 1 + rest
    return None
