"""Takes a question that asks two things apart, and puts the answers to both together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.query_language import Language, question_language
from qa.figures import find_figures
from qa.texts import text
from qa.types import Answer, AnswerStatus, Figure, Timings

_ASKS = (
    r"(?:(?:seit |bis |ab |since |until )?(?:wann|when)|"
    r"wer|wem|wen|wo|wie (?:viele?|hoch|lange|heißt|heißen|groß)|welche[mnrs]?|was|warum|wozu|wofür|"
    r"who|where|how (?:many|much|long|high|large)|which|what|why)"
)
_BETWEEN = re.compile(rf",? (?:und|and) (?={_ASKS}\b)", re.IGNORECASE)
_ONLY_ASKS = re.compile(rf"^{_ASKS}$", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:(?:^|,? )(?:im|in|am|on|seit|since|von|from|bis|until)(?: (?:dem|der|the))?(?: jahre?| year)?)? ?$",
    re.IGNORECASE,
)
_WHICH = r"(?:welche[mnrs]?|which|what)"
_POINTS = re.compile(r"\b(?:diese[mnrs]?|jene[mnrs]?|this|that) (?P<noun>\w+)", re.IGNORECASE)
_JOINT = re.compile(r"^(?:Und|And) ")
_BRACKET = re.compile(r" \([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions that a question is made of, as it can be asked alone.

    `follows` is its own wording where that leans on the part before ("Und wer im Februar 2026?"); `question` then
    has that part in brackets.
    """

    question: str
    follows: str = ""


def split(question: str) -> tuple[Part, ...]:
    """The questions that a question is made of; mostly just itself."""
    pieces = _BETWEEN.split(question, maxsplit=1)
    if len(pieces) != 2 or "(" in question:
        return (Part(question),)
    first, second = (piece.strip(" ?") for piece in pieces)
    if _ONLY_ASKS.match(first):
        rest = re.sub(rf"^{_ASKS} ", "", second, count=1, flags=re.IGNORECASE)
        return Part(f"{first} {rest}?"), Part(_capital(f"{second}?"))
    if same := _asked_again(first, second):
        return Part(f"{first}?"), Part(f"{same}?")
    alone = f"{_capital(second)}? ({_leaned_on(first, second)}?)"
    joint = "Und" if question_language(first) == "de" else "And"
    return Part(f"{first}?"), Part(alone, f"{joint} {second}?")


def _asked_again(first: str, second: str) -> str:
    """The first question at the date of the second, where that is all that the second says ("und wer im Mai 2026")."""
    asks = re.match(rf"{_ASKS} ", second, re.IGNORECASE)
    when = second[asks.end() :] if asks else ""
    dates = _dates(when, question_language(first))
    if not (asks and first.casefold().startswith(asks[0].casefold()) and len(dates) == 1):
        return ""
    if when[dates[0].end :] or _BEFORE_DATE.sub("", when[: dates[0].start]):
        return ""
    return f"{_leaned_on(first, second)} {when}"


def _leaned_on(first: str, second: str) -> str:
    """The first question, without its dates where the second has its own."""
    language = question_language(first)
    if not _dates(second, language):
        return first
    for date in reversed(_dates(first, language)):
        first = _BEFORE_DATE.sub("", first[: date.start]) + first[date.end :]
    return first


def _dates(question: str, language: Language) -> list[Figure]:
    """The dates and periods of a question, in its order."""
    return [figure for figure in find_figures(question, language) if figure.kind in ("date", "period")]


def _capital(question: str) -> str:
    return question[:1].upper() + question[1:]


def pointed(follows: str, before: Answer) -> str:
    """A part that points at what the one before asked for ("that ministry"), with its answer put in; else ""."""
    found = _POINTS.search(follows)
    spans = [span for claim in before.claims for span in claim.answer_spans]
    if not found or len(spans) != 1 or not re.search(rf"\b{_WHICH} {found['noun']}\b", before.question, re.IGNORECASE):
        return ""
    full = follows[: found.start()] + " ".join(spans[0].text.split()) + follows[found.end() :]
    return _capital(_JOINT.sub("", full))


def join(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer to a question from the answers to its parts; says of which part the documents say nothing."""
    given = [answer for answer in answers if answer.claims]
    if not given:
        return answers[0]
    language = answers[0].language
    said = [
        answer.text
        if answer.claims
        else text("part_not_in_documents", language, part=_BRACKET.sub("", answer.question))
        for answer in answers
    ]
    return Answer(
        question=question,
        language=language,
        status=_status(given),
        text=" ".join(dict.fromkeys(said)),
        claims=tuple(dict.fromkeys(claim for answer in given for claim in answer.claims)),
        confidence=min(answer.confidence for answer in given),
        nearest=(),
        seconds=_seconds([answer.seconds for answer in answers]),
        receipt=_receipt([answer.receipt for answer in answers]),
    )


def _status(given: Sequence[Answer]) -> AnswerStatus:
    return "conflicting" if any(answer.status == "conflicting" for answer in given) else "answered"


def _seconds(parts: Sequence[Timings]) -> Timings:
    """Of the first part, and of all together."""
    return Timings(parts[0].search, parts[0].first_token, sum(part.total for part in parts))


def _receipt(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """That of the first part with the documents of all, and the whole ones of the others."""
    documents = {path: known for part in parts for path, known in part["documents"].items()}
    return {**parts[0], "documents": documents, "further_parts": [dict(part) for part in parts[1:]]}
