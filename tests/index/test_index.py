"""Invariants of a folder's index: what is removed or changed is never found by its old text, whatever happens."""

import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

import index.sync
from index.errors import IndexStoreError, SettingsError
from index.index import Index

MAX = 10**6


def all_text(found: Index) -> str:
    """All that any search could give."""
    hits = found.search("Netzwerk", 1000) if found.documents() else []
    return "\n".join([hit.passage.text for hit in hits] + [document.text for document in found.documents()])


def test_nothing_is_searched_before_the_first_sync(open_index):
    with pytest.raises(IndexStoreError, match="python -m index sync"):
        open_index().search("Netzwerk")


def test_a_removed_document_is_never_found_again(open_index, folder):
    one = open_index()
    one.sync(folder, max_bytes=MAX)
    assert "200 Mio." in all_text(one)
    (folder / "2022.txt").unlink()
    one.sync(folder, max_bytes=MAX)
    assert "200 Mio." not in all_text(one)
    assert "2022.txt" not in {document.path for document in one.documents()}
    for question in ("Wie viele Mio. Euro?", "Wie viele Standorte nehmen teil?"):
        assert all("36" not in hit.passage.text for hit in one.search(question, 100))
    one.close()
    again = open_index()
    again.sync(folder, max_bytes=MAX)
    assert "200 Mio." not in all_text(again)


def test_a_changed_document_is_never_found_by_its_old_text(open_index, folder, rewrite):
    one = open_index()
    one.sync(folder, max_bytes=MAX)
    rewrite(folder / "2022.txt", "Die Initiative wird mit 250 Mio. Euro gefördert.")
    one.sync(folder, max_bytes=MAX)
    assert "250 Mio." in one.search("Mit wie vielen Mio. Euro wird die Initiative gefördert?", 1)[0].passage.text
    assert "200 Mio." not in all_text(one)
    assert "36 Standorte" not in all_text(one)


def test_a_removal_is_seen_even_if_the_sync_then_fails(open_index, folder, fake_encoder_class, rewrite):
    encoder = fake_encoder_class()
    one = open_index(encoder)
    one.sync(folder, max_bytes=MAX)
    (folder / "2022.txt").unlink()
    rewrite(folder / "new.txt", "Daran scheitert es.")
    encoder.fails_at = "scheitert"
    with pytest.raises(RuntimeError):
        one.sync(folder, max_bytes=MAX)
    assert "200 Mio." not in all_text(one)


def test_a_removal_is_seen_while_others_are_still_embedded(open_index, folder, rewrite):
    one = open_index()
    one.sync(folder, max_bytes=MAX)
    (folder / "2022.txt").unlink()
    rewrite(folder / "new.txt", "Etwas Neues.")
    seen = []
    one.sync(folder, max_bytes=MAX, progress=lambda *_: seen.append(all_text(one)))
    assert seen
    assert "200 Mio." not in seen[0]


def test_a_reader_keeps_its_generation_while_a_sync_goes_on(open_index, folder, rewrite):
    one = open_index()
    one.sync(folder, max_bytes=MAX)
    held = one.generation
    before = one.search("Wie viele Mio. Euro?")
    rewrite(folder / "2022.txt", "Ganz anderer Text.")
    during = []
    one.sync(folder, max_bytes=MAX, progress=lambda *_: during.append(one.search("Wie viele Mio. Euro?")))
    assert during == [before]
    assert "200 Mio." in "".join(passage.text for passage in held.passages)
    assert held.passage_vectors.rows == len(held.passages)
    for passage in held.passages:
        assert held.documents[passage.document_id].text[passage.start : passage.end] == passage.text
    assert one.generation is not held


def test_another_index_of_the_same_folder_goes_on_with_what_it_opened(open_index, folder):
    reader, writer = open_index(), open_index()
    reader.sync(folder, max_bytes=MAX)
    before = reader.search("Wie viele Mio. Euro?")
    (folder / "2022.txt").unlink()
    writer.sync(folder, max_bytes=MAX)
    assert reader.search("Wie viele Mio. Euro?") == before
    reader.sync(folder, max_bytes=MAX)
    assert all_text(reader) == all_text(writer)


def test_a_sync_that_changes_nothing_keeps_the_generation(open_index, folder):
    one = open_index()
    one.sync(folder, max_bytes=MAX)
    held = one.generation
    one.sync(folder, max_bytes=MAX)
    assert one.generation is held


def test_another_encoder_never_searches_among_the_vectors_of_the_first(open_index, folder, fake_encoder_class):
    first = open_index()
    first.sync(folder, max_bytes=MAX)
    other = open_index(fake_encoder_class("another", dimension=32))
    with pytest.raises(SettingsError):
        other.sync(folder / "nowhere", max_bytes=MAX)
    with pytest.raises(IndexStoreError, match="not been synced"):
        other.search("Netzwerk")
    other.sync(folder, max_bytes=MAX)
    assert other.generation.passage_matrix.shape[1] == 32
    assert other.search("Wer hat den Vorsitz?", 1)[0].passage.text.endswith("Dorothee Bär.")
    assert first.search("Wer hat den Vorsitz?", 1)[0].passage.text.endswith("Dorothee Bär.")


def test_failures_are_those_of_the_last_sync(open_index, folder, rewrite):
    (folder / "new.txt").write_bytes(b"")
    one = open_index()
    one.sync(folder, max_bytes=MAX)
    assert [(failure.path, str(failure.reason)) for failure in one.failures()] == [("new.txt", "the file is empty")]
    rewrite(folder / "new.txt", "Jetzt steht hier etwas.")
    one.sync(folder, max_bytes=MAX)
    assert one.failures() == ()


def test_threads_that_sync_and_search_at_the_same_time_do_not_disturb_each_other(open_index, folder, rewrite):
    one, two = open_index(), open_index()
    one.sync(folder, max_bytes=MAX)
    two.sync(folder, max_bytes=MAX)
    errors = []

    def work(found: Index, name: str) -> None:
        try:
            for n in range(5):
                rewrite(folder / f"{name}-{n}.txt", f"Der Text {n} von {name} nennt das Netzwerk.")
                found.sync(folder, max_bytes=MAX)
                assert found.search("Netzwerk", 3)
        except BaseException as exc:
            errors.append(exc)

    threads = [threading.Thread(target=work, args=pair) for pair in ((one, "a"), (one, "b"), (two, "c"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    for found in (one, two):
        assert found.sync(folder, max_bytes=MAX).documents == 18
        assert len(found.documents()) == 18


PROCESS = """
import sys
from pathlib import Path
import numpy as np
from index.index import Index
from index.types import EncodedPassage

class Encoder:
    fingerprint = "process"
    def embed_documents(self, texts, spans):
        print(*(f"embedded {text[:9]}" for text in texts), sep="\\n")
        row = np.ones(4, np.float32) / 2
        return [EncodedPassage(row, np.tile(row, (len(inner), 1))) for inner in spans]
    def embed_query(self, text):
        return np.ones((1, 4), np.float32) / 2

index = Index(Path(sys.argv[1]), Encoder())
report = index.sync(Path(sys.argv[2]), max_bytes=10**6)
print(report.documents, report.passages, len(index.search("Netzwerk")))
"""


def test_processes_that_sync_at_the_same_time_embed_each_text_once(tmp_path, folder):
    command = [sys.executable, "-c", textwrap.dedent(PROCESS), str(tmp_path / "index"), str(folder)]
    root = Path(__file__).parents[2]
    started = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in "12"
    ]
    printed = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0], printed
    assert [out.splitlines()[-1] for out, _ in printed] == ["3 3 3", "3 3 3"]
    assert sum(out.count("embedded") for out, _ in printed) == 3


def test_an_interrupted_sync_goes_on_in_the_next_process(open_index, folder, fake_encoder_class, monkeypatch):
    monkeypatch.setattr(index.sync, "_CHARACTERS_PER_COMMIT", 1)
    encoder = fake_encoder_class(fails_at="networking phase")
    with pytest.raises(RuntimeError):
        open_index(encoder).sync(folder, max_bytes=MAX)
    encoder.fails_at = ""
    one = open_index(encoder)
    report = one.sync(folder, max_bytes=MAX)
    assert (report.added, report.unchanged) == (2, 1)
    assert len(encoder.texts) == len(one.generation.passages) == 3


def test_documents_that_are_already_read_are_searched_without_a_folder(document, fake_encoder):
    found = Index.over([document("b", "Rosen blühen."), document("a", "Das Netzwerk wächst.")], fake_encoder)
    place = found._folder
    assert [each.path for each in found.documents()] == ["a", "b"]
    assert found.document("a").text == "Das Netzwerk wächst."
    assert found.document_at("a") == found.document("a")
    assert found.search("Was wächst?", 1)[0].passage.document_id == "a"
    found.close()
    assert not place.exists()


def test_the_index_is_never_written_among_the_documents(open_index, folder):
    before = sorted(folder.rglob("*"))
    open_index().sync(folder, max_bytes=MAX)
    assert sorted(folder.rglob("*")) == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path, fake_encoder):
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexStoreError, match=r"file.*cannot be made"):
        Index(tmp_path / "file" / "index", fake_encoder)
