"""What a person corrects holds, whatever happens to the file and the index, until it is undone."""

import threading
from datetime import date

import pytest
from babel.dates import format_date, format_skeleton
from hypothesis import given
from hypothesis import strategies as st

from index.corrections import Correction, Corrections, corrections_for
from index.errors import CorrectionError, IndexStoreError
from index.index import Index
from index.paths import index_folder
from index.read.dates import parse_date
from tests.index.conftest import TEXTS

MAX = 10**6
RIGHT = {"title": "Der richtige Titel", "publisher": "GWK", "date": "20. Februar 2026"}


@pytest.fixture
def corrections(tmp_path):
    opened = Corrections(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def one(open_index, folder) -> Index:
    index = open_index()
    index.sync(folder, max_bytes=MAX)
    return index


def fields(document):
    return document.title, document.publisher, document.published


def test_a_correction_is_seen_at_once_by_every_reader_and_nothing_is_embedded(open_index, folder, fake_encoder_class):
    encoder = fake_encoder_class()
    one = open_index(encoder)
    one.sync(folder, max_bytes=MAX)
    before, hits = one.generation, one.search("Wer hat den Vorsitz?")
    encoder.texts.clear()
    document = one.correct("gwk/2026.txt", **RIGHT)
    assert fields(document) == ("Der richtige Titel", "GWK", "2026-02-20")
    assert one.document_at("gwk/2026.txt") == one.document(document.id) == document
    assert document in one.documents()
    assert one.search("Wer hat den Vorsitz?") == hits
    assert encoder.texts == []
    assert one.generation.passage_matrix is before.passage_matrix
    assert before.documents[document.id].title == "Das Netzwerk wird verstetigt"  # a reader keeps what it holds
    assert fields(one.found("gwk/2026.txt")) == ("Das Netzwerk wird verstetigt", None, "2026-02-19")


def test_only_what_is_given_is_corrected_and_undo_brings_everything_back(one):
    found = one.document_at("gwk/2026.txt")
    one.correct("gwk/2026.txt", date="2025")
    one.correct("gwk/2026.txt", publisher="GWK")
    assert fields(one.document_at("gwk/2026.txt")) == (found.title, "GWK", "2025")
    one.undo_correction("gwk/2026.txt")
    assert one.document_at("gwk/2026.txt") == found


def test_a_publisher_and_a_date_can_be_made_unknown(one):
    one.correct("gwk/2026.txt", date="", publisher="")
    assert fields(one.document_at("gwk/2026.txt"))[1:] == (None, None)


def test_what_equals_the_found_value_is_no_correction(one, folder, rewrite):
    found_hash = one.generation.content_hash
    one.correct("gwk/2026.txt", **RIGHT)
    one.correct("gwk/2026.txt", title="Das Netzwerk wird  verstetigt", publisher="", date="19.02.2026")
    assert one.generation.content_hash == found_hash
    rewrite(folder / "gwk/2026.txt", TEXTS["gwk/2026.txt"].replace("19. Februar", "1. März"))
    one.sync(folder, max_bytes=MAX)
    assert fields(one.document_at("gwk/2026.txt")) == ("Das Netzwerk wird verstetigt", None, "2026-03-01")


def test_a_correction_survives_a_changed_file_a_new_encoder_and_a_deleted_index(
    one, open_index, folder, rewrite, tmp_path, fake_encoder_class
):
    one.correct("gwk/2026.txt", **RIGHT)
    right = ("Der richtige Titel", "GWK", "2026-02-20")
    rewrite(folder / "gwk/2026.txt", "Ganz anderer Text.")
    one.sync(folder, max_bytes=MAX)
    assert fields(one.document_at("gwk/2026.txt")) == right
    assert one.document_at("gwk/2026.txt").text == one.found("gwk/2026.txt").text == "Ganz anderer Text."
    one.close()
    other = open_index(fake_encoder_class("another"))
    other.sync(folder, max_bytes=MAX)
    assert fields(other.document_at("gwk/2026.txt")) == right
    other.close()
    for file in (tmp_path / "index").glob("index.sqlite*"):
        file.unlink()
    again = open_index()
    again.sync(folder, max_bytes=MAX)
    assert fields(again.document_at("gwk/2026.txt")) == right


def test_a_file_that_is_taken_away_and_brought_back_has_its_correction(one, folder):
    one.correct("2022.txt", **RIGHT)
    text = (folder / "2022.txt").read_text("utf-8")
    (folder / "2022.txt").unlink()
    one.sync(folder, max_bytes=MAX)
    with pytest.raises(KeyError):
        one.correct("2022.txt", title="X")
    (folder / "2022.txt").write_text(text, "utf-8")
    one.sync(folder, max_bytes=MAX)
    assert one.document_at("2022.txt").title == "Der richtige Titel"


def test_another_process_sees_it_with_its_next_sync(one, open_index, folder):
    other = open_index()
    other.sync(folder, max_bytes=MAX)
    one.correct("2022.txt", title="X")
    other.sync(folder, max_bytes=MAX)
    assert other.document_at("2022.txt").title == "X"
    assert other.generation.content_hash == one.generation.content_hash


def test_the_content_hash_tells_other_corrections_apart_and_forgets_undone_ones(one):
    hashes = [one.generation.content_hash]
    for title in ("A", "B"):
        one.correct("2022.txt", title=title)
        hashes.append(one.generation.content_hash)
    assert len(set(hashes)) == 3
    one.undo_correction("2022.txt")
    assert one.generation.content_hash == hashes[0]


def test_a_document_can_be_corrected_while_others_are_read(one, folder, rewrite):
    rewrite(folder / "new.txt", "Etwas Neues.")
    held = one.search("Netzwerk", 100)

    def meanwhile(*_):
        thread = threading.Thread(target=lambda: one.correct("2022.txt", title="Mitten im Lesen"))
        thread.start()
        thread.join()
        assert one.document_at("2022.txt").title == "Mitten im Lesen"
        assert one.search("Netzwerk", 100) == held  # nothing half read is seen

    one.sync(folder, max_bytes=MAX, progress=meanwhile)
    assert one.document_at("2022.txt").title == "Mitten im Lesen"
    assert one.document_at("new.txt").text == "Etwas Neues."


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2026", "2026"), ("Februar 2026", "2026-02"), ("february 2026", "2026-02"), ("2026-02", "2026-02"),
        (" 19. Februar  2026 ", "2026-02-19"), ("19 Feb 2026", "2026-02-19"), ("19.2.2026", "2026-02-19"),
        ("February 19, 2026", "2026-02-19"), ("2024-02-29", "2024-02-29"), ("2026\u201302", None),
        ("", None), ("29.02.2026", None), ("2026-13", None), ("13/02/2026", None), ("bald", None), ("26", None),
        ("<script>", None), ("19. Februar", None), ("2026-02-19T10:00", None), ("0000", None), ("20260219", None),
    ],
)  # fmt: skip
def test_dates_of_any_precision_are_taken_and_others_refused_in_both_languages(corrections, document, typed, stored):
    found = document("a", "A.", published="2020")
    if stored or not typed:
        assert corrections.correct(found, date=typed).published == stored
        return
    with pytest.raises(CorrectionError) as error:
        corrections.correct(found, date=typed)
    assert error.value.reason.text("en").startswith(f"“{typed}” is no date")
    assert error.value.reason.text("de").startswith(f"„{typed}“ ist kein gültiges Datum")
    assert corrections.all() == {}


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_is_understood_as_the_page_writes_it(day):
    for locale in ("de_DE", "en_GB"):
        assert parse_date(format_date(day, "long", locale=locale)) == day.isoformat()
        assert parse_date(format_skeleton("yMMMM", day, locale=locale)) == day.isoformat()[:7]


@pytest.mark.parametrize("field", ["title", "publisher"])
def test_a_line_is_kept_as_one_clean_line(corrections, document, field):
    now = corrections.correct(document("a", "A."), **{field: " Größe\u0308 \n\u200b<b>fett</b>\ud800\x00 "})
    assert getattr(now, field) == "Größ\u00eb <b>fett</b>"
    with pytest.raises(CorrectionError, match="301 characters"):
        corrections.correct(document("a", "A."), **{field: "x" * 301})


def test_a_document_needs_a_title(corrections, document):
    with pytest.raises(CorrectionError) as error:
        corrections.correct(document("a", "A."), title=" \u200b")
    assert error.value.reason.text("de") == "ein Dokument braucht einen Titel"


def test_a_damaged_file_of_corrections_is_named_and_left_alone(tmp_path):
    file = tmp_path / "corrections.sqlite"
    file.write_bytes(b"something else entirely, and long enough to be looked at" * 20)
    with pytest.raises(IndexStoreError, match=r"corrections\.sqlite cannot be used"):
        Corrections(tmp_path)
    assert file.stat().st_size > 1000


def test_the_corrections_of_a_folder_are_there_without_its_index(tmp_path, folder, document, monkeypatch):
    monkeypatch.setenv("BELEG_DATA", str(tmp_path / "data"))
    place = index_folder(folder, tmp_path / "data")
    assert corrections_for(folder) == {}
    assert not place.exists()
    place.mkdir(parents=True)
    kept = Corrections(place)
    kept.correct(document("2022.txt", "A."), title="Neu")
    kept.close()
    assert corrections_for(folder) == {"2022.txt": Correction(title="Neu")}
