"""From a question to a checked answer: the one way that every face of Beleg takes."""

import threading
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from index.errors import QuestionError
from index.query_language import Language, question_language
from qa import conflicts, parts, prompt
from qa.claims import citation
from qa.dated import put_to
from qa.followup import bracketed, complete, in_full, leans
from qa.inquiry import Attempt, Engine, Inquiry, finished, judge, read, search, write_best
from qa.mentioned import latest_day
from qa.question import Asked
from qa.receipt import receipt
from qa.reply import Judged
from qa.rival import with_rivals
from qa.signals import SearchSignals
from qa.spelled_out import PRECISION, spelled_out
from qa.texts import text
from qa.types import LONGEST_QUESTION, Answer, AnswerStatus, Citation, Claim, Evidence, Found, Piece, Turn, Written

NEAREST = 3
"""How many sentences a refusal shows."""


def answer(
    engine: Engine,
    question: str,
    *,
    history: Sequence[Turn] = (),
    exclude: Collection[str] = (),
    cancelled: threading.Event | None = None,
) -> Iterator[Piece]:
    """A `Found`, any number of `Written`, and the `Answer`. Raises BelegError.

    For a follow-up question a first `Found` comes before it is worded anew, and another one after. Whoever asks
    later waits for the language model until this is answered, cancelled or closed.
    """
    question = _checked(question)
    cancelled = cancelled or threading.Event()
    with engine.model.place(cancelled):
        yield from _answer_all(engine, question, history, exclude, cancelled)


def _answer_all(
    engine: Engine, question: str, history: Sequence[Turn], exclude: Collection[str], cancelled: threading.Event
) -> Iterator[Piece]:
    """A question that may lean on an earlier one, and that may ask for several things."""
    language = question_language(question)  # once: names put in for "it" may be of the other language
    if history and leans(question):
        yield Found(search(engine, bracketed(question, history[-1]), exclude, cancelled, language).shown)
        question = complete(engine.model, question, history, cancelled)
    answers: list[Answer] = []
    for part in parts.split(question):
        for piece in _answer_one(engine, _alone(engine, part, answers, cancelled), language, exclude, cancelled):
            if isinstance(piece, Answer):
                answers.append(piece)
            elif isinstance(piece, Written) or not answers:
                yield piece
    yield parts.join(question, answers) if len(answers) > 1 else answers[0]


def _alone(engine: Engine, part: parts.Part, answers: Sequence[Answer], cancelled: threading.Event | None) -> str:
    """A part of a question as it can be asked without those that were answered before it."""
    if not part.follows:
        return part.question
    before = answers[-1]
    pointed = parts.pointed(part.follows, before)
    return (
        pointed or in_full(engine.model, part.follows, Turn(before.question, before.text), cancelled) or part.question
    )


def _answer_one(
    engine: Engine, question: str, language: Language, exclude: Collection[str], cancelled: threading.Event | None
) -> Iterator[Piece]:
    inquiry = search(engine, question, exclude, cancelled, language)
    if defined := spelled_out(inquiry):
        yield from _spelled_out(*defined)
        return
    inquiry, judged = yield from read(inquiry)
    if not judged:
        yield _refusal(inquiry, None)
        return
    first = yield from write_best(inquiry, judged)
    if first.probability(engine.calibration) < engine.threshold:
        yield _refusal(inquiry, first, judged)
        return
    yield _answer(inquiry, first, with_rivals(inquiry, first))


def _spelled_out(inquiry: Inquiry, claim: Claim) -> Iterator[Piece]:
    yield Found(inquiry.shown)
    yield Written(claim.text)
    yield _result(inquiry, "answered", claim.text, (claim,), confidence=PRECISION)


def attempt(engine: Engine, question: str, *, exclude: Collection[str] = ()) -> Attempt | None:
    """What an answer would be decided by, whatever the threshold; None where nothing can be searched."""
    inquiry = search(engine, _checked(question), exclude)
    inquiry, judged = finished(read(inquiry))
    return finished(write_best(inquiry, judged)) if judged else None


def judged(engine: Engine, question: str, *, exclude: Collection[str] = ()) -> tuple[Judged, ...]:
    """The sentences that the model sees of a question, the likeliest to answer first."""
    inquiry = search(engine, _checked(question), exclude)
    return judge(inquiry, inquiry.shown)


def to_read(engine: Engine, question: str, *, exclude: Collection[str] = ()) -> tuple[tuple[Asked, Evidence], ...]:
    """The sentences that the model would see of a question, each with what is asked of it."""
    inquiry = search(engine, _checked(question), exclude)
    return tuple((put_to(inquiry.asked, item), item) for item in inquiry.shown)


def searched(engine: Engine, question: str, *, exclude: Collection[str] = ()) -> SearchSignals | None:
    """What the search alone says of a question; None where it finds nothing."""
    return search(engine, _checked(question), exclude).found


def _checked(question: str) -> str:
    """The question without surrounding white space. Raises QuestionError."""
    question = unicodedata.normalize("NFC", question).strip()
    if not question:
        raise QuestionError("The question is empty.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"The question has {len(question)} characters; ask in at most {LONGEST_QUESTION}.")
    return question


def _answer(inquiry: Inquiry, first: Attempt, claims: tuple[Claim, ...]) -> Answer:
    confidence, reply = _weighed(inquiry, first)
    if len(claims) == 1:
        return _result(inquiry, "answered", first.claim.text, claims, confidence=confidence, reply=reply)
    undated = {item.document: item.document_id for item in inquiry.near if not item.published}
    cited = [claim.citations[0].document for claim in claims]
    mentioned = {path: latest_day(inquiry.engine.index.document(undated[path])) for path in cited if path in undated}
    words = conflicts.sentence(claims, inquiry.near, inquiry.asked.language, mentioned)
    return _result(inquiry, "conflicting", words, claims, confidence=confidence, reply=reply)


def _refusal(inquiry: Inquiry, first: Attempt | None, judged: Sequence[Judged] = ()) -> Answer:
    """With the sentences that likeliest answer after all."""
    words = text("not_in_documents" if judged else "no_documents", inquiry.asked.language)
    confidence, reply = _weighed(inquiry, first)
    nearest = tuple(citation(one.evidence) for one in judged[:NEAREST])
    return _result(inquiry, "not_in_documents", words, (), nearest=nearest, confidence=confidence, reply=reply)


def _weighed(inquiry: Inquiry, first: Attempt | None) -> tuple[float, str]:
    """How probably an attempt is right, and what the model wrote; the model that was not asked wrote nothing."""
    return (first.probability(inquiry.engine.calibration), first.reply.text) if first else (0.0, "")


def _result(
    inquiry: Inquiry,
    status: AnswerStatus,
    words: str,
    claims: tuple[Claim, ...],
    *,
    nearest: tuple[Citation, ...] = (),
    confidence: float,
    reply: str = "",
) -> Answer:
    engine, asked = inquiry.engine, inquiry.asked
    named = {item.document_id for item in inquiry.shown} | {
        item.document_id for item in inquiry.near for claim in claims if item.document == claim.citations[0].document
    }
    read = [part for item in inquiry.shown for part in prompt.parts(put_to(asked, item).text, item, asked.language)]
    return Answer(
        question=asked.text,
        language=asked.language,
        status=status,
        text=words,
        claims=claims,
        confidence=confidence,
        nearest=nearest,
        seconds=inquiry.clock.timings(),
        receipt=receipt(
            models=engine.models,
            index=engine.index.generation.content_hash,
            prompt=prompt.prefix(asked.language) + "".join(read),
            evidence=inquiry.shown,
            reply=reply,
            threshold=engine.threshold,
            documents=[engine.index.document(document_id) for document_id in sorted(named)],
        ),
    )
