"""Whether what was taken from a quote is of the kind that was asked for, beyond the kind of its figures."""

import re
from dataclasses import replace

from index.abbreviations import definitions, spells_out
from index.glossary import translate
from index.letterhead import is_dateline
from index.lexical import stemmed_language
from qa.evidence import FIGURES_OF
from qa.figures import find_figures
from qa.question import Asked, short_form_asked
from qa.source import Source
from qa.subject import lacks_end, other_boundary, without_abbreviations
from qa.territories import names_state, state_asked
from qa.types import Evidence
from qa.unsaid import noun_missing, words_missing

_BEHIND = re.compile(r"[^,;:.]*?(?=[,;:.]|\b(?:and|or|that|which|who|und|oder|sowie)\b|$)")
"""What a figure counts: the text behind it, up to the next clause."""

_WHY = re.compile(r"\b(?:warum|weshalb|wieso|why)\b", re.IGNORECASE)
_BECAUSE = re.compile(
    r"\b(?:weil|da|denn|damit|um|wegen|auf ?grund|gr[uü]nd\w*|daher|deshalb|deswegen|infolge|angesichts|durch|dank"
    r"|dient\w*|soll\w*|ziel\w*|zweck\w*|ermöglich\w*|because|since|as|due|owing|so|to|reason\w*|therefore|thanks"
    r"|aim\w*|purpose|cause[sd]?|by|result\w*|intended|meant|after)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:so|sag\w*|erklär\w*|beton\w*|ergänz\w*|laut|says?|said|explain\w*|adds?|added|according to)"
    r"(?:\s+[\w.-]+){0,3}\s+$",
    re.IGNORECASE,
)
"""What stands before the name of a person who is quoted, with a title or an office of up to three words."""

_HEADS = re.compile(
    r"präsident|vorsitz|leite[rtn]|leitung|direktor|sprecher|chef|spitze|president|chair|head(?:s|ed)?\b|lead"
    r"|director|spokes",
    re.IGNORECASE,
)
"""Words for one who is at the head of something, of which any may stand for another."""

_ASKED_PRECISION = (
    (re.compile(r"\b(?:welche[mnrs]?|genaue[mnrs]?|which|what|exact) (?:tag|day)\b", re.IGNORECASE), 10),
    (re.compile(r"\b(?:welche[mnrs]?|which|what|and|und) (?:monat|month)\b", re.IGNORECASE), 7),
    (re.compile(r"\b(?:monat|month) (?:und|and) (?:jahr|year)\b", re.IGNORECASE), 7),
)
"""Words that ask for a day or a month, and how long an ISO date has to be that names one."""

_OF_A_DOCUMENT = re.compile(
    r"mitteilung|meldung|dokument|schreiben|brief\b|bericht|protokoll|interview|rede\b|veröffentlich|erschien|erschein"
    r"|datiert|stammt|document|press\b|release|letter|report|minutes|speech|publish|publication|issued|dated|appear",
    re.IGNORECASE,
)
"""Words of a question about a document itself, which the line with its place and date answers."""

_CAPITALISED = re.compile(r"\b[A-ZÄÖÜ]\w+")


def of_another_kind(asked: Asked, source: Source, fit: bool | None, said: str) -> bool:
    """Whether the quote's key words are nothing of the kind asked for: no such figure, or no name of their own.

    `said` is the sentence that was written with them: to ask when something ended is not answered by its beginning,
    nor to ask for the month by the year.
    A name of their own is none that the question has. What the sentence abbreviates and what the glossary
    translates is no person; what is counted, or begins with a date or a sum, is no place, nor is a town a state. To
    ask why is not answered without a reason, nor to ask for a web address with a street, nor to ask what letters stand
    for by words without them, nor to ask who did something by who is quoted, nor to ask when or where something
    happened by the place and date of a document.
    """
    if short := short_form_asked(asked.text):
        return not spells_out(short, _key(source))
    if asked.kind in ("date", "place") and _dates_a_document(source.evidence):
        return not _OF_A_DOCUMENT.search(asked.text)
    if asked.kind in FIGURES_OF:
        return (
            fit is False
            or _counts_something_else(asked, source)
            or _another_end(asked, source, said)
            or _too_coarse(asked, source)
        )
    if asked.kind == "reason":
        return bool(_WHY.search(asked.text)) and not _BECAUSE.search(source.evidence.quote)
    if asked.kind == "place" and state_asked(asked.text):
        return not names_state(source.evidence.quote)
    return asked.kind in ("person", "place") and (_nameless(asked, source) or _only_quoted(asked, source))


def _nameless(asked: Asked, source: Source) -> bool:
    """Whether key words that should name a person or a place hold no name of their own."""
    item, key = source.evidence, _key(source)
    figures = find_figures(key, item.language, item.published) if asked.kind == "place" else ()
    if any(f.kind == "count" or (f.kind != "reference" and f.start == 0) for f in figures):
        return True
    others = asked.text
    if asked.kind == "person":
        others += " ".join(word for short, forms in definitions([item.quote]).items() for word in (short, *forms))
    language = stemmed_language(item.language)
    other = "en" if language == "de" else "de"
    return not any(
        name.casefold() not in others.casefold() and translate(name, language, other) == name
        for name in _CAPITALISED.findall(key)
    )


def _only_quoted(asked: Asked, source: Source) -> bool:
    """Whether a person just speaks in the sentence, which has nothing of what is asked about the person."""
    item, (start, _) = source.evidence, source.span or (0, 0)
    if asked.kind != "person" or not _SPEAKS.search(item.quote[:start]):
        return False
    if _HEADS.search(asked.text) and _HEADS.search(item.quote):
        return False
    return words_missing(replace(asked, text=without_abbreviations(asked)), replace(item, context="", title="")) == 1


def _counts_something_else(asked: Asked, source: Source) -> bool:
    """Whether the quote has the word behind "how many", but nothing of the question behind its own figure."""
    if asked.kind != "count":
        return False
    item = source.evidence
    start, end = source.span or (0, 0)
    figures = find_figures(item.quote, item.language, item.published)
    counts = [figure for figure in figures if figure.kind == "count" and start <= figure.start < end]
    if len(counts) != 1 or noun_missing(asked, item):
        return False
    behind = _BEHIND.match(item.quote, counts[0].end)
    assert behind is not None, "it may be empty"
    return words_missing(asked, replace(item, quote=behind[0], context="", title="")) == 1


def _another_end(asked: Asked, source: Source, said: str) -> bool:
    """Whether an end was asked for and a beginning is named, or no end, or the other way round."""
    item = source.evidence
    return asked.kind == "date" and (
        other_boundary(asked.text, said, asked.language, item.published)
        or lacks_end(asked.text, item.quote, item.language, item.published)
    )


def _dates_a_document(item: Evidence) -> bool:
    """Whether a sentence is just the line that says when, and perhaps where, its document was written.

    A date alone may as well be a cell of a table, if it is not that of the document.
    """
    quote = item.quote.strip()
    dates = [figure for figure in find_figures(quote, item.language) if figure.value == item.published]
    return is_dateline(quote) or any(figure.end - figure.start == len(quote) for figure in dates)


def _too_coarse(asked: Asked, source: Source) -> bool:
    """Whether a day or a month was asked for, and the key words have no more than a year, or a month."""
    wanted = next((length for words, length in _ASKED_PRECISION if words.search(asked.text)), 0)
    item = source.evidence
    dates = [f.value for f in find_figures(_key(source), item.language, item.published) if f.kind == "date"]
    return asked.kind == "date" and bool(dates) and max(map(len, dates)) < wanted


def _key(source: Source) -> str:
    """The quote's own key words; nothing where it has none."""
    return source.evidence.quote[slice(*source.span)] if source.span else ""
