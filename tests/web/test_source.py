"""The document as it is shown: whole, paged, and with one sentence highlighted."""

from index.types import PageRange
from tests.web.fake_assistant import DOCUMENTS, document
from web.source import view_source


def shown(view, mark=""):
    return "".join(f.text for p in view.paragraphs for f in p.fragments if mark in f.marks.split() or not mark)


def test_the_cited_sentence_is_highlighted_and_its_figure_again():
    text = DOCUMENTS[0].text
    start = text.index("Alle 37")
    end = text.index("\n\n", start)
    view = view_source(DOCUMENTS[0], (start, end), [(start + 5, start + 7)])
    assert shown(view, "cited") == "Alle 37 Universitätskliniken arbeiten im NUM zusammen."
    assert shown(view, "key") == "37"
    assert view.page == 2
    assert [paragraph.page for paragraph in view.paragraphs if paragraph.page] == [1, 2]
    assert not view.excerpt


def test_a_sentence_across_paragraphs_is_highlighted_in_each():
    view = view_source(document("a.txt", "Eins zwei\n\ndrei vier."), (5, 15), [])
    assert [fragment.text for p in view.paragraphs for fragment in p.fragments if fragment.marks] == [
        "zwei",
        "drei",
    ]


def test_a_place_outside_the_document_is_not_highlighted():
    for cited in ((-5, 3), (0, 999), (4, 2), (0, 0)):
        view = view_source(document("a.txt", "Ein Satz."), cited, [])
        assert shown(view) == "Ein Satz." and not shown(view, "cited") and view.page is None


def test_of_a_very_long_document_the_part_around_the_sentence_is_shown():
    text = "\n\n".join(f"Absatz {number}, lang genug." for number in range(50_000))
    start = text.index("Absatz 25000,")
    pages = (PageRange(1, 0, start), PageRange(2, start, len(text)))
    view = view_source(document("a.pdf", text, pages=pages), (start, start + 13), [])
    assert view.excerpt and shown(view, "cited") == "Absatz 25000,"
    assert len(shown(view)) < 300_000
    assert view.page == 2


def test_an_empty_document_has_no_paragraphs():
    assert view_source(document("a.txt", ""), (0, 0), []).paragraphs == ()
