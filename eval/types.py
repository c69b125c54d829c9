"""The vocabulary of the evaluation: questions with their gold, and what became of each."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Protocol

from pydantic import ConfigDict, Field

from index.types import Document
from qa.types import Answer, AnswerStatus, Piece, Timings, Turn

_NO_OTHER_FIELDS = ConfigDict(extra="forbid")

FigureType = Literal["amount", "date", "period", "count", "percentage"]
Verdict = Literal["right", "less_precise", "incomplete", "misjudged", "wrong", "refused", "unjudged"]
"""What a typed comparison says of an answer.

`less_precise`: 2020 for April 2020. `incomplete`: some of several values. `misjudged`: every value is
there, but a conflict was not told, or one was told that does not exist. `refused`: no answer where
there is one. A question that the documents do not answer is `right` when refused, else `wrong`. `unjudged`: an
answer is in the documents, and the set does not say which.
"""

Failure = Literal[
    "not_retrieved",
    "not_chosen",
    "misread",
    "misjudged",
    "wrong",
    "other_sentence",
    "wrongly_refused",
    "wrongly_accepted",
]
"""Why an outcome is not right and well quoted.

`not_retrieved`: no supporting sentence was found. `not_chosen`: one was found, another sentence was quoted.
`misread`: the right sentence was quoted, and the wrong thing taken from it. `misjudged`: documents differ and
it was not told, or were said to differ. `wrong`: wrong, and no supporting sentence is known. `other_sentence`:
right, but from a sentence that the set does not know as support. `wrongly_refused`: refused, though a
supporting sentence was found. `wrongly_accepted`: answered, though the documents do not.
"""

Result = Failure | Literal["outcome_right", "outcome_quoted", "outcome_refused"]
"""What a question came to: right, rightly refused, or failed; `outcome_quoted` where the set has no answer to compare
with, and its support is quoted."""


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
    """A sentence that answers the question: the document's path and the words, white space aside.

    The `quote` is empty where the data name only the document, as BEIR's format does; then all of it counts.
    """

    __pydantic_config__ = _NO_OTHER_FIELDS
    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a set.

    `gold` is None where the documents do not answer, and in data that name relevant documents alone.
    `support` lists every sentence that suffices alone; for lists and conflicts, all that belong to the answer;
    empty where it is not known, as in a set of two columns. `near_miss` says, for a question that the documents do
    not answer, what comes close.
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

    @property
    def cluster(self) -> str:
        """Items of one cluster are not independent of each other: they lean on one document."""
        return min((support.document for support in self.support), default=self.id)


@dataclass(frozen=True, slots=True)
class Rating:
    """What somebody said of an answer; `right` is None where it was taken back.

    `correction` is what would be right; `nowhere` says that the documents don't answer.
    """

    question: str
    history: tuple[Turn, ...]
    answer: Answer
    right: bool | None
    correction: str = ""
    nowhere: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The half-open range `[start, end)` of a document's text."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer, and the sentences that the language model saw for it, best first; None if they are not known."""

    answer: Answer
    evidence: tuple[Place, ...] | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item.

    `quoted`: at least one citation overlaps a supporting sentence; None where no supporting sentence is known.
    `verbatim` of `citations` quotes equal the text at their offsets; of `claims`, `backed` have every figure in
    their own quotes, and `verified` pass every check again (see `eval.verified`; None where that was not done).
    `supporting` of the citations overlap a supporting sentence (None where none is known). The answer's own words
    are in the language `spoken` (None where they don't tell one). `wanted` is the status that would be right.
    `quoted_parts`: of which share of the gold's parts a supporting sentence is quoted (None where none is known).
    `exact_match` and `token_f1`, between 0 and 1, compare the key part with a gold of words (else None).
    `rank` is that of the first supporting sentence among the evidence, from 1; 0 if there is
    none, None if it is not known; `ndcg` and `recall` are those of the supporting sentences among the first ten.
    Outcomes of one `cluster` are not independent of each other.

    What has a default may be missing from outcomes that were written before it was measured.
    """

    id: str
    language: Literal["de", "en"]
    kind: str
    cluster: str
    answerable: bool
    given: AnswerStatus
    verdict: Verdict
    quoted: bool | None
    citations: int
    verbatim: int
    claims: int
    backed: int
    rank: int | None
    failure: Failure | None
    confidence: float
    seconds: Timings
    verified: int | None = None
    supporting: int | None = None
    spoken: Literal["de", "en"] | None = None
    wanted: AnswerStatus | None = None
    quoted_parts: float | None = None
    exact_match: float | None = None
    token_f1: float | None = None
    ndcg: float | None = None
    recall: float | None = None

    @property
    def right_and_quoted(self) -> bool:
        """Right, and for an answer also resting on the right sentence, as far as that is known."""
        return self.verdict == "right" and (self.quoted is not False or not self.answerable)

    @property
    def refused(self) -> bool:
        """Whether the question was not answered."""
        return self.given == "not_in_documents"

    @property
    def judged(self) -> bool:
        """Whether the set says what is right."""
        return self.verdict != "unjudged"

    @property
    def result(self) -> Result:
        """The failure, or how it was right."""
        if self.failure:
            return self.failure
        if not self.judged:
            return "outcome_quoted"
        return "outcome_refused" if self.refused else "outcome_right"


@dataclass(frozen=True, slots=True)
class Searched:
    """What the search found for a question, whether it was then asked or not; see `Outcome`."""

    id: str
    cluster: str
    rank: int
    ndcg: float | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its 95 % interval; None where nothing defines it.

    The bounds alone are None where there is too little to draw them from; see `eval.bootstrap.FEWEST`.
    """

    value: float | None
    low: float | None
    high: float | None


class Asker(Protocol):
    """What an evaluation on paragraphs needs of `qa.Assistant`."""

    def ask(self, question: str, *, history: Sequence[Turn] = (), exclude: Collection[str] = ()) -> Answer:
        """The checked answer, found without the documents of the `exclude`d paths."""

    def documents(self) -> tuple[Document, ...]:
        """All documents, by path."""


class Streamer(Protocol):
    """What a run needs of `qa.Assistant`."""

    def stream(self, question: str, *, history: Sequence[Turn] = ()) -> Iterator[Piece]:
        """The evidence, the text as it is written, and the checked answer."""

    def documents(self) -> tuple[Document, ...]:
        """All documents, by path."""
