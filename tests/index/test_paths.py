"""Files lie in the user's folders, and an index belongs to one documents folder."""

from pathlib import Path

import pytest

from index.paths import cache_folder, data_folder, index_folder


def test_the_environment_names_other_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BELEG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("BELEG_DATA", str(tmp_path / "data"))
    assert cache_folder() == tmp_path / "cache"
    assert data_folder() == tmp_path / "data"


def test_without_it_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BELEG_CACHE", raising=False)
    monkeypatch.delenv("BELEG_DATA", raising=False)
    assert cache_folder().name == data_folder().name == "beleg"
    assert cache_folder() != data_folder()


def test_a_folder_has_one_index_however_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    documents = tmp_path / "Verträge"
    documents.mkdir()
    (tmp_path / "link").symlink_to(documents)
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    names = {index_folder(Path(name), data) for name in ("Verträge", "./Verträge/", "link", documents)}
    assert len(names) == 1
    assert names.pop().is_relative_to(data)


def test_folders_of_the_same_name_have_different_indexes(tmp_path: Path) -> None:
    assert index_folder(tmp_path / "a" / "docs", tmp_path) != index_folder(tmp_path / "b" / "docs", tmp_path)
