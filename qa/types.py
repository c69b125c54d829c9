"""The vocabulary of answers: every value that passes between the modules of `qa` and to its callers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qa.reasons import WrittenReason

AnswerStatus = Literal["answered", "conflicting", "not_in_documents"]
ClaimStatus = Literal["supported", "derived", "unsupported"]
FigureKind = Literal["amount", "percentage", "count", "date", "period", "duration", "reference"]
Bound = Literal["", "about", "over", "under", "at_least", "at_most"]

LONGEST_QUESTION = 1000
"""How many characters a question may have."""

State = NDArray[np.float32]
"""(2 d,) float32: a language model's residual stream behind one layer, of width d, while it read a sentence behind a
question: at the sentence's last token, and the mean over its tokens."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A normalised figure found at `text[start:end]`; comparable within its kind and unit.

    `value` is canonical: a plain decimal (`200000000`, `37`, `0.5`), an ISO 8601 date of the given
    precision (`2026`, `2026-02`, `2026-02-19`), a period or range as `low/high` (`2018/2022`), a
    duration (`P5Y`), or the digits of a reference. `unit` is an ISO 4217 code for amounts, `%` for
    percentages, else empty. `bound` keeps what the text says beside the number.
    """

    kind: FigureKind
    value: str
    unit: str
    start: int
    end: int
    bound: Bound = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that the language model gets to see, under its `number` (from 1).

    `quote == document.text[start:end]`; `context` is what the sentence needs beside it to be
    understood (a heading, the sentence before), shown to the model and never quoted. `around` is the
    text before it, in which code looks for what the sentence takes as known.
    """

    number: int
    document_id: str
    document: str
    title: str
    publisher: str | None
    published: str | None
    language: str | None
    page: int | None
    start: int
    end: int
    quote: str
    context: str
    score: float
    around: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote at its exact place; `quote == document.text[start:end]`."""

    document: str
    title: str
    published: str | None
    page: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of a document's text: the key part of an answer, as the source has it."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with the quotes it rests on; `reason` is why the model's own sentence could not be shown, if so."""

    text: str
    status: ClaimStatus
    citations: tuple[Citation, ...]
    answer_spans: tuple[Span, ...] = ()
    reason: WrittenReason = None


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds from the question to the end of each stage."""

    search: float
    first_token: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What every face of Beleg shows. `nearest` are the sentences that came closest to a refused question."""

    question: str
    language: Literal["de", "en"]
    status: AnswerStatus
    text: str
    claims: tuple[Claim, ...]
    confidence: float
    nearest: tuple[Citation, ...]
    seconds: Timings
    receipt: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Found:
    """First piece of a stream: the sentences that were found, best first; later ones replace them."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Middle pieces of a stream: text as the model writes it, not yet checked."""

    text: str


Piece = Found | Written | Answer
"""What `Assistant.stream` yields: a `Found` (two for a follow-up), any number of `Written`, and the `Answer`."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and the text of its answer."""

    question: str
    answer: str
