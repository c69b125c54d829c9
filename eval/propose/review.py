"""The review of proposals by a person: one at a time, back and forth, each decision kept at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from eval.check import problems
from eval.propose.decisions import Decisions
from eval.propose.texts import text
from eval.propose.types import Proposal
from eval.propose.wording import gold_text, read_gold
from eval.types import Item
from index.query_language import Language
from index.types import Document

_AROUND = 300
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


class Screen(Protocol):
    """Where a person looks and writes."""

    def show(self, view: "View") -> None:
        """Show a proposal."""

    def say(self, message: str) -> None:
        """Say one line."""

    def key(self) -> str:
        """The letter that a person chose; raises EOFError or KeyboardInterrupt when the person leaves."""

    def line(self, label: str, written: str) -> str:
        """What a person makes of the words written there."""


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a proposal; nothing in it can move the cursor or change colours."""

    place: str
    state: str
    question: str
    gold_label: str
    gold: str
    source_label: str
    document: str
    before: str
    quote: str
    after: str


def review(
    proposals: Sequence[Proposal],
    documents: Mapping[str, Document],
    decisions: Decisions,
    screen: Screen,
    language: Language,
) -> None:
    """Ask about every proposal that is not decided, until all are or the person quits; `documents` by path."""
    at = _next_open(proposals, decisions, 0)
    edited: dict[str, Item] = {}
    while at < len(proposals):
        proposal = proposals[at]
        id_ = proposal.item.id
        item = edited.get(id_) or decisions.accepted(id_) or proposal.item
        state = "edited" if id_ in edited else decisions.of(id_)
        place = f"{text('place', language, number=at + 1, total=len(proposals))} · {text(item.language, language)}"
        label = text(state, language) if state else ""
        screen.show(_view(place, label, item, proposal, documents[proposal.document], language=language))
        try:
            match screen.key().lower():
                case "a":
                    if _accept(item, documents, decisions, screen, language=language):
                        edited.pop(id_, None)
                        at = _next_open(proposals, decisions, at + 1)
                case "r":
                    decisions.reject(id_)
                    edited.pop(id_, None)
                    at = _next_open(proposals, decisions, at + 1)
                case "e":
                    edited[id_] = _edited(item, screen, language)
                case "b":
                    if not at:
                        screen.say(text("first", language))
                    at = max(0, at - 1)
                case "q":
                    return
        except (EOFError, KeyboardInterrupt):
            return


def _next_open(proposals: Sequence[Proposal], decisions: Decisions, start: int) -> int:
    """The place of the next proposal that is not decided; behind the last if there is none."""
    return next((at for at in range(start, len(proposals)) if not decisions.of(proposals[at].item.id)), len(proposals))


def _accept(
    item: Item, documents: Mapping[str, Document], decisions: Decisions, screen: Screen, *, language: Language
) -> bool:
    """Accept an item that passes `eval check`; else say what is wrong with it."""
    wrong = list(problems([item], documents))
    if decisions.asks(item):
        wrong.append(f"{item.id}: the same question as one in the set")
    for problem in wrong:
        screen.say(text("problem", language, problem=problem))
    if not wrong:
        decisions.accept(item)
    return not wrong


def _edited(item: Item, screen: Screen, language: Language) -> Item:
    """The item as a person mends it; an empty line leaves a part as it is."""
    item = replace(item, question=screen.line(text("question", language), item.question).strip() or item.question)
    if item.gold is None:
        reason = screen.line(text("not_in_documents", language), item.near_miss or "").strip()
        return replace(item, near_miss=reason or item.near_miss)
    screen.say(text("separator", language))
    written = screen.line(text("gold", language), gold_text(item.gold, item.language)).strip()
    if not written or written == gold_text(item.gold, item.language):
        return item
    gold = read_gold(written, item.gold, item.language)
    if gold is None:
        kind = text("text" if item.gold.type in ("list", "yes_no") else item.gold.type, language)
        screen.say(text("unread", language, text=written, kind=kind))
        return item
    return replace(item, gold=gold)


def _view(place: str, state: str, item: Item, proposal: Proposal, document: Document, *, language: Language) -> View:
    gold = item.near_miss or "" if item.gold is None else gold_text(item.gold, item.language)
    label = "gold" if item.status == "answered" else item.status
    start, end = proposal.start, proposal.end
    before = document.text[max(0, start - _AROUND) : start]
    after = document.text[end : end + _AROUND]
    return View(
        place=place,
        state=state,
        question=_plain(item.question),
        gold_label=text(label, language),
        gold=_plain(gold),
        source_label=text("source" if item.answerable else "near", language),
        document=_plain(f"{document.title} ({document.path})"),
        before=_plain(before),
        quote=_plain(document.text[start:end]),
        after=_plain(after),
    )


def _plain(words: str) -> str:
    return " ".join(_CONTROL.sub(" ", words).split())
