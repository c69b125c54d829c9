"""Checks a claim against its own quote and nothing else; the language model has no say in it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from index.glossary import translate
from index.lexical import terms
from index.query_language import Language, question_language
from qa.figures import find_figures, supports
from qa.types import Evidence, Figure

_WORD = re.compile(r"\w[\w-]*")
_ABBREVIATION = re.compile(r"\b[A-ZÄÖÜ]{2,}\b")
_CURRENCIES = frozenset(("EUR", "USD", "CHF", "GBP"))
_CAPITALISED = re.compile(r"\b[A-ZÄÖÜ][\w-]*")
_VERDICT = re.compile(r"^(?:Ja|Nein|Yes|No)\b[,.]?\s*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[„“\"(]\s*)$")
_GENERIC = """
Angabe Angaben Anfang Antwort Art Aufgabe Beginn Betrag Dauer Deutschland Dokument Dokumente Ende Euro Frage
Germany German Höhe Jahr Jahre Jahren Land Million Millionen Milliarde Milliarden Mio Mrd Mittel Monat Monate Monaten
Name Namen Ort Person Personen Prozent Quelle Rahmen Stadt Stand Summe Tag Teil Text Uhr Wert Zahl Zeit Zeitraum
Ziel Zweck I dabei damit davon dafür dazu sowie beim laut insgesamt insbesondere außerdem
beträgt betrug betragen umfasst umfasste lautet heißt
amounts amounted also amount called named year years total
January February March April May June July August September October November December Januar Februar
März Mai Juni Juli Oktober Dezember
"""
_NEGATION = re.compile(
    r"\b(?:nicht|kein\w*|nie|niemals|weder|ohne|not|no|never|neither|nor|without)\b|n't\b", re.IGNORECASE
)


def problem(text: str, evidence: Evidence, question: str, language: Language) -> str:
    """Why the claim `text` may not be shown beside this quote; empty if nothing speaks against it.

    Checked are its language, every figure (value, unit, precision), every name, and negation.
    """
    text = _VERDICT.sub("", text)
    return next(_problems(text, evidence, question, language), "") if text else "no sentence was written"


def _problems(text: str, evidence: Evidence, question: str, language: Language) -> Iterator[str]:
    if question_language(f"{text} {text}") != language and not _neutral(text):
        yield "it is in another language than the question"
    for figure in unsupported_figures(text, evidence, language):
        yield f"the figure {text[figure.start : figure.end]!r} is not in the quote"
    for word in unsupported_words(text, evidence, question, language):
        yield f"{word!r} is neither in the quote nor in the question"
    if other := _other_subject(text, evidence):
        yield f"the quote speaks of {other}"
    if bool(_NEGATION.search(text)) != bool(_NEGATION.search(evidence.quote)):
        yield "it denies what the quote says, or the other way round"


def _other_subject(text: str, evidence: Evidence) -> str:
    """The abbreviations that a quote has in the place of the claim's: the MII is not the NUM."""
    claimed = set(_ABBREVIATION.findall(text)) - _CURRENCIES
    quoted = set(_ABBREVIATION.findall(evidence.quote)) - _CURRENCIES
    if claimed <= quoted | set(_ABBREVIATION.findall(evidence.context)):
        return ""
    return ", ".join(sorted(quoted - claimed))


def unsupported_figures(text: str, evidence: Evidence, language: str) -> list[Figure]:
    """The figures of a text that no figure of the quote supports."""
    quoted = find_figures(evidence.quote, evidence.language, evidence.published)
    return [
        figure
        for figure in find_figures(text, language, evidence.published)
        if not any(supports(candidate, figure) for candidate in quoted)
    ]


def unsupported_words(text: str, evidence: Evidence, question: str, language: Language) -> list[str]:
    """Words of a text that stand neither in the quote nor in the question, in any inflection.

    All words that carry meaning where the quote is in the text's language; beside a translation only
    capitalised ones, since a glossary does not know every word. A translation by the glossary and the
    parts of a compound count as the word.
    """
    known = _known_stems(evidence, question, language)
    missing = []
    pattern = _WORD if evidence.language == language else _CAPITALISED
    figures = find_figures(text, language, evidence.published)
    for match in pattern.finditer(text):
        word = match[0]
        if any(figure.start <= match.start() < figure.end for figure in figures):
            continue
        if word.casefold() in _generic():
            continue
        if pattern is _CAPITALISED and _SENTENCE_START.search(text[: match.start()]):
            continue
        stems = terms(word, language)
        if stems and not all(is_known(stem, known) for stem in stems):
            missing.append(word)
    return missing


def _known_stems(evidence: Evidence, question: str, language: Language) -> frozenset[str]:
    source = evidence.language or language
    shown = f"{evidence.quote} {evidence.context} {evidence.title}"
    texts = [shown, question, translate(shown, source, language)]
    return frozenset(stem for text in texts for lang in ("de", "en") for stem in terms(text, lang))


def is_known(stem: str, known: frozenset[str]) -> bool:
    """Whether a stem is among the known ones, as a word or as part of a compound."""
    if stem in known:
        return True
    return len(stem) > 4 and any(stem in other or (len(other) > 4 and other in stem) for other in known)


@cache
def _generic() -> frozenset[str]:
    return frozenset(_GENERIC.casefold().split())


def _neutral(text: str) -> bool:
    """Whether a text is too short to have a language: a name, a figure."""
    return len(text.split()) < 4


def locate(key: str, evidence: Sequence[Evidence]) -> list[tuple[Evidence, int, int]]:
    """Where the key words stand verbatim, as whole words: sentence, and range within its quote; best first."""
    pattern = re.compile(rf"(?<!\w){re.escape(key)}(?!\w)") if key else None
    return [(item, m.start(), m.end()) for item in evidence if pattern and (m := pattern.search(item.quote))]
