import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.report.context import cut, excerpt
from eval.squad import document_of
from eval.types import Item, Support, TextGold
from qa.types import Citation, Span

BEFORE, AFTER = "Davor steht viel. " * 30, " Danach steht noch mehr." * 30
QUOTE = "Das NUM hat 37 Standorte."
DOCUMENT = document_of("num.md", "NUM", f"{BEFORE}{QUOTE}{AFTER}", "de")
START = len(BEFORE)
ITEM = Item("q", "de", "?", "count", "answered", TextGold("text", ("37",)), (Support("num.md", "hat 37 Standorte"),))


def citation(start=START, quote=QUOTE, path="num.md"):
    return Citation(path, "NUM", None, None, start, start + len(quote), quote)


def test_the_quote_stands_in_its_context_with_key_and_support_marked():
    key = Span("num.md", START + 12, START + 14, "37")
    found = excerpt(citation(), [key], ITEM, {"num.md": DOCUMENT}, around=40)
    assert [(piece.text, piece.marks) for piece in found.pieces[2:6]] == [
        ("Das NUM ", "quote"),
        ("hat ", "quote support"),
        ("37", "key quote support"),
        (" Standorte", "quote support"),
    ]
    shown = "".join(piece.text for piece in found.pieces)
    assert shown.startswith("… ") and shown.endswith(" …")
    assert shown[2:-2] in DOCUMENT.text
    assert found.verbatim and found.supports


def test_words_are_not_cut():
    found = excerpt(citation(), [], ITEM, {"num.md": DOCUMENT}, around=7)
    assert "".join(piece.text for piece in found.pieces) == f"… viel. {QUOTE} Danach …"


def test_a_quote_that_stands_elsewhere_is_no_verbatim_one():
    found = excerpt(citation(START + 1), [], ITEM, {"num.md": DOCUMENT})
    assert not found.verbatim


def test_a_document_that_is_gone_leaves_the_quote():
    found = excerpt(citation(path="gone.md"), [], ITEM, {})
    assert [piece.text for piece in found.pieces] == [QUOTE]
    assert not found.verbatim and not found.supports


@given(
    st.text(min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(-3, 43), st.integers(-3, 43), st.sampled_from(["quote", "key"]))),
)
def test_nothing_is_lost_however_marks_overlap(text, marks):
    pieces = cut(text, 0, len(text), marks)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        names = {name for start, end, name in marks if start <= at < end}
        assert set(piece.marks.split()) == names
        at += len(piece.text)


@pytest.mark.parametrize("place", [0, START])
def test_at_the_ends_of_a_document_nothing_is_left_out(place):
    short = document_of("num.md", "NUM", QUOTE, "de")
    found = excerpt(citation(0), [], ITEM, {"num.md": short}, around=place + 100)
    assert "".join(piece.text for piece in found.pieces) == QUOTE
