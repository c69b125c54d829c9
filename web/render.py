"""What the page shows, as HTML. Every text goes through Jinja's autoescaping; nothing is ever marked safe."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from index.corrections import LONGEST
from qa.types import Answer
from web.background_run import Progress
from web.cards import Card, Look, citation_cards, citation_numbers, cited, evidence_cards, nearest_cards
from web.exchange import Exchange
from web.form import Form
from web.lead import lead
from web.library import Removed
from web.linked import linked
from web.listing import Row
from web.localised import (
    localised_confidence,
    localised_date,
    localised_language,
    localised_moment,
    localised_number,
    localised_share,
)
from web.markdown import answer_markdown
from web.pdf_page import Pages
from web.receipts import Rechecked
from web.source import SourceView
from web.strictness import Choice, Name
from web.texts import Texts
from web.trust import Facts


def _documents_number(documents: int, texts: Texts) -> str:
    if documents == 1:
        return texts.documents_one
    return texts.documents_many.format(localised_number(documents, texts.language))


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
    "number": localised_number,
    "percent": localised_share,
    "sure": localised_confidence,
    "moment": localised_moment,
    "documents_number": _documents_number,
}


def brand_html(texts: Texts, status: str, *, failed: bool = False) -> str:
    """The name at the top, with one line of status beside it."""
    return _templates.get_template("brand.html").render(texts=texts, status=status, failed=failed)


def welcome_html(texts: Texts, examples: Sequence[str]) -> str:
    """What stands where the conversation will be."""
    return _templates.get_template("welcome.html").render(texts=texts, examples=examples)


def exchange_html(
    exchange: Exchange,
    texts: Texts,
    look: Look,
    position: int = 0,
    *,
    strictness: Name | None = None,
    rateable: bool = False,
) -> str:
    """A question with its answer, at whatever stage; `position` is its place in the conversation, from 0.

    `strictness` is what the visitor chose; `rateable` offers to rate the answer.
    """
    answer = exchange.answer
    cards = citation_cards(answer, look) if answer else ()
    if answer and answer.status == "conflicting":
        cards = _newest_first(cards)
    return _templates.get_template("exchange.html").render(
        exchange=exchange,
        position=position,
        texts=texts,
        answer=answer,
        lead=linked(lead(answer), answer.language, cited(answer)) if answer else (),
        claims=_claim_views(answer, cards) if answer else (),
        cards=cards,
        found=evidence_cards(exchange.evidence),
        nearest=nearest_cards(answer, look) if answer else (),
        strictness=strictness,
        rateable=rateable,
        markdown=answer_markdown(exchange.question, answer, cards, texts) if answer else "",
    )


def file_html(name: str, text: str, asked: str) -> str:
    """A file for the browser to save; `asked` differs from time to time, so that the page notices each."""
    return _templates.get_template("file.html").render(name=name, text=text, asked=asked)


def notice_html(texts: Texts) -> str:
    """The line above the question box that says that the last question is being changed."""
    return _templates.get_template("notice.html").render(texts=texts)


def source_html(view: SourceView, pages: Pages, texts: Texts, opened: int, *, original: bool = False) -> str:
    """The panel with a document, as pictures of its pages if they can be shown, and as text.

    `opened` differs from click to click, so that the page notices each; `original` offers the file.
    """
    return _templates.get_template("source.html").render(
        view=view, pages=pages, texts=texts, opened=opened, original=original
    )


def documents_html(
    rows: Sequence[Row], texts: Texts, removed: Sequence[Removed] = (), *, ready: bool, changeable: bool = False
) -> str:
    """The list of documents, and of the files that are none (yet), or no longer."""
    return _templates.get_template("documents.html").render(
        rows=rows,
        documents=sum(row.state != "unreadable" for row in rows),
        unreadable=sum(row.state == "unreadable" for row in rows),
        texts=texts,
        removed=removed,
        ready=ready,
        changeable=changeable,
    )


def editor_html(
    texts: Texts, path: str, form: Form, found: Form | None, opened: str, *, error: str = "", wrong: str = ""
) -> str:
    """The form that corrects the document at a path; `found` is what was found if that is something else.

    `opened` differs from time to time, so that the page notices each; `wrong` names the field that the
    error is about.
    """
    return _templates.get_template("editor.html").render(
        texts=texts, path=path, form=form, found=found, opened=opened, error=error, wrong=wrong, longest=LONGEST
    )


def change_html(texts: Texts, lines: Sequence[str], token: str = "") -> str:
    """What was done to the documents; with a token it can be undone."""
    return _templates.get_template("change.html").render(texts=texts, lines=lines, token=token)


def trust_html(facts: Facts, texts: Texts) -> str:
    """What can be relied on."""
    return _templates.get_template("trust.html").render(facts=facts, texts=texts)


def strictness_html(choices: Sequence[Choice], chosen: float, default: float, measured_on: int, texts: Texts) -> str:
    """The thresholds to choose from; the prices were measured on so many questions."""
    return _templates.get_template("strictness.html").render(
        choices=choices, chosen=chosen, default=default, measured_on=measured_on, texts=texts
    )


def check_html(texts: Texts) -> str:
    """What stands above the place for a saved answer."""
    return _templates.get_template("check.html").render(texts=texts)


def receipts_html(checked: Sequence[Rechecked], texts: Texts, fault: str = "") -> str:
    """Saved answers with what holds of them; or, as `fault`, why a file has none."""
    return _templates.get_template("receipts.html").render(checked=checked, texts=texts, fault=fault)


def rated_html(texts: Texts) -> str:
    """The offer to take the rated answers along."""
    return _templates.get_template("rated.html").render(texts=texts)


def report_html(texts: Texts, written: datetime | None) -> str:
    """The latest report, if there is one, in a frame that can reach nothing."""
    return _templates.get_template("report.html").render(texts=texts, written=written)


def running_html(texts: Texts, progress: Progress, sets: Sequence[object]) -> str:
    """How far the evaluation is; where none is going on, the question sets to start one with."""
    return _templates.get_template("running.html").render(texts=texts, progress=progress, sets=sets)


def _claim_views(answer: Answer, cards: Sequence[Card]) -> list[dict[str, object]]:
    """What is shown of each claim; `first` is the number of the first card that it refers to, 0 for none.

    `quoted` says that it is word for word what it cites.
    """
    views: list[dict[str, object]] = []
    for claim in answer.claims:
        referred = citation_numbers(claim, cards)
        views.append(
            {
                "claim": claim,
                "text": linked(claim.text, answer.language, claim.citations),
                "cards": referred,
                "quoted": [claim.text] == [" ".join(one.quote.split()) for one in claim.citations],
                "first": min((card.number for card in referred), default=0),
            }
        )
    return views


def _newest_first(cards: Sequence[Card]) -> tuple[Card, ...]:
    """By date, undated ones last, and numbered anew in this order."""
    ordered = sorted(cards, key=lambda card: card.published or "", reverse=True)
    return tuple(replace(card, number=number) for number, card in enumerate(ordered, 1))
