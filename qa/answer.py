"""From a question to a checked answer: the one way that every face of Beleg takes."""

import threading
import time
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

from index.index import Index
from index.search import SentenceHit
from qa import conflicts, evidence, prompt
from qa.abstain import Calibration
from qa.claims import citation, claim_from, source_of
from qa.draft import parse
from qa.question import Asked, analyse
from qa.receipt import receipt
from qa.reply import Reply, Writer, write
from qa.signals import Signals, signals
from qa.texts import text
from qa.types import Answer, AnswerStatus, Claim, Evidence, Found, Piece, Timings, Written

SEARCHED = 40
"""How many sentences are looked at by code; the language model sees only the first few."""

NEAREST = 3
"""How many sentences a refusal shows."""


class Model(Writer, Protocol):
    """A language model that can be named in a receipt."""

    @property
    def fingerprint(self) -> str:
        """Names the weights."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What an answer is made with."""

    index: Index
    model: Model
    calibration: Calibration
    shown: int
    threshold: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of asking the model about some sentences: claims that passed, and how sure we may be."""

    reply: Reply
    claims: tuple[Claim, ...]
    signals: Signals
    confidence: float


@dataclass(slots=True)
class Clock:
    """Seconds since the question was asked, at the end of each stage."""

    began: float = field(default_factory=time.perf_counter)
    search: float = 0.0
    first_token: float = 0.0

    def now(self) -> float:
        return time.perf_counter() - self.began

    def timings(self) -> Timings:
        return Timings(self.search, self.first_token or self.now(), self.now())


def answer(
    engine: Engine,
    question: str,
    *,
    exclude: Collection[str] = (),
    cancelled: threading.Event | None = None,
) -> Iterator[Piece]:
    """One `Found`, any number of `Written`, and the `Answer`. Raises BelegError."""
    clock = Clock()
    asked = analyse(question)
    hits = engine.index.search_sentences(question, SEARCHED, exclude=exclude)
    near = evidence.choose(asked, hits, engine.index.document, limit=SEARCHED)
    clock.search = clock.now()
    yield Found(near[: engine.shown])
    if not near:
        yield _refusal(engine, asked, near, None, clock)
        return
    attempt = yield from _attempt(engine, asked, hits, near[: engine.shown], clock, cancelled)
    if attempt.confidence < engine.threshold or not attempt.claims:
        yield _refusal(engine, asked, near, attempt, clock)
        return
    claims = _with_rivals(engine, asked, hits, near, attempt, clock, cancelled)
    yield _answer(engine, asked, near, attempt, claims, clock)


def _attempt(
    engine: Engine,
    asked: Asked,
    hits: Sequence[SentenceHit],
    shown: Sequence[Evidence],
    clock: Clock,
    cancelled: threading.Event | None,
) -> Generator[Written, None, Attempt]:
    writing = write(engine.model, asked.text, asked.language, shown, cancelled)
    while True:
        try:
            piece = next(writing)
        except StopIteration as finished:
            return judge(engine.calibration, asked, hits, shown, finished.value)
        clock.first_token = clock.first_token or clock.now()
        yield Written(piece)


def judge(
    calibration: Calibration,
    asked: Asked,
    hits: Sequence[SentenceHit],
    shown: Sequence[Evidence],
    reply: Reply,
) -> Attempt:
    """Parse and check what was written, and weigh everything that is known about it."""
    drafts = parse(reply.text, [item.number for item in shown])
    pairs = [(draft, source_of(draft, shown, asked.language)) for draft in drafts]
    claims = tuple(claim_from(draft, source, asked) for draft, source in pairs if source)
    draft, source = pairs[0] if pairs else (None, None)
    measured = signals(
        asked,
        {(hit.document_id, hit.sentence.start): hit for hit in hits},
        shown,
        reply,
        draft,
        source,
        claims[0].reason if claims else "nothing was written",
    )
    return Attempt(reply, _distinct(claims), measured, calibration.probability(measured.values()))


def _distinct(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims without those that say again what an earlier one said."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        seen.setdefault((claim.citations[0].document, claim.citations[0].start, claim.answer_spans), claim)
    return tuple({claim.text: claim for claim in reversed(seen.values())}.values())[::-1]


def _with_rivals(
    engine: Engine,
    asked: Asked,
    hits: Sequence[SentenceHit],
    near: Sequence[Evidence],
    attempt: Attempt,
    clock: Clock,
    cancelled: threading.Event | None,
) -> tuple[Claim, ...]:
    """The claims, or, if another document answers otherwise, the first and the one that contradicts it."""
    others = conflicts.rivals(attempt.claims[0], near, limit=engine.shown)
    if not others:
        return attempt.claims
    second = _finished(_attempt(engine, asked, hits, others, clock, cancelled))
    if not second.claims or second.confidence < engine.threshold:
        return attempt.claims
    if not conflicts.differ(attempt.claims[0], second.claims[0], near):
        return attempt.claims
    return conflicts.newest_first((attempt.claims[0], second.claims[0]))


def _finished(attempt: Generator[Written, None, Attempt]) -> Attempt:
    """What an attempt comes to, without showing how it was written."""
    while True:
        try:
            next(attempt)
        except StopIteration as finished:
            return cast(Attempt, finished.value)


def _answer(
    engine: Engine,
    asked: Asked,
    near: Sequence[Evidence],
    attempt: Attempt,
    claims: Sequence[Claim],
    clock: Clock,
) -> Answer:
    conflicting = claims != attempt.claims
    words = (
        conflicts.sentence(claims, near, asked.language) if conflicting else " ".join(c.text for c in claims)
    )
    status: AnswerStatus = "conflicting" if conflicting else "answered"
    return _finish(engine, asked, near, attempt, clock, status=status, words=words, claims=tuple(claims))


def _refusal(
    engine: Engine, asked: Asked, near: Sequence[Evidence], attempt: Attempt | None, clock: Clock
) -> Answer:
    words = text("not_in_documents" if near else "no_documents", asked.language)
    return _finish(engine, asked, near, attempt, clock, status="not_in_documents", words=words, claims=())


def _finish(
    engine: Engine,
    asked: Asked,
    near: Sequence[Evidence],
    attempt: Attempt | None,
    clock: Clock,
    *,
    status: AnswerStatus,
    words: str,
    claims: tuple[Claim, ...],
) -> Answer:
    generation = engine.index.generation
    return Answer(
        question=asked.text,
        language=asked.language,
        status=status,
        text=words,
        claims=claims,
        confidence=attempt.confidence if attempt else 0.0,
        nearest=() if claims else tuple(citation(item) for item in near[:NEAREST]),
        seconds=clock.timings(),
        receipt=receipt(
            models={"encoder": engine.index.encoder_fingerprint, "language_model": engine.model.fingerprint},
            index_revision=generation.content_hash,
            prompt=prompt.prefix(asked.language)
            + prompt.user(near[: engine.shown], asked.text, asked.language),
            evidence=near[: engine.shown],
            reply=attempt.reply.text if attempt else "",
        ),
    )
