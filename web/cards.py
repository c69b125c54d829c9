"""A sentence on a card: the quote with its marks, and where it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.types import Document
from qa.types import Answer, Citation, Claim, Evidence
from web.marks import Fragment, cut, key_ranges

Look = Callable[[str], Document | None] | None
"""The document at a path, None if there is none (any more); no such function before the index is open."""

SHOWN_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class Card:
    """`number` is 0 on a card that no claim refers to; `published` is an ISO 8601 date, `language` that of the
    document, an ISO 639-1 code.

    `gone` says that the document does not hold the sentence at this place any more.
    """

    number: int
    document: str
    start: int
    end: int
    fragments: tuple[Fragment, ...]
    title: str
    publisher: str | None
    published: str | None
    page: int | None
    language: str | None = None
    gone: bool = False


def evidence_cards(evidence: Iterable[Evidence]) -> tuple[Card, ...]:
    """The best few sentences, as they were found."""
    return tuple(
        Card(
            0, one.document, one.start, one.end, cut(one.quote, ()),
            one.title, one.publisher, one.published, one.page, one.language,
        )
        for one in tuple(evidence)[:SHOWN_EVIDENCE]
    )  # fmt: skip


def citation_cards(answer: Answer, look: Look) -> tuple[Card, ...]:
    """Each sentence that the answer rests on once, numbered in the order in which the claims cite them."""
    return tuple(
        _card(citation, number, [(start, end, "key") for start, end in key_ranges(answer, citation)], look)
        for number, citation in enumerate(cited(answer), 1)
    )


def nearest_cards(answer: Answer, look: Look) -> tuple[Card, ...]:
    """The sentences that came closest to a refused question."""
    return tuple(_card(citation, 0, [], look) for citation in answer.nearest)


def citation_numbers(claim: Claim, cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards that a claim refers to, in its own order; none for a claim that nothing backs."""
    by_place = {(card.document, card.start, card.end): card for card in cards}
    return tuple(by_place[place(one)] for one in claim.citations if place(one) in by_place)


def place(citation: Citation) -> tuple[str, int, int]:
    """What makes two citations the same."""
    return citation.document, citation.start, citation.end


def cited(answer: Answer) -> tuple[Citation, ...]:
    """What the claims rest on, each sentence once, in the order in which they cite it."""
    claims = [claim for claim in answer.claims if claim.status != "unsupported"]
    return tuple({place(one): one for claim in claims for one in claim.citations}.values())


def _card(citation: Citation, number: int, marks: list[tuple[int, int, str]], look: Look) -> Card:
    document = look(citation.document) if look else None
    return Card(
        number,
        citation.document,
        citation.start,
        citation.end,
        cut(citation.quote, marks, citation.start),
        citation.title,
        document.publisher if document else None,
        citation.published,
        citation.page,
        document.language if document else None,
        gone=look is not None and not _holds(document, citation),
    )


def _holds(document: Document | None, citation: Citation) -> bool:
    return document is not None and document.text[citation.start : citation.end] == citation.quote
