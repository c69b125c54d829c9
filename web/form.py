"""What a person can correct of a document, as it stands in the fields of a form."""

from dataclasses import dataclass

from index.types import Document
from web.localised import localised_date
from web.texts import Texts


@dataclass(frozen=True, slots=True)
class Form:
    """The date is in words; what is unknown is empty."""

    title: str
    publisher: str
    published: str


def shown_form(document: Document, texts: Texts) -> Form:
    """The fields of a document in the language of the page."""
    published = localised_date(document.published, texts.language) if document.published else ""
    return Form(document.title, document.publisher or "", published)
