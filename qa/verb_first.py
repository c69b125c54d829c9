"""Whether a question begins with its verb, and so asks whether something is so, or offers answers to choose from."""

import re

from index.lemmas import is_german_verb, lemma
from index.query_language import Language

_AUXILIARY: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:ist|sind|war|waren|wäre|wären|wird|werden|wurden?|würden?|hat|haben|hatten?|kann|können|konnten?|könnten?"
        r"|soll|sollen|sollten?|will|wollen|wollten?|muss|müssen|mussten?|darf|dürfen|durften?)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:is|are|was|were|will|would|has|have|had|does|do|did|can|could|should|must|may|might)\b", re.IGNORECASE
    ),
}
_KNOWN = re.compile(
    r"\b(?:bekannt|klar|fest|angegeben|genannt|known|clear|stated),? "
    r"(?:(?:seit|bis|ab|since|until) )?(?:wer|we[mn]|was|wann|wie|wo|warum|welche[mnrs]?|wh\w+|how)\b",
    re.IGNORECASE,
)
"""Asks for what is behind it: "Ist bekannt, wann ..."."""

_WORD = re.compile(r"[^\W\d_]+")
_IMPERATIVE = re.compile(
    r"(?:gib|sag|nenn|zeig|erklär|beschreib|such|find|liste|fass)\b|\w+[^t]e\b|\w+en Sie\b", re.IGNORECASE
)
_OF_THINGS = re.compile(
    r"\w+(?:,|$|\W*$| \d| \S+\W*$| (?:der|des|von|vom|zum|zur|zu|für|aus|pro|je|und|oder)\b)", re.IGNORECASE
)
"""What follows a plural that names things ("Arten der Förderung"), and not one that says what they do."""


def is_verb_first(question: str, language: Language) -> bool:
    """Whether the first word is a finite verb, and nothing else is asked behind it.

    German has too many verbs for a list: any is told by its dictionary form.
    """
    if _KNOWN.search(question):
        return False
    return bool(_AUXILIARY[language].match(question)) or (language == "de" and _begins_with_german_verb(question))


def _begins_with_german_verb(question: str) -> bool:
    match = _WORD.match(question)
    word = match[0].casefold() if match else ""
    if not is_german_verb(word) or _IMPERATIVE.match(question) or _is_participle(word):
        return word.startswith("gehör")  # "hören" has forms like it, too
    thing = lemma(word.capitalize(), "de")
    names_things = thing[0].isupper() and (thing.casefold() != word or word == "kosten") and thing != "Gehör"
    return not (names_things and _OF_THINGS.match(question))


def _is_participle(word: str) -> bool:
    """Whether a verb's form has the "ge" that its dictionary form lacks ("gefördert", "abgesehen")."""
    return "ge" in word and "ge" not in lemma(word, "de")
