"""The files beside the store are caches: used if they are what they should be, else made anew, never opened."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from index import generation
from index.errors import IndexStoreError
from index.generation import open_generation
from index.lexical import LexicalIndex
from index.sync import sync
from index.vectors import FaissIndex


@pytest.fixture
def files(tmp_path) -> Path:
    return tmp_path / "generations"


@pytest.fixture
def filled(store, folder, fake_encoder):
    sync(store, folder, fake_encoder, passage_size=900, max_bytes=10**6)
    return store


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """What is opened from files."""
    seen = []
    for kind in (FaissIndex, LexicalIndex):
        original = kind.open.__func__

        def spy(cls, path, *args, original=original):
            seen.append(path.name)
            return original(cls, path, *args)

        monkeypatch.setattr(kind, "open", classmethod(spy))
    return seen


def current(files: Path) -> Path:
    return files / json.loads((files / "manifest.json").read_text())["folder"]


def assert_same(one, other) -> None:
    assert one.passages == other.passages
    np.testing.assert_array_equal(one.passage_vectors.vectors(), other.passage_vectors.vectors())
    for term in ("standort", "fund", "2022"):
        np.testing.assert_array_equal(one.lexical.scores([term]), other.lexical.scores([term]))
        np.testing.assert_array_equal(one.sentence_lexical.scores([term]), other.sentence_lexical.scores([term]))


def test_whole_files_are_opened_and_not_made_again(filled, files, opened, monkeypatch):
    built = open_generation(filled, files, "fake")
    assert opened == []
    monkeypatch.setattr(FaissIndex, "build", lambda *_: pytest.fail("it was made again"))
    assert_same(open_generation(filled, files, "fake"), built)
    assert sorted(opened) == ["lexical", "sentence_lexical", "vectors.faiss"]


CACHES = ("vectors.faiss", "lexical/*", "sentence_lexical/*")


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "deleted":
        path.unlink()
    elif how == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    else:  # of the same size
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :])


@pytest.mark.parametrize("how", ["deleted", "truncated", "empty", "flipped"])
@pytest.mark.parametrize("pattern", CACHES)
def test_a_damaged_file_is_made_anew_and_never_opened(pattern, how, filled, files, opened):
    built = open_generation(filled, files, "fake")
    for path in current(files).glob(pattern):
        damage(path, how)
    assert_same(open_generation(filled, files, "fake"), built)
    assert opened == []
    assert_same(open_generation(filled, files, "fake"), built)
    assert opened


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"folder": "..", "expected": {}, "files": {}}', "null"])
def test_a_damaged_manifest_is_not_believed(content, filled, files, opened):
    built = open_generation(filled, files, "fake")
    (files / "manifest.json").write_text(content)
    assert_same(open_generation(filled, files, "fake"), built)
    assert opened == []


def test_the_files_of_an_earlier_state_are_not_opened(filled, files, folder, opened, fake_encoder, tmp_path):
    open_generation(filled, files, "fake")
    shutil.copytree(files, tmp_path / "earlier")
    (folder / "2022.txt").unlink()
    sync(filled, folder, fake_encoder, passage_size=900, max_bytes=10**6)
    shutil.rmtree(files)
    shutil.copytree(tmp_path / "earlier", files)
    fresh = open_generation(filled, files, "fake")
    assert opened == []
    assert "2022.txt" not in {document.path for document in fresh.documents.values()}
    assert fresh.passage_vectors.rows == len(fresh.passages)


def test_the_files_of_another_encoder_or_library_are_not_opened(filled, files, opened, monkeypatch):
    open_generation(filled, files, "fake")
    open_generation(filled, files, "another")
    assert opened == []
    monkeypatch.setattr(generation, "_FORMAT", {"vectors": "faiss 0.0"})
    open_generation(filled, files, "another")
    assert opened == []


def test_only_the_current_files_are_kept(filled, files, folder, fake_encoder):
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"Der Text {name} kommt dazu.")
        sync(filled, folder, fake_encoder, passage_size=900, max_bytes=10**6)
        open_generation(filled, files, "fake")
    assert {path.name for path in files.iterdir()} == {"manifest.json", current(files).name}


def test_an_interrupted_switch_leaves_the_old_files_in_use(filled, files, folder, fake_encoder, monkeypatch, opened):
    open_generation(filled, files, "fake")
    before = (files / "manifest.json").read_bytes()
    revision = filled.revision()
    filled.bump_revision()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(IndexStoreError, match="No space left on device"):
        open_generation(filled, files, "fake")
    assert (files / "manifest.json").read_bytes() == before
    filled.set_meta("revision", str(revision))
    open_generation(filled, files, "fake")
    assert "vectors.faiss" in opened


def test_rows_belong_together(filled, files, fake_encoder):
    found = open_generation(filled, files, "fake")
    paths = [(found.path(passage.document_id), passage.start) for passage in found.passages]
    assert paths == sorted(paths)
    for row, passage in enumerate(found.passages):
        text = found.documents[passage.document_id].text
        assert passage.text == text[passage.start : passage.end]
        vector = fake_encoder.embed_query(passage.text)
        assert found.passage_vectors.search(vector, 1)[0].tolist() == [row]
        np.testing.assert_array_equal(found.passage_matrix[row], vector[0])
        inside = [found.sentences[n] for n in found.sentence_rows(passage)]
        assert inside
        assert {document_id for document_id, _ in inside} == {passage.document_id}
        assert (inside[0][1].start, inside[-1][1].end) == (passage.start, passage.end)
    for (document_id, sentence), vector in zip(found.sentences, found.sentence_matrix, strict=True):
        text = found.documents[document_id].text[sentence.start : sentence.end]
        np.testing.assert_array_equal(vector, fake_encoder.embed_query(text)[0])
    assert found.passage_languages.tolist() == ["de", "en", "de"]


def test_the_mean_of_a_document_has_unit_length_and_the_direction_of_its_passages(store, files, fake_encoder, tmp_path):
    (tmp_path / "documents").mkdir()
    text = "\n\n".join(f"Der Absatz {n} handelt von der Zahl {n * 7}." for n in range(40))
    (tmp_path / "documents" / "a.txt").write_text(text)
    sync(store, tmp_path / "documents", fake_encoder, passage_size=200, max_bytes=10**6)
    found = open_generation(store, files, "fake")
    assert len(found.passages) > 3
    mean = found.passage_matrix.mean(axis=0)
    np.testing.assert_allclose(found.document_matrix[0], mean / np.linalg.norm(mean), atol=1e-5)
    assert set(found.document_rows.tolist()) == {0}


def test_an_empty_index_has_a_generation(store, files, fake_encoder, tmp_path):
    (tmp_path / "documents").mkdir()
    sync(store, tmp_path / "documents", fake_encoder, passage_size=900, max_bytes=10**6)
    for _ in range(2):  # made, then opened
        found = open_generation(store, files, "fake")
        assert (found.passages, found.sentences, dict(found.documents)) == ((), (), {})


def test_the_hash_of_the_content_does_not_depend_on_how_it_came_about(filled, files, folder, fake_encoder, rewrite):
    before = open_generation(filled, files, "fake")
    rewrite(folder / "other.txt", "Etwas anderes.")
    sync(filled, folder, fake_encoder, passage_size=900, max_bytes=10**6)
    assert open_generation(filled, files, "fake").content_hash != before.content_hash
    (folder / "other.txt").unlink()
    sync(filled, folder, fake_encoder, passage_size=900, max_bytes=10**6)
    after = open_generation(filled, files, "fake")
    assert after.content_hash == before.content_hash
    assert after.revision > before.revision
