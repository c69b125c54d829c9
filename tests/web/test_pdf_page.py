"""Pages of a PDF as pictures, with a sentence boxed on them."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from tests.web.pdf_file import write_long_pdf, write_pdf
from web.pdf_page import page_picture, page_views


def text_in(file, number, box):
    """What stands on the page within a box."""
    with pypdfium2.PdfDocument(file) as pdf:
        page = pdf[number - 1]
        width, height = page.get_size()
        left, top = box.left * width / 100, height - box.top * height / 100
        return page.get_textpage().get_text_bounded(
            left - 1, top - box.height * height / 100 - 1, left + box.width * width / 100 + 1, top + 1
        )


def place(document, words, after=0):
    start = document.text.index(words, after)
    return start, start + len(words)


def test_each_line_of_the_sentence_and_its_figure_is_boxed_where_it_stands(tmp_path):
    document = write_pdf(tmp_path)
    start, _ = place(document, "Alle 37")
    _, end = place(document, "gefördert.")
    key = place(document, "30 Mio. Euro")
    first, second = page_views(tmp_path / "num.pdf", document, (start, end), [key], around=10).views
    assert first.number == 1 and not first.sentence
    assert len(second.sentence) >= 3
    boxed = " ".join(text_in(tmp_path / "num.pdf", 2, box) for box in second.sentence)
    assert "".join(boxed.split()) == "".join(document.text[start : end - 1].split())
    figure = " ".join(text_in(tmp_path / "num.pdf", 2, box) for box in second.keys)
    assert figure.split() == ["30", "Mio.", "Euro"]


def test_of_two_equal_sentences_the_one_on_its_own_page_is_boxed(tmp_path):
    document = write_pdf(tmp_path)
    later = place(document, "Der Bund wird alles zahlen.", document.pages[1].start)
    first, second = page_views(tmp_path / "num.pdf", document, later, [], around=10).views
    assert not first.sentence and len(second.sentence) == 1


def test_a_sentence_over_two_pages_is_boxed_on_both(tmp_path):
    document = write_pdf(tmp_path)
    both = place(document, "bleibt")[0], place(document, "Alle 37")[1]
    first, second = page_views(tmp_path / "num.pdf", document, both, [], around=10).views
    assert first.sentence and second.sentence


def test_a_file_that_has_changed_since_is_shown_without_a_box(tmp_path):
    document = write_pdf(tmp_path)
    changed = replace(document, text=document.text.replace("Alle 37", "Alle 38"))
    views = page_views(
        tmp_path / "num.pdf", changed, place(changed, "Alle 38 Universitätskliniken"), [], around=0
    ).views
    assert [view.number for view in views] == [2] and not views[0].sentence


def test_picture_of_a_page_is_sharp_and_bounded(tmp_path):
    write_pdf(tmp_path)
    picture = Image.open(io.BytesIO(page_picture(tmp_path / "num.pdf", 2)))
    assert picture.width == pytest.approx(1200, abs=2) and picture.height > picture.width
    for number in (0, 3, -1):
        with pytest.raises(IndexError):
            page_picture(tmp_path / "num.pdf", number)


def test_lines_are_the_printed_words_where_they_stand(tmp_path):
    document = write_pdf(tmp_path)
    first, second = page_views(tmp_path / "num.pdf", document, (0, 0), [], around=10).views
    for view in (first, second):
        printed = "".join("".join(line.text for line in view.lines).split())
        page = next(page for page in document.pages if page.number == view.number)
        assert printed == "".join(document.text[page.start : page.end].split())
    assert len(second.lines) >= 4
    for line in second.lines:
        assert "".join(line.text.split()) in "".join(text_in(tmp_path / "num.pdf", 2, line.box).split())


@pytest.mark.parametrize(
    ("at", "shown", "before", "after"),
    [
        (None, (1, 11), 0, 12),
        (12, (2, 22), 1, 23),
        (23, (13, 33), 12, 34),
        (40, (30, 40), 29, 0),
        (0, (1, 11), 0, 12),
        (41, (1, 11), 0, 12),
    ],
)
def test_pages_around_any_page_of_a_long_file_can_be_had(tmp_path, at, shown, before, after):
    document = write_long_pdf(tmp_path, 40)
    pages = page_views(tmp_path / "lang.pdf", document, (0, 0), [], around=10, at=at)
    assert (pages.views[0].number, pages.views[-1].number) == shown
    assert (pages.before, pages.after, pages.count) == (before, after, 40)
    assert pages.at == (at if at in range(1, 41) else None)
