"""The phrase that holds a figure in a German clause, and the question word in its place."""

import re
from dataclasses import dataclass

from eval.propose.asking import CURRENCIES
from eval.propose.german_clause import ADVERBS, DETERMINERS, PREPOSITIONS, Clause, noun_phrase_end
from eval.propose.tokens import Token, Tokens, spoken, word_set
from index.lemmas import lemma
from qa.types import Figure

_TIME_NOUNS = word_set(
    """jahr jahre jahren herbst sommer winter frühjahr frühling anfang ende mitte monat den dem die zeit"""
)
_WHEN = {
    "am": "Wann", "im": "Wann", "in": "Wann", "zum": "Wann", "": "Wann", "mit": "Wann",
    "seit": "Seit wann", "ab": "Ab wann", "bis": "Bis wann",
}  # fmt: skip
_SPAN = {"von": "Von wann bis wann", "vom": "Von wann bis wann", "in": "In welchen Jahren"}
_MONEY_VERBS = word_set(
    """erhalten bekommen geben zahlen bezahlen investieren ausgeben bereitstellen stellen stecken spenden einnehmen
    verdienen aufbringen zusagen"""
)
_DATIVE = frozenset(["mit", "von", "aus", "bei", "zu", "nach", "seit"])
_EITHER = frozenset(["in", "an", "auf", "über", "unter"])
_ACCUSATIVE = frozenset(["für", "durch", "gegen", "ohne", "um"])
_BOUNDS = word_set("""rund etwa circa mehr als knapp gut fast zu insgesamt mindestens höchstens alle allen ungefähr""")
_BOUNDING = frozenset(("über", "unter", "bis"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """The range `[start, end)` of a part of a clause, what asks for it, and whether that is a time."""

    start: int
    end: int
    word: str
    time: bool = False


def asked_phrase(clause: Clause, part: Tokens, at: int) -> Phrase | None:
    """The phrase around the figure `part[at]`; None where no question can be put in its place."""
    figure = part[at].figure
    if figure is None:
        return None
    match figure.kind:
        case "date" | "period":
            return _time(part, at, figure)
        case "count":
            return _counted(part, at)
        case "duration":
            return _duration(part, at)
        case "amount" | "percentage":
            return _measure(clause, part, at, figure)
    return None


def _time(part: Tokens, at: int, figure: Figure) -> Phrase | None:
    start, end = at, at + 1
    while start and part[start - 1].low in _TIME_NOUNS:
        start -= 1
    preposition = ""
    if start and part[start - 1].low in PREPOSITIONS:
        start -= 1
        preposition = part[start].low
    written = part[at].text.casefold()
    if figure.kind == "period":
        word = "Von wann bis wann" if written.startswith(("von", "vom", "zwischen")) else _SPAN.get(preposition, "")
    elif end < len(part) and part[end].low == "an" and preposition in ("von", "vom"):
        word, end = "Ab wann", end + 1
    elif preposition == "mit" and part[start + 1].low != "dem":
        word = ""
    else:
        word = _WHEN.get(preposition, "")
    return Phrase(start, end, word, time=True) if word else None


def _counted(part: Tokens, at: int) -> Phrase | None:
    """A counted noun with what belongs to it: "Wie viele" and the noun."""
    start, end = _with_bounds(part, at), noun_phrase_end(part, at)
    noun = part[at + 1 : end]
    first = next((i for i, token in enumerate(noun) if token.capital), None)
    if first is None or any(token.figure for token in noun):
        return None
    before = part[start - 1].low if start else ""
    if before in DETERMINERS:
        return None
    plain = (*(Token(re.sub(r"en$", "e", token.text)) for token in noun[:first]), *noun[first:])
    if before not in PREPOSITIONS:
        return Phrase(start, end, f"Wie viele {spoken(plain)}")
    dative = before in _DATIVE or (before in _EITHER and noun[first].low.endswith(("n", "s")))
    if not dative and before not in _EITHER | _ACCUSATIVE:
        return None
    many = f"wie vielen {spoken(noun)}" if dative else f"wie viele {spoken(plain)}"
    return Phrase(start - 1, end, f"{before.capitalize()} {many}")


def _duration(part: Tokens, at: int) -> Phrase | None:
    start, end = _with_bounds(part, at), at + 1
    after = part[end].low if end < len(part) else ""
    before = part[start - 1].low if start else ""
    if after in ("alt", "später", "nach", "zuvor", "vor") or before in DETERMINERS:
        return None
    end += after in ("lang", "lange")
    if before in ("für", "auf", "über"):
        return Phrase(
            start - 1, end, "Über welchen Zeitraum" if before == "über" else f"{before.capitalize()} wie lange"
        )
    return None if before in PREPOSITIONS else Phrase(start, end, "Wie lange")


def _measure(clause: Clause, part: Tokens, at: int, figure: Figure) -> Phrase | None:
    """An amount or a share."""
    start, end = _with_bounds(part, at), at + 1
    if figure.kind == "percentage" and start < at and part[start].low == "zu":
        start = at
    before = part[start - 1].low if start else ""
    asked = _money(clause, figure) if figure.kind == "amount" else "Wie viel Prozent"
    if figure.kind == "percentage" and end < len(part) and part[end].low in ("der", "des", "aller"):
        noun_end = noun_phrase_end(part, end)
        asked, end = f"{asked} {spoken(part[end:noun_end])}", noun_end
    if before in ("mit", "auf", "um", "zu", "von") and (before != "von" or part is clause.prefield):
        return Phrase(
            start - 1, end, f"{before.capitalize()} wie viel{asked.removeprefix('Wie viele').removeprefix('Wie viel')}"
        )
    in_noun = part is clause.prefield and start > 0
    if before in PREPOSITIONS | DETERMINERS | {"je", "jeweils"} or (in_noun and before not in ADVERBS):
        return None
    return Phrase(start, end, asked)


def _money(clause: Clause, figure: Figure) -> str:
    """What asks for an amount; where a plural verb has it for its subject, it needs a plural."""
    currency = CURRENCIES["de"].get(figure.unit, figure.unit)
    verbs = {lemma(token.low, "de") for token in (clause.verb, *clause.rest[-1:])}
    subject_before = clause.prefield[0].low not in PREPOSITIONS | ADVERBS and not clause.prefield[0].figure
    if clause.verb.low.endswith("en") and not subject_before:
        return f"Wie viele {currency}"
    return "Wie viel Geld" if verbs & _MONEY_VERBS else f"Wie viel {currency}"


def _with_bounds(part: Tokens, at: int) -> int:
    """The start of a figure with "rund", "mehr als" and the like before it."""
    figure = part[at].figure
    start = at
    while start and part[start - 1].low in _BOUNDS:
        start -= 1
    if figure and figure.bound and start and part[start - 1].low in _BOUNDING:
        start -= 1
    return start
