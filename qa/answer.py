"""From a question to a checked answer: the one way that every face of Beleg takes."""

import threading
import time
import unicodedata
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

from index.errors import QuestionError
from index.index import Index
from index.search import SentenceHit
from qa import conflicts, evidence, parts, prompt, reply
from qa.abstain import Calibration
from qa.claims import citation, claim_from, source_of
from qa.draft import Draft, parse
from qa.question import Asked, analyse
from qa.receipt import receipt
from qa.reply import Judged, Reply, Writer
from qa.signals import Hits, ReplySignals, SearchSignals, reply_signals, search_signals
from qa.texts import text
from qa.types import Answer, AnswerStatus, Claim, Evidence, Found, Piece, Timings, Written

SEARCHED = 40
"""How many sentences are looked at by code; the language model sees only the first few."""

NEAREST = 3
"""How many sentences a refusal shows."""

NEW_RIVALS = 2
"""How many sentences are judged only because their figure contradicts the answer; each costs half a second."""

RIVAL = 1.0
"""A sentence whose log-odds of answering are further than this below the answer's is not asked for its figure."""

ALIKE = 0.5
"""What a rival that counts the same as a trusted answer needs of the threshold: the answer speaks for it."""

LONGEST = 1000
"""How many characters a question may have."""


class Model(Writer, Protocol):
    """A language model that can be named in a receipt."""

    @property
    def fingerprint(self) -> str:
        """Names the weights."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What answers are made with; `shown` sentences go to the model, answers below `threshold` are refused."""

    index: Index
    model: Model
    calibration: Calibration
    shown: int
    threshold: float


@dataclass(slots=True)
class Clock:
    """Seconds since the question was asked, at the end of each stage."""

    began: float = field(default_factory=time.perf_counter)
    search: float = 0.0
    first_token: float = 0.0

    def now(self) -> float:
        """Seconds since the question was asked."""
        return time.perf_counter() - self.began

    def timings(self) -> Timings:
        """The stages so far; a model that was not asked has no first token before the end."""
        return Timings(self.search, self.first_token or self.now(), self.now())


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question on its way: what was asked, what was found, best first, and since when it runs."""

    engine: Engine
    asked: Asked
    hits: Sequence[SentenceHit]
    near: tuple[Evidence, ...]
    clock: Clock
    cancelled: threading.Event | None

    @property
    def by_place(self) -> Hits:
        """The hits by document and start."""
        return {(hit.document_id, hit.sentence.start): hit for hit in self.hits}

    @property
    def shown(self) -> tuple[Evidence, ...]:
        """The sentences that the model sees."""
        return self.near[: self.engine.shown]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of asking the model about some sentences: a claim that passed, and what speaks for it."""

    judged: tuple[Judged, ...]
    reply: Reply
    claim: Claim
    found: SearchSignals
    written: ReplySignals

    def probability(self, calibration: Calibration) -> float:
        """That the claim is right."""
        return calibration.probability(self.found.values(), self.written.values())


def answer(
    engine: Engine,
    question: str,
    *,
    exclude: Collection[str] = (),
    cancelled: threading.Event | None = None,
) -> Iterator[Piece]:
    """One `Found`, any number of `Written`, and the `Answer`. Raises BelegError."""
    asked = parts.split(question)
    answers: list[Answer] = []
    for part in asked:
        for piece in _answer_one(engine, part, exclude, cancelled):
            if isinstance(piece, Answer):
                answers.append(piece)
            elif isinstance(piece, Written) or not answers:
                yield piece
    yield parts.join(question, asked, answers) if len(answers) > 1 else answers[0]


def _answer_one(
    engine: Engine, question: str, exclude: Collection[str], cancelled: threading.Event | None
) -> Iterator[Piece]:
    inquiry = _search(engine, question, exclude, cancelled)
    yield Found(inquiry.shown)
    if not inquiry.near:
        yield _refusal(inquiry, None)
        return
    first = yield from _attempt(inquiry, inquiry.shown)
    if first.probability(engine.calibration) < engine.threshold:
        yield _refusal(inquiry, first)
        return
    yield _answer(inquiry, first, _with_rival(inquiry, first))


def attempt(engine: Engine, question: str, *, exclude: Collection[str] = ()) -> Attempt | None:
    """What an answer would be decided by, whatever the threshold; None where nothing can be searched."""
    inquiry = _search(engine, question, exclude, None)
    return _finished(_attempt(inquiry, inquiry.shown)) if inquiry.near else None


def searched(engine: Engine, question: str, *, exclude: Collection[str] = ()) -> SearchSignals | None:
    """What the search alone says of a question; None where it finds nothing."""
    inquiry = _search(engine, question, exclude, None)
    return search_signals(inquiry.asked, inquiry.by_place, inquiry.near) if inquiry.near else None


def _search(engine: Engine, question: str, exclude: Collection[str], cancelled: threading.Event | None) -> Inquiry:
    clock = Clock()
    asked = analyse(_checked(question))
    hits = engine.index.search_sentences(asked.text, SEARCHED, exclude=exclude)
    near = evidence.choose(asked, hits, engine.index.document, limit=SEARCHED)
    clock.search = clock.now()
    return Inquiry(engine, asked, hits, near, clock, cancelled)


def _checked(question: str) -> str:
    """The question without surrounding white space. Raises QuestionError."""
    question = unicodedata.normalize("NFC", question).strip()
    if not question:
        raise QuestionError("The question is empty.")
    if len(question) > LONGEST:
        raise QuestionError(f"The question has {len(question)} characters; ask in at most {LONGEST}.")
    return question


def _attempt(inquiry: Inquiry, shown: Sequence[Evidence]) -> Generator[Written, None, Attempt]:
    """Ask the model which of these sentences answers, and what it says; yields what it writes."""
    return (yield from _written(inquiry, _judged(inquiry, shown)))


def _judged(inquiry: Inquiry, sentences: Sequence[Evidence]) -> tuple[Judged, ...]:
    return reply.judge(inquiry.engine.model, inquiry.asked, sentences, inquiry.cancelled)


def _written(inquiry: Inquiry, judged: tuple[Judged, ...]) -> Generator[Written, None, Attempt]:
    model, asked, clock = inquiry.engine.model, inquiry.asked, inquiry.clock
    writing = reply.write(model, asked.text, asked.language, judged[0].evidence, inquiry.cancelled)
    while True:
        try:
            piece = next(writing)
        except StopIteration as finished:
            return _checked_reply(inquiry, judged, finished.value)
        clock.first_token = clock.first_token or clock.now()
        yield Written(piece)


def _checked_reply(inquiry: Inquiry, judged: tuple[Judged, ...], written: Reply) -> Attempt:
    """Check what was written about the best sentence, and weigh everything that is known about it."""
    asked, hits = inquiry.asked, inquiry.by_place
    draft = parse(written.text) or Draft("", "")
    source = source_of(draft, judged[0].evidence, asked)
    claim = claim_from(draft, source, asked)
    found = search_signals(asked, hits, inquiry.near)
    signals = reply_signals(asked, hits, judged, written, draft=draft, source=source, reason=claim.reason)
    return Attempt(judged, written, claim, found, signals)


def _with_rival(inquiry: Inquiry, first: Attempt) -> tuple[Claim, ...]:
    """The claim, and the one that contradicts it if another document answers otherwise."""
    engine, claim = inquiry.engine, first.claim
    judged = _judged_rivals(inquiry, first)
    if not judged:
        return (claim,)
    second = _finished(_written(inquiry, judged))
    if second.claim.reason or not conflicts.differ(claim, second.claim, inquiry.near):
        return (claim,)
    alike = conflicts.counts_the_same(claim, second.claim, inquiry.near)
    if second.probability(engine.calibration) < engine.threshold * (ALIKE if alike else 1):
        return (claim,)
    return conflicts.newest_first((claim, second.claim))


def _judged_rivals(inquiry: Inquiry, first: Attempt) -> tuple[Judged, ...]:
    """Sentences of other documents whose figure contradicts and may answer, those that count the same first.

    A few that were not judged yet are now.
    """
    known = {(each.evidence.document, each.evidence.start): each for each in first.judged}
    others = conflicts.rivals(first.claim, inquiry.near)
    old = [known[place] for item in others if (place := (item.document, item.start)) in known]
    new = [
        item
        for item in others
        if (item.document, item.start) not in known and conflicts.near(first.claim, item, inquiry.near)
    ]
    judged = [*old, *_judged(inquiry, new[:NEW_RIVALS])]
    places = [(item.document, item.start) for item in others]
    likely = [one for one in judged if not one.elsewhere and one.answers >= first.judged[0].answers - RIVAL]
    return tuple(sorted(likely, key=lambda one: places.index((one.evidence.document, one.evidence.start))))


def _finished(attempt: Generator[Written, None, Attempt]) -> Attempt:
    """What an attempt comes to, without showing how it was written."""
    while True:
        try:
            next(attempt)
        except StopIteration as finished:
            return cast(Attempt, finished.value)


def _answer(inquiry: Inquiry, first: Attempt, claims: tuple[Claim, ...]) -> Answer:
    if len(claims) == 1:
        return _result(inquiry, first, "answered", first.claim.text, claims)
    words = conflicts.sentence(claims, inquiry.near, inquiry.asked.language)
    return _result(inquiry, first, "conflicting", words, claims)


def _refusal(inquiry: Inquiry, first: Attempt | None) -> Answer:
    words = text("not_in_documents" if inquiry.near else "no_documents", inquiry.asked.language)
    return _result(inquiry, first, "not_in_documents", words, ())


def _result(
    inquiry: Inquiry, first: Attempt | None, status: AnswerStatus, words: str, claims: tuple[Claim, ...]
) -> Answer:
    engine, asked = inquiry.engine, inquiry.asked
    nearest = () if claims else tuple(citation(item) for item in inquiry.near[:NEAREST])
    named = {item.document_id for item in inquiry.shown} | {
        item.document_id for item in inquiry.near for claim in claims if item.document == claim.citations[0].document
    }
    return Answer(
        question=asked.text,
        language=asked.language,
        status=status,
        text=words,
        claims=claims,
        confidence=first.probability(engine.calibration) if first else 0.0,
        nearest=nearest,
        seconds=inquiry.clock.timings(),
        receipt=receipt(
            models={"encoder": engine.index.encoder_fingerprint, "language_model": engine.model.fingerprint},
            index=engine.index.generation.content_hash,
            prompt=prompt.prefix(asked.language) + asked.text,
            evidence=inquiry.shown,
            reply=first.reply.text if first else "",
            documents=[engine.index.document(document_id) for document_id in sorted(named)],
        ),
    )
