"""A question about a certain time, put to a sentence of that time: without naming it.

A press release of February 2026 says who chairs a body, not that someone chairs it "in February 2026". Asked with the
date, a language model finds that such a sentence does not say so; the document's own date does.
"""

import re

from index.query_language import Language
from qa.question import Asked, analyse
from qa.subject import years
from qa.types import Evidence, Figure

_LEADING = {
    "de": re.compile(r"(?:,? ?\b(?:im (?:jahre?|monat)|in|im|am))? ?$", re.IGNORECASE),
    "en": re.compile(r",? ?\b(?:in the (?:year|month of)|in|on|as of) $", re.IGNORECASE),
}
"""What stands before a date that says when something is so; in German nothing needs to."""

_NO_MOMENT = re.compile(
    r"\b(?:bis|seit|ab|vor|nach|für|von|zwischen|zum|zur|und|oder|hälfte|quartal|halbjahr) $", re.IGNORECASE
)
"""What stands before a date that is not when something is so, or not all of that."""

_PART = re.compile(r"anfang|mitte|ende?\b|early|mid|late", re.IGNORECASE)
"""How a date begins that is a part of a year, for which a document of that year does not speak."""

_ASKS_WHEN = ("date", "period", "duration")
_FEWEST_WORDS = 4


def undated(asked: Asked) -> Asked | None:
    """The question without the time that it names; None if it asks when something was, since when or until when."""
    if asked.kind in _ASKS_WHEN or len(asked.dates) != 1 or asked.dates[0].kind != "date":
        return None
    words = _without(asked.text, asked.dates[0], asked.language)
    plain = analyse(words, asked.abbreviations, asked.language, frozenset(asked.names))
    same = plain.kind == asked.kind and not plain.dates and len(plain.text.split()) >= _FEWEST_WORDS
    return plain if same else None


def is_of_its_time(asked: Asked, item: Evidence) -> bool:
    """Whether a sentence names no year, and its document is of the time that the question names."""
    return (item.published or "").startswith(asked.dates[0].value) and not years(f"{item.quote} {item.context}")


def put_to(asked: Asked, item: Evidence) -> Asked:
    """The question as it is put to a sentence: without its date if the sentence is of that time."""
    plain = undated(asked)
    return plain if plain and is_of_its_time(asked, item) else asked


def _without(question: str, date: Figure, language: Language) -> str:
    """A question without a date and what leads to it; as it is, if something else than a moment is meant by it."""
    before, behind = question[: date.start], question[date.end :]
    leading = _LEADING[language].search(before)
    if not leading or _NO_MOMENT.search(before) or _PART.match(question, date.start):
        return question
    before = before[: leading.start()]
    words = before + behind if before else behind.lstrip(" ,")
    return words[:1].upper() + words[1:]
