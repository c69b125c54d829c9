"""One question on its way through search and language model, up to a checked claim and what speaks for it."""

import threading
import time
from collections.abc import Collection, Generator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar, cast

from index.index import Index
from index.query_language import Language
from index.search import SentenceHit
from qa import evidence, reply
from qa.abstain import Calibration
from qa.claims import claim_from
from qa.dated import is_of_its_time, put_to, undated
from qa.draft import Draft, parse
from qa.followup import Rewriter
from qa.question import Asked, analyse
from qa.reply import Hits, Judged, Reply, Writer
from qa.signals import ReplySignals, SearchSignals, reply_signals, search_signals
from qa.source import source_of
from qa.types import Claim, Evidence, Found, Timings, Written

T = TypeVar("T")

SEARCHED = 40
"""How many sentences are looked at by code; the language model sees only the first few."""

HOPELESS = -2.0
"""Log-odds of answering; where none of the sentences read so far reaches them, further ones are read."""

NEARLY = 1.0
"""A sentence whose log-odds of answering are at most this below the best one's may answer in its place."""


class Model(Writer, Rewriter, Protocol):
    """A language model that can be named in a receipt, and that many ask."""

    @property
    def fingerprint(self) -> str:
        """Names the weights."""

    def place(self, cancelled: threading.Event) -> AbstractContextManager[None]:
        """Within, everything that is asked with `cancelled` is one question: nothing else comes between."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What answers are made with.

    `at_once` sentences go to the model, and as many again while none of them may answer, up to `at_most`; answers
    below `threshold` are refused.
    """

    index: Index
    model: Model
    calibration: Calibration
    at_once: int
    at_most: int
    threshold: float

    @property
    def models(self) -> dict[str, str]:
        """The fingerprints of both models, as receipts name them."""
        return {"encoder": self.index.encoder_fingerprint, "language_model": self.model.fingerprint}


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
    """One question on its way: what was asked, what was found, best first, and since when it runs.

    The model sees the first `seen` of what is `near`. `found` is what speaks for the search, None if it found nothing.
    """

    engine: Engine
    asked: Asked
    hits: Hits
    near: tuple[Evidence, ...]
    seen: int
    found: SearchSignals | None
    clock: Clock
    exclude: Collection[str]
    cancelled: threading.Event | None

    def anew(self, question: str) -> "Inquiry":
        """Another question to the same documents, for the same answer."""
        return search(self.engine, question, self.exclude, self.cancelled, self.asked.language)

    @property
    def shown(self) -> tuple[Evidence, ...]:
        """The sentences that the model sees."""
        return self.near[: self.seen]


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


def search(
    engine: Engine,
    question: str,
    exclude: Collection[str] = (),
    cancelled: threading.Event | None = None,
    language: Language | None = None,
) -> Inquiry:
    """Find the sentences that may answer; `language` is that of the question where its words may not tell."""
    clock = Clock()
    generation = engine.index.generation
    asked = analyse(question, generation.abbreviations, language, generation.names)
    hits = _hits(engine, asked, exclude)
    near = evidence.choose(asked, hits, engine.index.document, limit=SEARCHED)
    by_place = {(hit.document_id, hit.sentence.start): hit for hit in hits}
    found = search_signals(asked, by_place, near) if near else None
    clock.search = clock.now()
    return Inquiry(engine, asked, by_place, near, engine.at_once, found, clock, exclude, cancelled)


def _hits(engine: Engine, asked: Asked, exclude: Collection[str]) -> list[SentenceHit]:
    """What the search finds, best first; sentences of the time that is asked about also by the question without it."""
    index = engine.index
    hits = index.search_sentences(asked.text, SEARCHED, exclude=exclude, language=asked.language)
    plain = undated(asked)
    if plain is None:
        return hits
    best = {(hit.document_id, hit.sentence): hit for hit in hits}
    for hit in index.search_sentences(plain.text, SEARCHED, exclude=exclude, language=asked.language):
        item = evidence.sentence_of(index.document(hit.document_id), hit.sentence.start, hit.sentence.end, hit.score)
        place = hit.document_id, hit.sentence
        if is_of_its_time(asked, item) and (place not in best or best[place].score < hit.score):
            best[place] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, index.document(hit.document_id).path, hit.sentence.start))


def judge(inquiry: Inquiry, sentences: Sequence[Evidence]) -> tuple[Judged, ...]:
    """Ask the model of each sentence whether it answers; the likeliest first."""
    engine, asked = inquiry.engine, inquiry.asked
    texts = [f"{item.title}. {item.around} {item.quote}" for item in sentences]
    likeness = engine.index.name_likeness(asked.text, asked.language, texts) if sentences else []
    named = dict(zip(sentences, likeness, strict=True))
    wordings = {item: put_to(asked, item) for item in sentences}
    judged: list[Judged] = []
    for wording in {each.text: each for each in wordings.values()}.values():  # the model reads each question once
        own = {item: near for item, near in named.items() if wordings[item].text == wording.text}
        judged += reply.judge(
            engine.model, engine.calibration.support, wording, inquiry.hits, own, cancelled=inquiry.cancelled
        )
    return tuple(sorted(judged, key=Judged.order))


def read(inquiry: Inquiry) -> Generator[Found, None, tuple[Inquiry, tuple[Judged, ...]]]:
    """Have the sentences that are nearest judged, and as many again while none of them may answer.

    Yields what the model is about to see; returns what it has seen, and all that was judged, the likeliest first.
    """
    engine = inquiry.engine
    yield Found(inquiry.shown)
    judged = judge(inquiry, inquiry.shown)
    while _is_hopeless(judged) and len(judged) < min(engine.at_most, len(inquiry.near)):
        inquiry = replace(inquiry, seen=min(inquiry.seen + engine.at_once, engine.at_most))
        yield Found(inquiry.shown)
        further = judge(inquiry, inquiry.shown[len(judged) :])
        judged = tuple(sorted((*judged, *further), key=Judged.order))
    return inquiry, judged


def _is_hopeless(judged: Sequence[Judged]) -> bool:
    """Whether there are sentences, and none of them may answer."""
    return bool(judged) and all(one.answers < HOPELESS for one in judged)


def write(inquiry: Inquiry, judged: tuple[Judged, ...]) -> Generator[Written, None, Attempt]:
    """Ask the model what the first of the sentences says; yields what it writes."""
    model, asked, clock = inquiry.engine.model, judged[0].asked, inquiry.clock
    writing = reply.write(model, asked.text, asked.language, judged[0].evidence, inquiry.cancelled)
    while True:
        try:
            piece = next(writing)
        except StopIteration as finished:
            return _checked_reply(inquiry, judged, finished.value)
        clock.first_token = clock.first_token or clock.now()
        yield Written(piece)


def write_best(inquiry: Inquiry, judged: tuple[Judged, ...]) -> Generator[Written, None, Attempt]:
    """As `write`; where what came is nothing of the kind asked for, a sentence that is nearly as likely is asked, too.

    What that one says is not shown while it is written.
    """
    first = yield from write(inquiry, judged)
    if not first.written.kind_missing or len(judged) < 2 or judged[1].answers < judged[0].answers - NEARLY:
        return first
    second = finished(write(inquiry, judged[1:]))
    calibration = inquiry.engine.calibration
    return max(first, second, key=lambda each: each.probability(calibration))


def _checked_reply(inquiry: Inquiry, judged: tuple[Judged, ...], written: Reply) -> Attempt:
    """Check what was written about the best sentence, and weigh everything that is known about it."""
    asked = judged[0].asked
    assert inquiry.found is not None, "there were sentences to write about"
    draft = parse(written.text) or Draft("", "")
    source = source_of(draft, judged[0].evidence, asked)
    claim = claim_from(draft, source, asked, so=written.so)
    signals = reply_signals(asked, inquiry.hits, judged, written, draft=draft, source=source, claim=claim)
    return Attempt(judged, written, claim, inquiry.found, signals)


def finished(steps: Generator[object, None, T]) -> T:
    """What they come to, without showing them."""
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            return cast(T, finished.value)
