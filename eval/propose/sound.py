"""Whether a question stands on its own and reads like one: what fails here is not proposed."""

import re
from collections.abc import Mapping

from eval.propose.types import Draft
from eval.types import TextGold
from index.lemmas import is_known
from index.query_language import Language

_WORDS = range(4, 23)
_POINTS_BACK: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:er|sie|es|ihn|ihm|ihnen|dies\w*|jene\w*|solche\w*|dort\w*|davon|dafür|dazu|damit|daran|dabei|danach|dadurch"
        r"|daraus|hier\w*|so|die ?selben?|der ?selben?|das ?selbe|dem ?selben|desselben|denselben|letztere\w*|beiden?"
        r"|ebenfalls|außerdem|zudem|zusätzlich|auch|wir|uns|unser\w*|ich|mein\w*|anderen?|weiteren?|ebenso|zuvor)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:he|she|it|they|this|these|those|such|there|then|also|we|our|us|I|my|him|them|here|others?|further"
        r"|during that|in that)\b",
        re.IGNORECASE,
    ),
}
_OWNER_FIRST: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"^\S+(?: \S+){0,3}? (?:ihr|sein)(?:e[rmns]?)? "),
    "en": re.compile(r"^\S+(?: \S+){0,4}? (?:its|his|her|their) "),
}
_UNDATED = re.compile(
    r"\b(?:kommenden?|laufenden?|derzeit\w*|aktuell\w*|jüngst|neulich|inzwischen|mittlerweile|heutigen?"
    r"|current\w*|coming|upcoming|recent\w*|now|today)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_ABBREVIATION = re.compile(r"\b(?!(?:EUR|USD|CHF|GBP|II|III|IV)\b)\w*[A-ZÄÖÜ]\w*-?[A-ZÄÖÜ]\w*\b")
_GERMAN_NAME = re.compile(
    r"(?<!^)\b(?!(?:Mio|Mrd|Euro|Prozent|Millionen|Milliarden|Ende|Anfang|Mitte|Jahr|Januar|Februar|März|April|Mai|Juni|Juli"
    r"|August|September|Oktober|November|Dezember)\b)[A-ZÄÖÜ][\w-]{2,} [A-ZÄÖÜ][\w-]{2,}"
)
_ENGLISH_NAME = re.compile(
    r"(?<!^)\b(?!(?:EUR|USD|CHF|GBP|January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z]\w+"
)
_MINISTER = re.compile(r"\b\w*[Mm]inister(?:in)? für ")
_GERMAN_WORD = re.compile(r"\b[A-ZÄÖÜ][\w-]{15,}\b")
_ILL_FORMED = re.compile(
    r"[\"|@/<>]|https?:|: |; |,\?|\s-\s|\b(?:und|oder|sowie|and|or|of|the|der|die|das|bis|von|to)\?$"
)


def is_sound(draft: Draft) -> bool:
    """Whether a question can be understood by itself, has a name to search for, and does not tell its answer."""
    question = draft.question
    if len(question.split()) not in _WORDS or _ILL_FORMED.search(question):
        return False
    if _POINTS_BACK[draft.language].search(question) or _OWNER_FIRST[draft.language].search(question):
        return False
    if question.count("„") != question.count("“"):
        return False
    if _UNDATED.search(question) and not _YEAR.search(question):
        return False
    if isinstance(draft.gold, TextGold) and any(wording in question for wording in draft.gold.alternatives):
        return False
    return _names_something(question, draft.language)


def _names_something(question: str, language: Language) -> bool:
    """Whether a question has an abbreviation, a name, or in German a long word that no dictionary has."""
    if _ABBREVIATION.search(question):
        return True
    if language == "en":
        return bool(_ENGLISH_NAME.search(question))
    rare = any(not is_known(word, "de") for word in _GERMAN_WORD.findall(question))
    return rare or bool(_MINISTER.search(question)) or bool(_GERMAN_NAME.search(question))
