"""The list of documents: one row for each file, with its state."""

from concurrent.futures import Future

import pytest

from index.reasons import Cause
from tests.web.fake_assistant import FakeAssistant
from web.listing import listing
from web.shelf import Shelf


@pytest.fixture
def assistant():
    return FakeAssistant()


@pytest.fixture
def shelf(assistant):
    opening = Future()
    opening.set_result(assistant)
    return Shelf(opening)


def states(rows):
    return [(row.path, row.state) for row in rows]


def test_what_needs_attention_comes_first(shelf):
    assert states(listing(shelf, ["neu.txt", "mii-phases.md"])) == [
        ("mii-phases.md", "reading"),
        ("neu.txt", "reading"),
        ("scan.pdf", "unreadable"),
        ("gwk-2026.pdf", "indexed"),
        ("mii-num-2022.txt", "indexed"),
    ]


def test_a_file_that_could_not_be_read_and_is_tried_again_is_being_read(shelf):
    assert states(listing(shelf, ["scan.pdf"]))[0] == ("scan.pdf", "reading")


def test_a_row_says_what_is_known(shelf, assistant):
    assistant.correct("mii-phases.md", publisher="MII")
    rows = {row.path: row for row in listing(shelf)}
    pdf, sheet = rows["gwk-2026.pdf"], rows["mii-phases.md"]
    assert (pdf.published, pdf.language, pdf.pages, pdf.corrected) == ("2026-02-19", "de", 2, False)
    assert pdf.passages == assistant.passage_counts()["gwk-2026.pdf"]
    assert (sheet.publisher, sheet.pages, sheet.corrected) == ("MII", 0, True)
    assert rows["scan.pdf"].reason.cause is Cause.SCANNED


def test_before_the_assistant_is_there_the_list_is_empty():
    assert listing(Shelf(Future())) == ()
