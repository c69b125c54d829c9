"""Whether a text names a state or a country where a question asks for one: a town is neither."""

import re
from functools import cache

from babel import Locale

_STATE = r"(?:\w*land(?:es)?|\w*ländern?|states?|countr(?:y|ies))"
_OF_WHAT_SORT = (
    r"(?:(?!(?:do|does|did|is|are|was|were|have|has|will|must|can|should)\b)(?-i:[a-zäöü]|German)[\w-]* ){0,2}"
)
"""Up to two adjectives: neither a noun ("welche Kosten tragen Länder") nor a verb ("which costs do states bear")."""

_ASKED = re.compile(rf"\b(?:welche[mnrs]?|what|which) {_OF_WHAT_SORT}{_STATE}\b", re.IGNORECASE)
_GERMAN_STATES = (
    r"baden-w(?:ü|ue)rttemberg|bayer[ni]|bavaria|berlin|brandenburg|brem(?:en|isch)|hamburg|hess(?:en|isch|e\b|ian)"
    r"|mecklenburg|nordrhein|north rhine|\bnrw\b|rheinland|rhineland|saarl(?:and|änd)|sachsen|sächs|saxon|schleswig"
    r"|th(?:ü|u)ring"
)
"""The beginnings of the 16 names and of their adjectives, in German and English."""

_ALL = r"\b(?:alle[nr]?|sämtliche[nr]?|all|every|each)\b(?: [\w-]+){0,2} (?:\w*länder|states?|countr)"


def state_asked(question: str) -> bool:
    """Whether a question asks which state or country."""
    return bool(_ASKED.search(question))


def names_state(text: str) -> bool:
    """Whether a text names a state of Germany or of the world, or says that it is all of them."""
    return bool(_names().search(text))


@cache
def _names() -> re.Pattern[str]:
    """Both languages' names of countries are Babel's."""
    countries = {
        name
        for language in ("de", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return re.compile(
        rf"{_GERMAN_STATES}|{_ALL}|\b(?:{'|'.join(map(re.escape, sorted(countries)))})s?\b", re.IGNORECASE
    )
