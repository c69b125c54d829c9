"""Settings: a flag beats the environment, that beats beleg.toml, that beats the default; mistakes are named."""

from pathlib import Path

import pytest

from index.errors import SettingsError
from qa.settings import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_defaults_serve_this_machine_only_and_the_bundled_models() -> None:
    settings = Settings.load()
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert (settings.model, settings.encoder) == ("qwen2.5-coder-1.5b", "multilingual-e5-small")
    assert settings.documents == Path("documents")
    assert (settings.evidence, settings.evidence_most, settings.threshold) == (5, 15, 0.45)


def test_the_stronger_source_wins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings.load().evidence == 5
    (folder / "beleg.toml").write_text('evidence = 6\nmodel = "own.gguf"\n', encoding="utf-8")
    assert Settings.load().evidence == 6
    monkeypatch.setenv("BELEG_EVIDENCE", "7")
    assert Settings.load().evidence == 7
    assert Settings.load(evidence=8).evidence == 8
    assert Settings.load(evidence=8).model == "own.gguf"


def test_a_flag_that_was_not_given_and_an_empty_variable_set_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEG_PORT", "")
    assert Settings.load(documents=None).documents == Path("documents")
    assert Settings.load().port == 7860


def test_the_environment_is_read_when_asked_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEG_DOCUMENTS", "/srv/Akten Übersicht")
    assert Settings.load().documents == Path("/srv/Akten Übersicht")
    monkeypatch.delenv("BELEG_DOCUMENTS")
    assert Settings.load().documents == Path("documents")


def test_a_key_that_no_setting_has_is_an_error_that_names_it(folder: Path) -> None:
    (folder / "beleg.toml").write_text('modell = "qwen"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="modell = 'qwen'"):
        Settings.load()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("threshold", "1.5"),
        ("threshold", "viel"),
        ("evidence", "0"),
        ("evidence", "10"),
        ("evidence_most", "41"),
        ("port", "70000"),
    ],
)
def test_a_wrong_value_is_named_with_its_setting(setting: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"BELEG_{setting.upper()}", value)
    with pytest.raises(SettingsError, match=rf"{setting} = '{value}'"):
        Settings.load()


def test_two_wrong_values_are_both_named() -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.load(evidence=0, port=0)
    assert "evidence = 0" in str(raised.value)
    assert "port = 0" in str(raised.value)


def test_a_settings_file_that_is_no_toml_is_named(folder: Path) -> None:
    (folder / "beleg.toml").write_text("evidence: 6\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"beleg\.toml"):
        Settings.load()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings.load().evidence = 3


def test_every_setting_says_what_it_means() -> None:
    assert all(field.description for field in Settings.model_fields.values())
