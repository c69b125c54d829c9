"""What a refusal says beside the refusal: what is missing, and what could be asked instead."""

from collections.abc import Sequence
from dataclasses import replace

from qa.types import Answer
from web.exchange import Exchange
from web.instead import PASSAGES, questions_instead
from web.missing import missing_words, respelled
from web.shelf import Shelf


def explained(exchange: Exchange, shelf: Shelf) -> Exchange:
    """A refused exchange with both; any other as it is. Takes a look into every document, so call it once."""
    answer = exchange.answer
    if answer is None or answer.status != "not_in_documents":
        return exchange
    documents = shelf.documents()
    missing = missing_words(exchange.question, answer.language, documents)
    meant = respelled(answer.question, missing, documents)
    instead = () if meant else _instead(exchange, answer, missing, shelf)
    return replace(exchange, missing=missing, meant=meant, instead=instead)


def _instead(exchange: Exchange, answer: Answer, missing: Sequence[str], shelf: Shelf) -> tuple[str, ...]:
    """First what the sentences found answer, then what the text around them does."""
    documents = [(shelf.document(one.document), one.quote) for one in exchange.evidence]
    found = [(document, quote) for document, quote in documents if document]
    return questions_instead(answer.question, answer.language, missing, found) or questions_instead(
        answer.question, answer.language, (), shelf.near(answer.question, PASSAGES)
    )
