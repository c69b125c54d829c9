"""The dictionary form of words, and which may be verbs; the only file that knows `simplemma`."""

from functools import cache

import simplemma

from index.query_language import Language

_NOT_PAST = ("s", "er", "est", "ing")
_IRREGULAR_PLURALS = {
    "children", "men", "women", "people", "feet", "teeth", "criteria", "phenomena", "media", "data", "consortia",
}  # fmt: skip


@cache
def lemma(word: str, language: Language) -> str:
    """The dictionary form, in the case that the dictionary has."""
    return simplemma.lemmatize(word, lang=language)


@cache
def is_known(word: str, language: Language) -> bool:
    """Whether the dictionary has a word."""
    return simplemma.is_known(word, lang=language)


@cache
def is_german_verb(word: str) -> bool:
    """Whether a word in small letters may be a finite verb: its dictionary form is an infinitive."""
    base = lemma(word, "de")
    return (
        is_known(word, "de")
        and base[0].islower()
        and base.endswith(("en", "ern", "eln"))
        and not word.endswith(("end", "ende"))
    )


@cache
def is_english_past(word: str) -> bool:
    """Whether a word may be the past tense of an English verb."""
    if word.endswith(_NOT_PAST) or word in _IRREGULAR_PLURALS:
        return False
    return lemma(word, "en") != word and word.isalpha()
