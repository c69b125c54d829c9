"""What a person corrected of documents' titles, publishers and dates.

None of it is in the text of a passage or in its vectors, so that nothing is embedded anew.
"""

from dataclasses import astuple, dataclass, replace
from pathlib import Path

from index.database import Database
from index.errors import CorrectionError
from index.paths import data_folder, index_folder
from index.read.characters import clean
from index.read.dates import parse_date
from index.reasons import Cause
from index.types import Document

LONGEST = 300
"""Characters of a title or a publisher."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS corrections (
    path TEXT PRIMARY KEY, title TEXT, publisher TEXT, published TEXT
);
"""
_FILE = "corrections.sqlite"


@dataclass(frozen=True, slots=True)
class Correction:
    """None where the value that was found holds; an empty publisher or date is unknown."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None

    def applied(self, found: Document) -> Document:
        """The document as corrected."""
        return replace(
            found,
            title=found.title if self.title is None else self.title,
            publisher=found.publisher if self.publisher is None else self.publisher or None,
            published=found.published if self.published is None else self.published or None,
        )


NOTHING = Correction()


class Corrections:
    """Kept by path in a file of their own: the index can be made anew, what a person wrote cannot."""

    def __init__(self, folder: Path) -> None:
        """Open or create, in the folder of an index. All methods raise IndexStoreError if the file is damaged."""
        self._db = Database(
            folder / _FILE, _SCHEMA, remedy="If it is damaged, put back a copy, or delete it with all its corrections."
        )

    def all(self) -> dict[str, Correction]:
        """Every correction, by the path of its document, whether that is there at present or not."""
        rows = self._db.execute("SELECT path, title, publisher, published FROM corrections ORDER BY path")
        return {path: Correction(*values) for path, *values in rows}

    def correct(
        self, found: Document, *, title: str | None = None, publisher: str | None = None, date: str | None = None
    ) -> Document:
        """Keep what is given, None for what stays as it is; the document as it is now.

        What equals the value that was found is no correction. A date may be German, English or ISO 8601,
        of any precision. Raises CorrectionError.
        """
        before = self.all().get(found.path, NOTHING)
        correction = Correction(
            before.title if title is None else _unless(_title(title), found.title),
            before.publisher if publisher is None else _unless(_line(publisher), found.publisher or ""),
            before.published if date is None else _unless(_date(date), found.published or ""),
        )
        self._put(found.path, correction)
        return correction.applied(found)

    def undo(self, found: Document) -> Document:
        """Forget the correction of a document, which is then as it was found."""
        self._put(found.path, NOTHING)
        return found

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _put(self, path: str, correction: Correction) -> None:
        with self._db.transaction():
            self._db.execute("DELETE FROM corrections WHERE path = ?", (path,))
            if correction != NOTHING:
                self._db.execute("INSERT INTO corrections VALUES (?, ?, ?, ?)", (path, *astuple(correction)))


def corrections_for(documents: Path) -> dict[str, Correction]:
    """The corrections of a documents folder, for those who read its files without an index."""
    folder = index_folder(documents, data_folder())
    if not (folder / _FILE).is_file():
        return {}
    corrections = Corrections(folder)
    try:
        return corrections.all()
    finally:
        corrections.close()


def _unless(value: str, found: str) -> str | None:
    return None if value == found else value


def _title(text: str) -> str:
    title = _line(text)
    if not title:
        raise CorrectionError(Cause.NO_TITLE)
    return title


def _line(text: str) -> str:
    line = " ".join(clean(text).split())
    if len(line) > LONGEST:
        raise CorrectionError(Cause.TOO_LONG, len(line), LONGEST)
    return line


def _date(text: str) -> str:
    line = " ".join(clean(text).split())
    date = parse_date(line) if line else ""
    if date is None:
        raise CorrectionError(Cause.NO_DATE, line[:80])
    return date
