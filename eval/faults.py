"""Eight ways to break the system, to prove that the gate notices. Nothing but that proof uses them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any
from unittest import mock

from eval.types import Streamer
from index.types import Document
from qa.types import Answer, Citation, Claim, Piece, Turn


def _same(answer: Answer) -> Answer:
    return answer


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to break the system.

    `settings` differ from the user's; `replaced` names attributes of modules and what stands in for them;
    `change` is done to every finished answer.
    """

    meaning: str
    settings: Mapping[str, Any]
    replaced: Mapping[str, Any]
    change: Callable[[Answer], Answer] = _same


def _shifted(answer: Answer) -> Answer:
    """Every citation one character further on than its quote."""
    return _with_claims(
        answer, lambda claim: replace(claim, citations=tuple(_moved(citation) for citation in claim.citations))
    )


def _moved(citation: Citation) -> Citation:
    return replace(citation, start=citation.start + 1, end=citation.end + 1)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _swapped_years(answer: Answer) -> Answer:
    """2020 for 2021 and the other way round, wherever the answer says a year; quotes stay."""

    def swapped(text: str) -> str:
        return _YEAR.sub(lambda year: str(int(year[0]) ^ 1), text)

    def change(claim: Claim) -> Claim:
        spans = tuple(replace(span, text=swapped(span.text)) for span in claim.answer_spans)
        return replace(claim, text=swapped(claim.text), answer_spans=spans)

    return replace(_with_claims(answer, change), text=swapped(answer.text))


def _with_claims(answer: Answer, change: Callable[[Claim], Claim]) -> Answer:
    return replace(answer, claims=tuple(change(claim) for claim in answer.claims))


def _no_stems(_: str) -> Any:
    return SimpleNamespace(stemWords=lambda words: words, stemWord=lambda word: word)


def _no_problem(*_: object) -> None:
    return None


FAULTS: Mapping[str, Fault] = {
    "stemmer_off": Fault("words are compared uninflected", {}, {"index.lexical._stemmer": _no_stems}),
    "no_prefixes": Fault("the encoder is not told what is a question", {"query_prefix": "", "passage_prefix": ""}, {}),
    "offsets_shifted": Fault("citations point one character too far", {}, {}, _shifted),
    "years_swapped": Fault("2020 is said for 2021", {}, {}, _swapped_years),
    "verification_off": Fault("what the model writes is shown unchecked", {}, {"qa.claims.problem": _no_problem}),
    "always_answer": Fault("nothing is refused", {"threshold": 0.0}, {}),
    "always_refuse": Fault("everything is refused", {"threshold": 1.0}, {}),
    "bm25_only": Fault(
        "the search compares words only",
        {},
        {
            "index.search.PASSAGE_WEIGHTS": {"dense": 0.0, "lexical": 1.0, "document": 0.0},
            "index.search.SENTENCE_WEIGHTS": {"dense": 0.0, "lexical": 1.0, "passage": 0.0, "other_language": 0.0},
        },
    ),
}


@contextmanager
def broken(fault: Fault) -> Iterator[None]:
    """The system with what the fault replaces. Raises AttributeError if that no longer exists."""
    with ExitStack() as stack:
        for target, stand_in in fault.replaced.items():
            stack.enter_context(mock.patch(target, stand_in))
        yield


class BrokenAssistant:
    """An assistant whose answers a fault changes."""

    def __init__(self, assistant: Streamer, fault: Fault) -> None:
        self._assistant = assistant
        self._fault = fault

    def documents(self) -> tuple[Document, ...]:
        """All documents, by path."""
        return self._assistant.documents()

    def stream(self, question: str, *, history: Sequence[Turn] = ()) -> Iterator[Piece]:
        """What the assistant says, with the answer changed."""
        for piece in self._assistant.stream(question, history=history):
            yield self._fault.change(piece) if isinstance(piece, Answer) else piece
