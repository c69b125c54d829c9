"""An answer as Markdown, to be pasted elsewhere with its citations as footnotes."""

import re
from collections.abc import Sequence

from qa.types import Answer
from web.cards import Card, citation_numbers
from web.lead import lead
from web.localised import localised_date
from web.texts import Texts

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#!])")


def answer_markdown(question: str, answer: Answer, cards: Sequence[Card], texts: Texts) -> str:
    """The question, the supported claims and the sentences they rest on; what is not supported is left out."""
    lines = [
        plain(claim.text) + "".join(f"[^{card.number}]" for card in citation_numbers(claim, cards))
        for claim in answer.claims
        if claim.status != "unsupported"
    ]
    notes = [f"[^{card.number}]: {_quoted(card, texts)}" for card in cards]
    return "\n\n".join(filter(None, [f"**{plain(question)}**", plain(lead(answer)), *lines, *notes])) + "\n"


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line: nothing in it becomes a link, an image or markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _quoted(card: Card, texts: Texts) -> str:
    quote = "".join(fragment.text for fragment in card.fragments)
    where = [
        card.title,
        card.publisher,
        localised_date(card.published, texts.language) if card.published else texts.undated,
        texts.page.format(card.page) if card.page else None,
        card.document,
    ]
    opened, closed = ("„", "“") if texts.language == "de" else ("“", "”")
    return f"{opened}{plain(quote)}{closed} – " + ", ".join(plain(one) for one in where if one)
