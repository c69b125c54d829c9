"""A language model is a bundled one by name, or the user's own file, and nothing else passes."""

import os
from pathlib import Path

import pytest

from index.errors import ModelError
from qa.gguf import SMOLLM, model_path, weights_fingerprint


def test_the_users_own_file_is_taken_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF\x03\x00\x00\x00")
    assert model_path(str(own), tmp_path / "cache") == own
    assert not (tmp_path / "cache").exists()


def test_a_bundled_model_comes_from_the_cache(tmp_path: Path) -> None:
    place = tmp_path / "models" / SMOLLM.name
    place.parent.mkdir()
    with place.open("wb") as file:
        file.truncate(SMOLLM.size)
    assert model_path("smollm2-135m", tmp_path) == place


def test_an_unknown_name_is_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"'no-such-model'.*qwen2\.5-coder-1\.5b") as caught:
        model_path("no-such-model", tmp_path)
    german = caught.value.reason.text("de")
    assert "„no-such-model“ gibt es nicht" in german and "qwen2.5-coder-1.5b" in german


def test_a_file_that_is_no_gguf_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "notes.gguf").write_text("not a model")
    with pytest.raises(ModelError, match=r"notes\.gguf is no GGUF file") as caught:
        model_path(str(tmp_path / "notes.gguf"), tmp_path)
    assert "notes.gguf ist keine GGUF-Datei" in caught.value.reason.text("de")


def test_weights_have_the_same_name_wherever_and_whenever_they_were_fetched(tmp_path: Path) -> None:
    one, copy, other = (tmp_path / name for name in ("a.gguf", "b.gguf", "c.gguf"))
    one.write_bytes(bytes(100_000))
    copy.write_bytes(bytes(100_000))
    os.utime(copy, (1, 1))
    other.write_bytes(bytes(99_999) + b"1")
    assert weights_fingerprint(one) == weights_fingerprint(copy) != weights_fingerprint(other)
