"""The same things may be counted under another name: "36 sites of university medicine", "37 university hospitals"."""

import re
from dataclasses import dataclass
from itertools import product

from index.glossary import phrases, translate
from index.lexical import LANGUAGES, stemmed_language, terms
from qa.question import Asked
from qa.types import Evidence, Figure

_PHRASE = {
    "de": r"(?P<noun>(?:[a-zäöüß-]+\s+){0,2}[A-ZÄÖÜ][\w-]+)(?:\s+(?:der|des|von)\s+(?:[a-zäöüß-]+\s+)?[A-ZÄÖÜ][\w-]+)?",
    "en": r"(?P<noun>(?:[\w-]+\s+){0,2}?(?:[\w-]+s|people|children|women|men|staff))\b"
    r"(?:\s+of\s+(?:the\s+)?[\w-]+(?:\s+[\w-]+)?)?",
}
"""What is counted, with its adjectives, and whose it is. A German noun has a capital, an English plural an s."""

_BEHIND_FIGURE = {language: re.compile(rf"\s+{phrase}") for language, phrase in _PHRASE.items()}
_ASKED = {
    "de": re.compile(rf"\b(?i:wie\s?viele[nrm]?)\s+{_PHRASE['de']}"),
    "en": re.compile(rf"\b(?i:how many)\s+{_PHRASE['en']}"),
}
_NOUNS = {"de": re.compile(r"\b[A-ZÄÖÜ][\w-]+"), "en": re.compile(r"\b[a-z][\w-]+")}
"""In German by their capital; in English whatever has none, and is no nationality."""
_KIN = 7
"""Words that begin with so many of the same letters have a part in common: Universitätsmedizin, Universitätsklinik."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a sentence counts: the noun, the whole phrase with its genitive, and their language."""

    noun: str
    phrase: str
    language: str


def counted_by(item: Evidence, figure: Figure, offset: int = 0) -> Counted | None:
    """What a figure of a sentence counts; `offset` is where the text in which it was found begins in the quote."""
    language = stemmed_language(item.language)
    found = _BEHIND_FIGURE[language].match(item.quote, offset + figure.end) if figure.kind == "count" else None
    return Counted(found["noun"], found[0].strip(), language) if found else None


def count_alike(one: Counted | None, other: Counted | None) -> bool:
    """Whether two figures count the same thing, in any of the languages: 36 sites, 37 deutsche Standorte.

    What has more words for it may only say more precisely which: hospitals and university hospitals are the same,
    universities and university hospitals are not.
    """
    if not one or not other:
        return False
    nouns = [(one.noun, one.language), (other.noun, other.language)]
    both = ([_wordings(noun, spoken, language) for noun, spoken in nouns] for language in LANGUAGES)
    pairs = (pair for wordings in both for pair in product(*wordings))
    return any(a[-len(b) :] == b or b[-len(a) :] == a for a, b in pairs if a and b)


def are_kin(one: Counted, other: Counted) -> bool:
    """Whether what two sentences count has a noun's beginning in common, in a language of theirs."""
    return any(_beginnings(one, language) & _beginnings(other, language) for language in (one.language, other.language))


def counts_what_is_asked(asked: Asked, item: Evidence, figure: Figure) -> bool:
    """Whether a figure counts just what the question asks for the number of: "ten universities", no hospitals."""
    found, counted = _ASKED[asked.language].search(asked.text), counted_by(item, figure)
    if not found or not counted:
        return False
    wanted = _wordings(found["noun"], asked.language, counted.language)
    return not set(wanted).isdisjoint(_wordings(counted.noun, counted.language, counted.language))


def asked_of(asked: Asked, counted: Counted) -> str | None:
    """The question, asking how many there are of something else; None if it asks for no number or for the same."""
    found = _ASKED[asked.language].search(asked.text)
    if not found:
        return None
    noun = translate(counted.noun, counted.language, asked.language)
    question = f"{asked.text[: found.start('noun')]}{noun}{asked.text[found.end('noun') :]}"
    return None if question.casefold() == asked.text.casefold() else question


def _wordings(noun: str, spoken: str, language: str) -> list[tuple[str, ...]]:
    """The stems of a noun of the `spoken` language, in each of the wordings that a language has for it."""
    words = [[noun]] if language == spoken else phrases(noun, spoken, language)
    return [tuple(terms(" ".join(wording), language)) for wording in product(*words)]


def _beginnings(counted: Counted, language: str) -> frozenset[str]:
    """How the longer nouns of a phrase begin, in a language."""
    nouns = " ".join(_NOUNS[counted.language].findall(counted.phrase))
    words = translate(nouns, counted.language, language).casefold().split()
    return frozenset(word[:_KIN] for word in words if len(word) >= _KIN)
