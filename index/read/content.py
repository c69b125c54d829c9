"""What a format's reader hands back, before the text itself is asked for what is missing."""

from dataclasses import dataclass

from index.read.characters import clean
from index.types import PageRange


@dataclass(frozen=True, slots=True)
class Content:
    """The mended text of a file, with what the file's own metadata says about it.

    `published` is ISO 8601 of any precision. `created` is the date that a program wrote into the
    file, which counts only where the document itself names no date.
    """

    text: str
    pages: tuple[PageRange, ...] = ()
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    created: str | None = None


def from_paragraphs(paragraphs: list[str]) -> str:
    """One text in NFC, its paragraphs one blank line apart; empty ones are left out."""
    lines = (clean(clean(paragraph).replace("\n", " ")).strip() for paragraph in paragraphs)
    return "\n\n".join(filter(None, lines))
