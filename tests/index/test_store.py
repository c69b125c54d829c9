"""What is stored comes back as it was, all of it or nothing."""

import sqlite3
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import IndexStoreError
from index.reasons import Cause, Reason
from index.segment import sentences
from index.segments import Segments, inner_sentences, inner_spans
from index.store import FileState, Store
from index.sync import put_documents
from index.types import Document, PageRange, Passage, Sentence

TOO_LARGE = Reason(Cause.TOO_LARGE, (12_000, 10_000))
NOTHING = Segments((), (), ())
PARAGRAPHS = st.lists(
    st.one_of(
        st.text(max_size=200),
        st.sampled_from(
            ["Rund 200 Mio. € am 19. Februar 2026. Mehr nicht.", "The NUM grew. 🩺 It did! Ö", "a\x00b. C."]
        ),
    ),
    max_size=8,
)


@given(paragraphs=PARAGRAPHS, language=st.sampled_from(["de", "en", None]))
@settings(max_examples=60, deadline=None)
def test_every_stored_offset_slices_to_its_text(fake_encoder, paragraphs, language):
    text = "\n\n".join(paragraphs)
    document = Document("id", "a.txt", "text/plain", "A", None, None, language, text)
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name) / "index.sqlite")
        put_documents(store, [document], fake_encoder, passage_size=200)
        (stored,) = store.documents()
        segments = store.segments(stored)
        store.close()
    assert stored == document
    assert segments.sentences == sentences(text, language)
    for passage in segments.passages:
        assert passage.text == text[passage.start : passage.end] != ""
    for passage, encoded in zip(segments.passages, segments.encoded, strict=True):
        for (start, end), sentence in zip(
            inner_spans(passage, segments.sentences), inner_sentences(passage, segments.sentences), strict=True
        ):
            assert passage.text[start:end] == text[sentence.start : sentence.end]
        np.testing.assert_array_equal(encoded.vector, fake_encoder.embed_query(passage.text)[0])
    assert len(segments.sentence_vectors()) == len(segments.sentences)


def test_a_document_comes_back_with_all_its_fields(store):
    pages = (PageRange(1, 0, 4), PageRange(2, 4, 9))
    full = Document("1", "ä/b.pdf", "application/pdf", "„T“", "GWK", "2026-02-19", "de", "Größe 🩺", pages)
    bare = Document("2", "c.txt", "text/plain", "C", None, None, None, "c")
    for document in (bare, full):
        store.put_document(document, NOTHING)
    assert store.documents() == [bare, full]


def test_a_new_version_of_a_document_replaces_all_of_the_old(store, fake_encoder, document):
    put_documents(store, [document("a", "Alt eins. Alt zwei. Alt drei.")], fake_encoder, passage_size=900)
    new = document("a", "Neu.")
    put_documents(store, [new], fake_encoder, passage_size=900)
    segments = store.segments(new)
    assert [passage.text for passage in segments.passages] == ["Neu."]
    assert segments.sentences == (Sentence(0, 4),)
    assert store.passage_count() == 1


def test_a_sentence_has_the_vector_of_the_first_passage_that_holds_it(store, fake_encoder, document):
    text = " ".join(f"Dies ist der Satz mit der Nummer {n}." for n in range(40))
    put_documents(store, [document("a", text)], fake_encoder, passage_size=200)
    segments = store.segments(store.documents()[0])
    assert sum(len(e.span_vectors) for e in segments.encoded) > len(segments.sentences)  # they overlap
    for sentence, vector in zip(segments.sentences, segments.sentence_vectors(), strict=True):
        expected = fake_encoder.embed_query(text[sentence.start : sentence.end])[0]
        np.testing.assert_array_equal(vector, expected)


def test_a_passage_holds_the_sentences_between_its_ends():
    parts = [Sentence(0, 4), Sentence(5, 9), Sentence(10, 14)]
    assert inner_sentences(Passage("d", 5, 14, ""), parts) == parts[1:]
    assert inner_spans(Passage("d", 5, 14, ""), parts) == ((0, 4), (5, 9))


def test_a_transaction_that_fails_leaves_nothing(store, document):
    store.put_document(document("kept", "Bleibt."), NOTHING)
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.put_document(document("lost", "Geht."), NOTHING)
        store.bump_revision()
        raise ZeroDivisionError
    assert [d.path for d in store.documents()] == ["kept"]
    assert store.revision() == 0


def test_removing_says_whether_there_was_a_document(store, document):
    store.put_document(document("a", "A."), NOTHING)
    store.put_file(FileState("a", 2, 1, "hash", None))
    assert store.remove_file("a")
    assert not store.remove_file("a")
    assert (store.documents(), store.files()) == ([], {})


def test_what_is_stored_outlives_the_process(tmp_path, document):
    first = Store(tmp_path / "index.sqlite")
    first.put_document(document("a", "A."), NOTHING)
    first.put_file(FileState("b", 1, 2, "hash", TOO_LARGE))
    first.bump_revision()
    first.close()
    again = Store(tmp_path / "index.sqlite")
    assert [d.path for d in again.documents()] == ["a"]
    assert again.files() == {"b": FileState("b", 1, 2, "hash", TOO_LARGE)}
    assert again.revision() == 1
    again.close()


@pytest.mark.parametrize("written", ["the file is empty", '["NEVER_HEARD_OF"]', "[]", "7"])
def test_a_reason_that_another_version_wrote_is_found_out_again(tmp_path, written):
    first = Store(tmp_path / "index.sqlite")
    first.put_file(FileState("b", 1, 2, "hash", TOO_LARGE))
    first.close()
    with sqlite3.connect(tmp_path / "index.sqlite") as other:
        other.execute("UPDATE files SET failure = ?", (written,))
    again = Store(tmp_path / "index.sqlite")
    (state,) = again.files().values()
    again.close()
    assert state.sha256 == ""  # so that it is read
    assert state.failure is not None and state.failure.text("de")


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path):
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"something else entirely, and long enough to be looked at" * 20)
    before = path.read_bytes()
    with pytest.raises(IndexStoreError, match=r"index\.sqlite.*delete it"):
        Store(path)
    assert path.read_bytes() == before


def test_an_index_of_another_version_is_not_read(tmp_path):
    store = Store(tmp_path / "index.sqlite")
    store.set_meta("schema", "99")
    store.close()
    with pytest.raises(IndexStoreError, match="schema 99"):
        Store(tmp_path / "index.sqlite")


def test_damage_found_while_reading_is_an_error_that_a_person_understands(tmp_path):
    path = tmp_path / "index.sqlite"
    store = Store(path)
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE passages")
    with pytest.raises(IndexStoreError, match="cannot be used"):
        store.passage_count()
    store.close()
