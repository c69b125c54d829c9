"""The list of documents: every file with what is known of it and what state it is in."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from index.reasons import Reason
from web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Row:
    """One file. What only a document has is empty for others; `reason` is why a file is unreadable.

    `published` is an ISO 8601 date; `corrected` says that a person has corrected something by hand.
    """

    path: str
    state: Literal["indexed", "reading", "unreadable"]
    title: str
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    pages: int = 0
    passages: int = 0
    corrected: bool = False
    reason: Reason | None = None


def listing(shelf: Shelf, reading: Collection[str] = ()) -> tuple[Row, ...]:
    """What is being read first, then what cannot be read, then the documents, each by path.

    `reading` are the paths of the files that are being read; a document among them keeps what was known.
    """
    passages, corrected = shelf.passage_counts(), shelf.corrected()
    rows = {path: Row(path, "reading", path) for path in reading}
    rows |= {path: Row(path, "unreadable", path, reason=reason) for path, reason in shelf.failures()}
    for one in shelf.documents():
        rows[one.path] = Row(
            one.path, "indexed", one.title, one.publisher, one.published, one.language,
            len(one.pages), passages.get(one.path, 0), one.path in corrected,
        )  # fmt: skip
    order = ("reading", "unreadable", "indexed")
    states = [replace(row, state="reading") if row.path in reading else row for row in rows.values()]
    return tuple(sorted(states, key=lambda row: (order.index(row.state), row.path)))
