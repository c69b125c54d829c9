"""Checks a claim against its own quote and nothing else; the language model has no say in it."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from index.glossary import translate
from index.lexical import is_stop_word, terms
from index.query_language import Language
from qa.denial import VERDICT, contradicts_itself, denies, opposes
from qa.figures import find_figures, supports
from qa.figures.counted import counted
from qa.reasons import Reason
from qa.substitution import substituted
from qa.types import Evidence, Figure

_WORD = re.compile(r"\w[\w-]*")
_ABBREVIATION = re.compile(r"\b[A-ZÄÖÜ]{2,}\b")
CURRENCIES = frozenset(("EUR", "USD", "CHF", "GBP"))
_CAPITALISED = re.compile(r"\b[A-ZÄÖÜ][\w-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[„“\"(]\s*)$")
_GENERIC = """
Angabe Angaben Anfang Antwort Art Aufgabe Beginn Betrag Dauer Deutschland Dokument Dokumente Ende Euro Frage
Germany German Höhe Jahr Jahre Jahren Land Million Millionen Milliarde Milliarden Mio Mrd Mittel Monat Monate Monaten
Name Namen Ort Person Personen Prozent Quelle Rahmen Stadt Stand Summe Tag Teil Text Uhr Wert Zahl Zeit Zeitraum
Ziel Zweck I dabei damit davon dafür dazu sowie beim laut insgesamt insbesondere außerdem
beträgt betrug betragen umfasst umfasste lautet heißt
amounts amounted also amount called named year years month months day days date total
January February March April May June July August September October November December Januar Februar
März Mai Juni Juli Oktober Dezember
"""


def problem(text: str, evidence: Evidence, question: str, language: Language) -> Reason | None:
    """Why the claim `text` may not be shown beside this quote; None if nothing speaks against it.

    Checked are its language, every figure (value, unit, precision), every name, and what it denies.
    """
    sentence = VERDICT.sub("", text)
    if not sentence:
        return Reason("no_sentence")
    if _foreign(sentence, evidence, language):
        return Reason("other_language")
    return next(contradictions(text, evidence, question, language), None)


def against_word(word: str, quote: str, evidence: Evidence, question: str) -> Iterator[Reason]:
    """What speaks against a yes or no before verbatim words of the evidence, read in their own language."""
    spoken: Language = "en" if evidence.language == "en" else "de"
    return contradictions(f"{word}. {quote}", evidence, question, spoken)


def contradictions(text: str, evidence: Evidence, question: str, language: Language) -> Iterator[Reason]:
    """Everything that a text says and this quote does not: its figures, names, subject and denial."""
    if opposes(text, evidence.quote) or contradicts_itself(text, question, language):
        yield Reason("yes_or_no")
    text = VERDICT.sub("", text)
    for figure in unsupported_figures(text, evidence, language):
        yield Reason("figure_not_in_quote", (text[figure.start : figure.end],))
    for figure in misplaced_figures(text, evidence, language):
        yield Reason("other_figure", (text[figure.start : figure.end],))
    for word in unsupported_words(text, evidence, question, language):
        yield Reason("word_not_in_quote", (word,))
    if other := _other_subject(text, evidence) or substituted(text, evidence, question, language):
        yield Reason("other_subject", (other,))
    if denies(text, evidence, language):
        yield Reason("denial")


def _other_subject(text: str, evidence: Evidence) -> str:
    """The abbreviations that a quote has in the place of the claim's: the MII is not the NUM."""
    claimed = set(_ABBREVIATION.findall(text)) - CURRENCIES
    quoted = set(_ABBREVIATION.findall(evidence.quote)) - CURRENCIES
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


def misplaced_figures(text: str, evidence: Evidence, language: str) -> list[Figure]:
    """The figures that count something of which the quote has another figure: 40 hospitals for 17.

    What is counted is the word after the figure; beside a translation, no two words are the same.
    """
    if evidence.language != language:
        return []
    quoted = [
        (figure, terms(counted(evidence.quote, figure.end, language), language))
        for figure in find_figures(evidence.quote, language, evidence.published)
    ]
    misplaced = []
    for figure in find_figures(text, language, evidence.published):
        noun = terms(counted(text, figure.end, language), language)
        rivals = [
            other for other, word in quoted if word == noun and (other.kind, other.unit) == (figure.kind, figure.unit)
        ]
        if noun and rivals and not any(supports(other, figure) for other in rivals):
            misplaced.append(figure)
    return misplaced


def unsupported_words(text: str, evidence: Evidence, question: str, language: Language) -> list[str]:
    """Words of a text that stand neither in the quote nor in the question, in any inflection.

    All words that carry meaning where the quote is in the text's language; beside a translation only
    capitalised ones, since a glossary does not know every word. A translation by the glossary and the
    parts of a compound count as the word.
    """
    shown = f"{evidence.quote} {evidence.context} {evidence.title}"
    known = known_stems(shown, evidence.language or language, question, language)
    missing = []
    pattern = _WORD if evidence.language == language else _CAPITALISED
    figures = find_figures(text, language, evidence.published)
    for match in pattern.finditer(text):
        word = match[0]
        if any(figure.start <= match.start() < figure.end for figure in figures):
            continue
        if word.casefold() in generic_words():
            continue
        if pattern is _CAPITALISED and _SENTENCE_START.search(text[: match.start()]):
            continue
        stems = terms(word, language)
        if stems and not all(is_known(stem, known) for stem in stems):
            missing.append(word)
    return missing


@lru_cache(maxsize=1024)  # a claim is checked as a whole, and by its words
def known_stems(shown: str, source: str, question: str, language: Language) -> frozenset[str]:
    """The stems, by either language, of a question and of what a quote shows, as it stands and put into `language`."""
    texts = [shown, question, translate(shown, source, language)]
    return frozenset(stem for text in texts for lang in ("de", "en") for stem in terms(text, lang))


def is_known(stem: str, known: frozenset[str]) -> bool:
    """Whether a stem is among the known ones, as a word or as part of a compound."""
    if stem in known:
        return True
    return len(stem) > 4 and any(stem in other or (len(other) > 4 and other in stem) for other in known)


@cache
def generic_words() -> frozenset[str]:
    """Words that say nothing of a subject: units, months, what answers are made of."""
    return frozenset(_GENERIC.casefold().split())


def _foreign(text: str, evidence: Evidence, language: Language) -> bool:
    """Whether a text of four words or more has more function words of the other language.

    What a quote in the text's own language has, as the foreign name of a ministry, does not count.
    """
    other = "en" if language == "de" else "de"
    words = [word.casefold() for word in _WORD.findall(text)]
    quoted = frozenset(_WORD.findall(evidence.quote.casefold())) if evidence.language == language else ()
    own = sum(is_stop_word(word, language) for word in words)
    foreign = sum(is_stop_word(word, other) for word in words if word not in quoted)
    return len(text.split()) > 3 and foreign > own
