"""What of key words is the answer itself, without what the question says already.

"Am 8. Februar 2007" is answered by the date, "im Westen" by the place, and "how many points" by the number alone:
of 644 short answers that people marked in German and English text, 15 begin with a preposition, and of 57 that
count something one names the thing again.
"""

import re
from collections.abc import Sequence

from index.query_language import Language
from qa.figures import find_figures
from qa.question import Asked, Kind
from qa.runs import novel
from qa.types import Evidence, Figure

_WHOLE: set[Kind] = {"period", "reason", "yes_no"}
"""Kinds of questions whose answers are not one thing."""

_OPENING: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:(?:an|auf|aus|bei|in|mit|von)\b(?:\s+(?:de[mnrs]|die|das|eine[mnrs]?|ein)\b)?"
        r"|(?:am|ans|beim|im|ins|vom)\b)\s+(?=\S)",
        re.IGNORECASE,
    ),
    "en": re.compile(r"(?:at|by|from|in|of|on|with)\b(?:\s+(?:an?|the)\b)?\s+(?=\S)", re.IGNORECASE),
}
"""Prepositions that only tie an answer to its sentence; "until", "between" or "to" with a verb say something."""

_QUOTED = re.compile(r"[„“”\"»«‚‘’'](?=\w)[^„“”\"»«]+[“”\"»«‘’']")
"""A name or a saying with its marks, and nothing beside it."""

_FULL_STOP = re.compile(r"\w\w\.$")


def bare(span: tuple[int, int], item: Evidence, asked: Asked) -> tuple[int, int]:
    """The range of a sentence's key words that answers; no figure in it is cut short."""
    figures = [f for f in find_figures(item.quote, item.language, item.published) if span[0] <= f.start < span[1]]
    start, end = _closed(span, item.quote, figures)
    if asked.kind in _WHOLE:
        return start, end
    opening = _OPENING["de" if item.language == "de" else "en"].match(item.quote, start, end)
    if opening and not any(figure.start < opening.end() for figure in figures):
        start = opening.end()
    if _QUOTED.fullmatch(item.quote, start, end):
        start, end = start + 1, end - 1
    counts = [figure for figure in figures if figure.kind == "count"]
    if asked.kind == "count" and len(figures) == len(counts) == 1 and counts[0].start == start:
        behind = item.quote[counts[0].end : end]
        if not novel(behind, item.language, asked.text):
            end = counts[0].end
    return start, end


def _closed(span: tuple[int, int], quote: str, figures: Sequence[Figure]) -> tuple[int, int]:
    """With the bracket that closes one in it, and without the sentence's full stop, unless that belongs to "e. V."."""
    start, end = span
    key = quote[start:end]
    if key.count("(") > key.count(")") and quote[end : end + 1] == ")":
        return start, end + 1
    ends_sentence = _FULL_STOP.search(key) and not quote[end:].strip() and quote[:start].strip()
    return (start, end - 1) if ends_sentence and all(figure.end < end for figure in figures) else span
