"""Checks a saved answer again, offline and without a model, against the documents as they are read now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.errors import MissingDocumentError, ReadError
from index.types import Document
from qa.denial import VERDICT
from qa.evidence import sentence_of
from qa.figures import find_figures, supports
from qa.mentioned import latest_day
from qa.reasons import Reason
from qa.receipt import digest
from qa.serialise import answer_of
from qa.texts import TEXTS
from qa.types import Answer, Citation, Claim, Evidence, Figure
from qa.verify import against_word, contradictions, unsupported_figures, unsupported_words

DocumentOf = Callable[[str], Document]
"""The document at a path below the folder. Raises ReadError, whose message is the reason."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold: of the claim with this number (from 1), or (None) of the answer as a whole."""

    claim: int | None
    reason: Reason


def recheck(saved: Mapping[str, Any], document_of: DocumentOf) -> list[Finding]:
    """Everything that does not hold of an answer as `answer_json` gave it; empty if all does.

    Checked are the form, the quotes at their offsets, the documents' hashes and dates, every figure, name
    and denial of each claim against its own quotes, and the answer's text against the claims.
    """
    if "error" in saved:
        return [Finding(None, Reason("not_answered", (str(saved["error"]),)))]
    try:
        answer = answer_of(saved)
    except ValueError as exc:
        return [Finding(None, Reason("not_an_answer", (str(exc),)))]
    found = [Finding(None, reason) for reason in _changed(answer, document_of)]
    for number, claim in enumerate(answer.claims, start=1):
        found += [Finding(number, reason) for reason in _claim(claim, answer, document_of)]
    for citation in answer.nearest:
        found += [Finding(None, reason) for reason in _displaced(citation, document_of)]
    return found + [Finding(None, reason) for reason in _answer_text(answer, document_of)]


def unhashed(saved: Mapping[str, Any]) -> list[str]:
    """The cited documents for which the receipt holds no hash, so that only their quotes can be checked."""
    try:
        answer = answer_of(saved)
    except ValueError:
        return []
    return sorted({citation.document for citation in _citations(answer)} - _hashes(answer).keys())


def _citations(answer: Answer) -> list[Citation]:
    return [citation for claim in answer.claims for citation in claim.citations] + list(answer.nearest)


def _hashes(answer: Answer) -> Mapping[str, object]:
    hashes = answer.receipt.get("documents")
    return hashes if isinstance(hashes, dict) else {}


def _changed(answer: Answer, document_of: DocumentOf) -> Iterator[Reason]:
    for path, known in _hashes(answer).items():
        try:
            if digest(document_of(path).text) != known:
                yield Reason("changed", (path,))
        except ReadError as exc:
            yield _unread(path, exc)


def _unread(path: str, exc: ReadError) -> Reason:
    if isinstance(exc, MissingDocumentError):
        return Reason("missing", (path,))
    return Reason("unreadable", (path, str(exc)))


def _claim(claim: Claim, answer: Answer, document_of: DocumentOf) -> Iterator[Reason]:
    if claim.status == "unsupported":
        yield Reason("unsupported")
    if not claim.citations:
        yield Reason("no_quote")
        return
    for citation in claim.citations:
        yield from _displaced(citation, document_of)
    yield from _misplaced_spans(claim, document_of)
    if claim.status == "supported":
        yield from _unsupported(claim, answer, document_of)


def _displaced(citation: Citation, document_of: DocumentOf) -> Iterator[Reason]:
    """Whether the quote stands where it is said to, in a document of this title and date."""
    try:
        document = document_of(citation.document)
    except ReadError as exc:
        yield _unread(citation.document, exc)
        return
    place = (citation.start, citation.start + len(citation.quote))
    if place[0] < 0 or citation.end != place[1] or document.text[slice(*place)] != citation.quote:
        name = "elsewhere" if citation.quote in document.text else "misplaced"
        yield Reason(name, (_short(citation.quote), citation.document))
    elif citation.page != document.page_at(citation.start):
        yield Reason("page", (str(document.page_at(citation.start)), str(citation.page)))
    if citation.published != document.published:
        yield Reason("date", (citation.document, str(document.published), str(citation.published)))
    if citation.title != document.title:
        yield Reason("title", (citation.document, document.title, citation.title))


def _misplaced_spans(claim: Claim, document_of: DocumentOf) -> Iterator[Reason]:
    places = [(citation.document, citation.start, citation.end) for citation in claim.citations]
    for span in claim.answer_spans:
        quoted = any(path == span.document and low <= span.start <= span.end <= high for path, low, high in places)
        try:
            stands = document_of(span.document).text[span.start : span.end] == span.text
        except ReadError:
            stands = True  # said already, of the quote
        if not (quoted and stands):
            yield Reason("key_words", (span.text,))


def _unsupported(claim: Claim, answer: Answer, document_of: DocumentOf) -> Iterator[Reason]:
    """What the claim says beyond its quotes; the quotes that it repeats word for word are beyond doubt.

    A yes or no before a quote is not.
    """
    evidence = [_evidence(citation, document_of) for citation in claim.citations]
    whole = " ".join(claim.text.split())
    cells = [" ".join(cell.split()) for item in evidence for cell in (item.quote, *item.quote.split(" | "))]
    text = _without(whole, cells)
    verdict = VERDICT.match(text)
    if len(evidence) == 1 and text == whole:
        yield from contradictions(whole, evidence[0], answer.question, answer.language)
    elif len(evidence) == 1 and verdict:
        said = max((cell for cell in cells if cell in whole), key=len)
        yield from against_word(verdict["yes"] or verdict["no"], said, evidence[0], answer.question)
        yield from _beyond(text[verdict.end() :], evidence, answer)
    elif text:
        yield from _beyond(text, evidence, answer)


def _beyond(text: str, evidence: Sequence[Evidence], answer: Answer) -> Iterator[Reason]:
    """The figures and names of a text that none of several quotes has."""
    figures = [unsupported_figures(text, item, answer.language) for item in evidence]
    for figure in figures[0]:
        if all(figure in others for others in figures):
            yield Reason("figure_not_in_quotes", (text[figure.start : figure.end],))
    words = [unsupported_words(text, item, answer.question, answer.language) for item in evidence]
    for word in dict.fromkeys(words[0]):
        if all(word in others for others in words):
            yield Reason("word_not_in_quotes", (word,))


def _answer_text(answer: Answer, document_of: DocumentOf) -> Iterator[Reason]:
    """Whether the answer says what its claims say, and nothing else that could be right or wrong."""
    refused = answer.status == "not_in_documents"
    if refused == bool(answer.claims):
        yield Reason("refusal_with_claims" if refused else "answer_without_claims")
    if answer.status == "answered":
        for number, claim in enumerate(answer.claims, start=1):
            wordings = (claim.text, *(span.text for span in claim.answer_spans))
            if not any(_plain(wording) in _plain(answer.text) for wording in wordings):
                yield Reason("claim_left_out", (str(number),))
    rest = _without(answer.text, [claim.text for claim in answer.claims])
    backing = _backing(answer, document_of) + (find_figures(answer.question, answer.language) if refused else ())
    for figure in find_figures(rest, answer.language):
        if not any(supports(known, figure) for known in backing):
            yield Reason("answer_figure", (rest[figure.start : figure.end],))
    for word in _unbacked_names(rest, answer, document_of):
        yield Reason("answer_word", (word,))


def _unbacked_names(text: str, answer: Answer, document_of: DocumentOf) -> list[str]:
    """Capitalised words that stand neither in a quote nor in the question, nor in Beleg's own sentences."""
    own = " ".join(wordings[answer.language] for wordings in TEXTS.values())
    evidence = [replace(_evidence(citation, document_of), language=None) for citation in _citations(answer)]
    missing = [unsupported_words(text, item, f"{answer.question} {own}", answer.language) for item in evidence]
    return [word for word in dict.fromkeys(missing[0]) if all(word in other for other in missing)] if missing else []


def _backing(answer: Answer, document_of: DocumentOf) -> tuple[Figure, ...]:
    """The figures of all claims and quotes, and the dates of their documents; see `qa.mentioned` for those without."""
    figures = [find_figures(claim.text, answer.language) for claim in answer.claims]
    for citation in _citations(answer):
        item = _evidence(citation, document_of)
        dated = item.published or citation.published or ""
        if not dated and answer.status == "conflicting":
            dated = _latest_day(citation, document_of) or ""
        figures += [find_figures(item.quote, item.language, item.published), find_figures(dated, None)]
    return tuple(figure for found in figures for figure in found)


def _latest_day(citation: Citation, document_of: DocumentOf) -> str | None:
    try:
        return latest_day(document_of(citation.document))
    except ReadError:
        return None


def _evidence(citation: Citation, document_of: DocumentOf) -> Evidence:
    """The quote as it was when it was evidence, with what stands before it as context."""
    try:
        document = document_of(citation.document)
    except ReadError:
        document = Document("", citation.document, "", citation.title, None, None, None, "")
    item = sentence_of(document, citation.start, citation.end, 0.0)
    return replace(item, quote=citation.quote, context=item.around)


def _without(text: str, parts: Sequence[str]) -> str:
    """A text without the parts that it repeats word for word, white space aside; the longest first."""
    rest = " ".join(text.split())
    for part in sorted((" ".join(part.split()) for part in parts), key=len, reverse=True):
        rest = rest.replace(part, " ") if part else rest
    return " ".join(rest.split())


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".!")


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= 60 else f"{quote[:57]}...")
