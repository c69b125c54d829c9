"""Settings come from flags, environment and `beleg.toml`, in this order, and a wrong one is named."""

from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import IndexSettings


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def write(text: str) -> None:
    Path("beleg.toml").write_text(text, encoding="utf-8")


def test_without_anything_the_shipped_documents_and_the_bundled_encoder_are_used():
    settings = IndexSettings.load()
    assert settings.documents == Path("documents")
    assert settings.encoder == "multilingual-e5-small"


def test_flags_are_stronger_than_the_environment_and_that_than_the_file(monkeypatch):
    write('documents = "Verträge"\npassage_size = 500\nthreads = 1')
    monkeypatch.setenv("BELEG_PASSAGE_SIZE", "600")
    monkeypatch.setenv("BELEG_DOCUMENTS", "environment")
    settings = IndexSettings.load(documents=Path("flag"))
    assert (settings.documents, settings.passage_size, settings.threads) == (Path("flag"), 600, 1)


def test_a_flag_that_was_not_given_and_an_empty_variable_change_nothing(monkeypatch):
    write('documents = "Verträge"')
    monkeypatch.setenv("BELEG_DOCUMENTS", "")
    assert IndexSettings.load(documents=None).documents == Path("Verträge")


def test_an_empty_prefix_in_the_file_is_a_prefix():
    write('query_prefix = ""')
    assert IndexSettings.load().query_prefix == ""
    assert IndexSettings.load().passage_prefix is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("passage_size = 5", "passage_size = 5"),
        ('encoder_precision = "int3"', "encoder_precision = 'int3'"),
        ("max_file_mb = 0\nthreads = -1", "threads = -1"),
        ("passage_size = ", "beleg.toml cannot be read"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(text, said):
    write(text)
    with pytest.raises(SettingsError, match=r"Wrong setting|beleg\.toml") as error:
        IndexSettings.load()
    assert said in str(error.value)


def test_settings_cannot_be_changed_later():
    with pytest.raises(ValueError, match="frozen"):
        IndexSettings.load().passage_size = 300
