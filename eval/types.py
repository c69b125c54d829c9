"""The vocabulary of the evaluation: questions with their gold, and what became of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Protocol

from pydantic import ConfigDict, Field

from index.types import Document
from qa.types import Answer, AnswerStatus, Timings, Turn

_NO_OTHER_FIELDS = ConfigDict(extra="forbid")

FigureType = Literal["amount", "date", "period", "count", "percentage"]
Verdict = Literal["right", "less_precise", "incomplete", "misjudged", "wrong", "refused"]
"""What a typed comparison says of an answer.

`less_precise`: 2020 for April 2020. `incomplete`: some of several values. `misjudged`: every value is
there, but a conflict was not told, or one was told that does not exist. `refused`: no answer where
there is one. A question that the documents do not answer is `right` when refused, else `wrong`.
"""


@dataclass(frozen=True, slots=True)
class FigureGold:
    """Figures that the answer must all name, each in the canonical form of `qa.types.Figure.value`.

    `currency` is an ISO 4217 code for amounts, else empty.
    """

    __pydantic_config__ = _NO_OTHER_FIELDS
    type: FigureType
    values: tuple[str, ...]
    currency: str = ""


@dataclass(frozen=True, slots=True)
class TextGold:
    """Wordings of one answer; one of them must occur."""

    __pydantic_config__ = _NO_OTHER_FIELDS
    type: Literal["text"]
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListGold:
    """Several answers, each with its wordings; all must occur."""

    __pydantic_config__ = _NO_OTHER_FIELDS
    type: Literal["list"]
    items: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class YesNoGold:
    """The first word of the answer."""

    __pydantic_config__ = _NO_OTHER_FIELDS
    type: Literal["yes_no"]
    value: Literal["yes", "no"]


Gold = Annotated[FigureGold | TextGold | ListGold | YesNoGold, Field(discriminator="type")]


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence that answers the question: the document's path and the words, white space aside."""

    __pydantic_config__ = _NO_OTHER_FIELDS
    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a set.

    `support` lists every sentence that suffices alone; for lists and conflicts, all that belong to
    the answer. `near_miss` says, for a question that the documents do not answer, what comes close.
    """

    __pydantic_config__ = _NO_OTHER_FIELDS
    id: str
    language: Literal["de", "en"]
    question: str
    kind: str
    status: AnswerStatus
    gold: Gold | None = None
    support: tuple[Support, ...] = ()
    history: tuple[Turn, ...] = ()
    near_miss: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it, if only with figures that conflict."""
        return self.status != "not_in_documents"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item.

    `quoted`: at least one citation overlaps a supporting sentence. `verbatim` of `citations` quotes
    equal the text at their offsets. Outcomes of one `cluster` are not independent of each other.
    """

    id: str
    language: str
    kind: str
    cluster: str
    answerable: bool
    given: AnswerStatus
    verdict: Verdict
    quoted: bool
    citations: int
    verbatim: int
    confidence: float
    seconds: Timings

    @property
    def right_and_quoted(self) -> bool:
        """Right, and for an answer also resting on the right sentence."""
        return self.verdict == "right" and (self.quoted or not self.answerable)

    @property
    def refused(self) -> bool:
        """Whether the question was not answered."""
        return self.given == "not_in_documents"


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its 95 % interval; None where nothing defines it."""

    value: float | None
    low: float | None
    high: float | None


class Asker(Protocol):
    """What an evaluation needs of `qa.Assistant`."""

    def ask(self, question: str, *, history: Sequence[Turn] = (), exclude: Collection[str] = ()) -> Answer:
        """The checked answer, found without the documents of the `exclude`d paths."""

    def documents(self) -> tuple[Document, ...]:
        """All documents, by path."""
