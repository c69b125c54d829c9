"""The folder as the page changes it: nothing is ever lost, nothing lands outside."""

from concurrent.futures import Future

import pytest

from tests.web.folder_assistant import FolderAssistant
from web.library import Library
from web.shelf import Shelf


@pytest.fixture
def assistant(folder):
    return FolderAssistant(folder)


@pytest.fixture
def library(folder, assistant, tmp_path):
    opening = Future()
    opening.set_result(assistant)
    return Library(Shelf(opening), folder, tmp_path / "removed", max_bytes=10_000)


@pytest.fixture
def upload(tmp_path):
    """A file as a browser would send it."""

    def write(content, name="upload.txt"):
        file = tmp_path / "uploads" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return write


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_an_added_file_can_be_asked_at_once(library, assistant, folder, upload):
    (outcome,) = library.add([("neu.txt", upload("Ein neuer Satz."))])
    assert (outcome.state, outcome.path) == ("added", "neu.txt")
    assert assistant.document("neu.txt").text == "Ein neuer Satz."
    assert names(folder) == ["alt.txt", "neu.txt"]


def test_many_files_are_read_in_a_few_steps_and_what_is_not_done_is_named(library, assistant, upload, monkeypatch):
    reading = []
    read = assistant.sync
    monkeypatch.setattr(assistant, "sync", lambda: (reading.append(library.reading), read()))
    outcomes = library.add([(f"{n:02}.txt", upload(f"Satz {n}.", f"{n}.txt")) for n in range(25)])
    assert [one.state for one in outcomes] == ["added"] * 25
    assert [len(names) for names in reading] == [25, 22, 19, 16, 13, 10, 7, 4, 1]
    assert reading[-1] == ("24.txt",) and library.reading == ()
    assert library.add([]) == ()


def test_a_twin_is_recognised_whatever_its_name(library, folder, upload):
    (outcome,) = library.add([("anders.txt", upload("Ein alter Satz."))])
    assert (outcome.state, outcome.path) == ("duplicate", "alt.txt")
    assert names(folder) == ["alt.txt"]


def test_another_file_of_the_same_name_overwrites_nothing(library, folder, upload):
    (outcome,) = library.add([("alt.txt", upload("Etwas anderes."))])
    assert outcome.path == "alt (2).txt"
    assert (folder / "alt.txt").read_text("utf-8") == "Ein alter Satz."


@pytest.mark.parametrize(
    ("name", "content", "state", "reason"),
    [
        ("bild.png", b"x", "type", "None"),
        ("kaputt.pdf", b"%PDF-nothing", "failed", "PDF"),
        ("riesig.txt", "x" * 20_000, "failed", "20,000 bytes"),
    ],
)
def test_what_cannot_be_read_is_named_and_left_out(library, folder, upload, name, content, state, reason):
    good, bad = library.add([("gut.txt", upload("Gut.", "gut.txt")), (name, upload(content, name))])
    assert good.state == "added" and bad.state == state and reason in str(bad.reason)
    assert names(folder) == ["alt.txt", "gut.txt"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../böse.txt", "böse.txt"),
        ("..\\..\\böse.txt", "böse.txt"),
        (".versteckt.txt", "versteckt.txt"),
        ("a\nb<c>.txt", "a b c.txt"),
        ("x" * 300 + ".txt", "x" * 120 + ".txt"),
    ],
)
def test_a_name_never_leads_out_of_the_folder(library, folder, upload, name, path):
    (outcome,) = library.add([(name, upload("Ein Satz."))])
    assert outcome.path == path
    assert names(folder) == sorted(["alt.txt", path])


def test_a_removed_document_is_gone_and_comes_back_as_it_was(library, assistant, folder):
    removed = library.remove("alt.txt")
    assert names(folder) == [] and assistant.documents() == ()
    assert removed.kept.read_text("utf-8") == "Ein alter Satz."
    assert library.undo(removed.token) == "alt.txt"
    assert assistant.document("alt.txt").text == "Ein alter Satz."
    assert library.undo(removed.token) is None


def test_all_that_was_removed_is_known_after_a_restart_the_latest_first_and_goes_back_where_it_was(
    library, assistant, folder, tmp_path
):
    (folder / "jahr" / "2022").mkdir(parents=True)
    (folder / "jahr" / "2022" / "neu.txt").write_text("Ein neuer Satz.", "utf-8")
    assert library.removed() == ()
    first, second = library.remove("alt.txt"), library.remove("jahr/2022/neu.txt")
    assert library.removed() == (second, first)
    opening = Future()
    opening.set_result(assistant)
    after = Library(Shelf(opening), folder, tmp_path / "removed", max_bytes=10_000)
    assert after.removed() == (second, first)
    assert after.undo(second.token) == "jahr/2022/neu.txt" and after.removed() == (first,)
    assert after.undo(first.token) == "alt.txt"
    assert names(tmp_path / "removed") == []


def test_what_came_in_between_is_not_overwritten_by_undo(library, folder, upload):
    removed = library.remove("alt.txt")
    library.add([("alt.txt", upload("Etwas anderes."))])
    assert library.undo(removed.token) == "alt (2).txt"
    assert names(folder) == ["alt (2).txt", "alt.txt"]


@pytest.mark.parametrize("path", ["", "nichts.txt", "../removed", "/etc/passwd", "."])
def test_only_files_of_the_folder_can_be_removed(library, folder, path):
    assert library.remove(path) is None
    assert names(folder) == ["alt.txt"]


def test_refresh_sees_what_has_changed_in_the_folder(library, assistant, folder):
    (folder / "dazu.txt").write_text("Dazugelegt.", "utf-8")
    library.refresh()
    assert [one.path for one in assistant.documents()] == ["alt.txt", "dazu.txt"]
