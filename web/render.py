"""What the page shows, as HTML. Every text goes through Jinja's autoescaping; nothing is ever marked safe."""

from collections.abc import Sequence
from pathlib import Path

from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from index.types import Document
from qa.types import Answer, Citation
from web.cards import Card, Look, citation_cards, citation_numbers, evidence_cards, nearest_cards, place
from web.dates import localised_date, localised_language
from web.exchange import Exchange
from web.marks import backed_figures, cut
from web.source import SourceView
from web.texts import Texts

Linked = list[tuple[str, tuple[str, int, int] | None]]
"""A text in pieces, some of them with the document, start and end that they lead to."""

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_templates.globals |= {
    "date": localised_date,
    "language_name": localised_language,
    "number": lambda value, language: format_decimal(round(value, 1), locale=language),
}


def brand_html(texts: Texts, status: str, *, failed: bool = False) -> str:
    """The name at the top, with one line of status beside it."""
    return _templates.get_template("brand.html").render(texts=texts, status=status, failed=failed)


def welcome_html(texts: Texts, examples: Sequence[str]) -> str:
    """What stands where the conversation will be."""
    return _templates.get_template("welcome.html").render(texts=texts, examples=examples)


def exchange_html(exchange: Exchange, texts: Texts, look: Look) -> str:
    """A question with its answer, at whatever stage."""
    answer = exchange.answer
    cards = citation_cards(answer, look) if answer else ()
    return _templates.get_template("exchange.html").render(
        exchange=exchange,
        texts=texts,
        answer=answer,
        lead=_lead(answer) if answer else (),
        claims=_claim_views(answer, cards) if answer else (),
        cards=_newest_first(cards) if answer and answer.status == "conflicting" else cards,
        found=evidence_cards(exchange.evidence),
        nearest=nearest_cards(answer, look) if answer else (),
    )


def exchanges_html(exchanges: Sequence[Exchange], texts: Texts, look: Look) -> str:
    """A conversation, oldest question first."""
    return "".join(exchange_html(exchange, texts, look) for exchange in exchanges)


def source_html(view: SourceView, texts: Texts, opened: int) -> str:
    """The panel with a document; `opened` differs from click to click, so that the page notices each."""
    return _templates.get_template("source.html").render(view=view, texts=texts, opened=opened)


def documents_html(
    documents: Sequence[Document], failures: Sequence[tuple[str, str]], texts: Texts, *, ready: bool
) -> str:
    """The list of documents, and below it the files (path, reason) that could not be read."""
    return _templates.get_template("documents.html").render(
        documents=documents, failures=failures, texts=texts, ready=ready
    )


def _lead(answer: Answer) -> Linked:
    """What the answer says before its first claim, or instead of claims."""
    claims = answer.claims if answer.status == "answered" else ()
    starts = [answer.text.find(claim.text) for claim in claims if claim.status != "unsupported"]
    text = answer.text[: starts[0]].strip() if starts and starts[0] >= 0 else answer.text
    return _linked(text, answer.language, [one for claim in answer.claims for one in claim.citations])


def _claim_views(answer: Answer, cards: Sequence[Card]) -> list[dict[str, object]]:
    """One for each claim of an answer. A refusal has none to show, and a conflict says all in its text."""
    if answer.status != "answered":
        return []
    return [
        {
            "claim": claim,
            "text": _linked(claim.text, answer.language, claim.citations),
            "cards": citation_numbers(claim, cards),
        }
        for claim in answer.claims
    ]


def _linked(text: str, language: str, citations: Sequence[Citation]) -> Linked:
    """A text in pieces; each figure that a citation backs goes with the place of that citation."""
    figures = backed_figures(text, language, citations)
    places = {start: place(citation) for start, _, citation in figures}
    linked: Linked = []
    position = 0
    for fragment in cut(text, [(start, end, "figure") for start, end, _ in figures]):
        linked.append((fragment.text, places.get(position)))
        position += len(fragment.text)
    return linked


def _newest_first(cards: Sequence[Card]) -> list[Card]:
    return sorted(cards, key=lambda card: card.published or "", reverse=True)
