"""The command line: its JSON is a contract, its messages are for people, its exit codes for scripts."""

import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from index.__main__ import app, main
from index.errors import BelegError


@pytest.fixture
def run(monkeypatch, fake_encoder, folder, tmp_path):
    """One command over the folder, in this process and with the fake encoder."""
    monkeypatch.setitem(sys.modules, "index.embed", SimpleNamespace(open_encoder=lambda settings: fake_encoder))
    monkeypatch.setenv("BELEG_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def invoke(command: str, *words: str, documents: Path | str = folder):
        return CliRunner().invoke(app, [command, *words, "--documents", str(documents)])

    return invoke


def test_sync_prints_what_it_did_as_json(run, folder):
    (folder / "bad.txt").write_bytes(b"")
    first = run("sync", "--json")
    assert first.exit_code == 0
    printed = json.loads(first.stdout)
    assert list(printed) == [
        "schema", "added", "changed", "removed", "unchanged", "failed", "documents", "passages", "seconds",
    ]  # fmt: skip
    assert printed.pop("seconds") >= 0
    assert printed == {
        "schema": 1,
        "added": 3,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
        "failed": [{"path": "bad.txt", "reason": "the file is empty"}],
        "documents": 3,
        "passages": 3,
    }
    assert json.loads(run("sync", "--json").stdout)["unchanged"] == 3


def test_sync_tells_people_what_it_did_and_which_files_failed(run, folder):
    (folder / "bad.txt").write_bytes(b"")
    result = run("sync")
    assert result.exit_code == 0
    assert result.stdout.startswith("3 added, 0 changed, 0 removed, 0 unchanged; the index has 3 documents")
    assert result.stderr == "Not read: bad.txt: the file is empty\n"


def test_search_prints_hits_as_json_with_their_exact_place(run, folder):
    result = run("search", "Wer hat den Vorsitz?", "-k", "2", "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    printed = json.loads(result.stdout)
    assert (printed["schema"], printed["query"], len(printed["hits"])) == (1, "Wer hat den Vorsitz?", 2)
    best = printed["hits"][0]
    assert list(best) == ["document", "title", "published", "page", "start", "end", "text", "score", "parts"]
    assert (best["document"], best["published"], best["page"]) == ("gwk/2026.txt", "2026-02-19", None)
    assert best["title"] == "Das Netzwerk wird verstetigt"
    text = (folder / "gwk/2026.txt").read_text(encoding="utf-8")
    assert text[best["start"] : best["end"]] == best["text"]
    assert set(best["parts"]) == {"dense", "lexical", "document"}
    assert best["score"] >= printed["hits"][1]["score"]


def test_search_brings_the_index_up_to_date_first(run, folder, rewrite):
    run("sync")
    rewrite(folder / "gwk/2026.txt", "Den Vorsitz hat nun Falko Mohrs.")
    result = run("search", "Wer hat den Vorsitz?", "-k", "3")
    assert "Falko Mohrs" in result.stdout
    assert "Dorothee Bär" not in result.stdout


def test_search_shows_people_title_date_and_place(run):
    result = run("search", "Who provides million euros for the expansion phase?", "-k", "1")
    assert result.stdout.startswith("1. Phases of the initiative (undated, en/phases.md)  ")
    assert "around 200 million euros" in result.stdout


def test_an_empty_folder_is_no_failure(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert json.loads(run("sync", "--json", documents=tmp_path / "empty").stdout)["documents"] == 0
    result = run("search", "Netzwerk", "--json", documents=tmp_path / "empty")
    assert (result.exit_code, json.loads(result.stdout)["hits"]) == (0, [])


@pytest.mark.parametrize(
    "words", [["search"], ["search", "x", "-k", "0"], ["search", "  "], ["sync", "--nonsense"], ["destroy"]]
)
def test_wrong_usage_is_told_with_exit_code_2(words, run):
    result = run(*words)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_folder_that_is_not_there_is_wrong_usage(run, tmp_path):
    result = run("sync", documents=tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in re.sub(r"[\s│]", "", result.stderr)  # a long path is broken over lines


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("BELEG_DOCUMENTS", "/no/such/folder", "/no/such/folder"), ("BELEG_PASSAGE_SIZE", "5", "passage_size = '5'")],
)
def test_what_can_be_mended_is_a_message_and_exit_code_1(name, value, said, run, monkeypatch, capsys):
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["index", "sync"])
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_help_is_there_for_each_command_and_needs_no_models():
    for words in ([], ["sync"], ["search"], ["edit"]):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "index", *words, "--help"],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0
        assert "--help" in done.stdout
        imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert imported.isdisjoint({"torch", "sentence_transformers", "faiss"})


def test_edit_corrects_and_search_shows_it_until_it_is_undone(run):
    run("sync")
    done = run("edit", "en/phases.md", "--title", "Phases", "--date", "February 2023", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "schema": 1,
        "document": "en/phases.md",
        "title": "Phases",
        "publisher": None,
        "published": "2023-02",
        "found": {"title": "Phases of the initiative", "publisher": None, "published": None},
    }
    query = ("search", "Who provides million euros for the expansion phase?", "-k", "1")
    assert run(*query).stdout.startswith("1. Phases (2023-02, en/phases.md)  ")
    undone = run("edit", "en/phases.md", "--undo")
    assert (
        undone.stdout == "en/phases.md\n  title: Phases of the initiative\n  publisher: unknown\n  published: unknown\n"
    )
    assert run(*query).stdout.startswith("1. Phases of the initiative (undated, en/phases.md)  ")


def test_edit_shows_people_what_was_found(run, folder):
    run("sync")
    done = run("edit", str(folder / "gwk/2026.txt"), "--publisher", "GWK", "--date", "")
    assert done.stdout == (
        "gwk/2026.txt\n  title: Das Netzwerk wird verstetigt\n"
        "  publisher: GWK  (found: unknown)\n  published: unknown  (found: 2026-02-19)\n"
    )


@pytest.mark.parametrize("words", [[], ["--undo", "--title", "X"]])
def test_edit_needs_something_to_do(run, words):
    run("sync")
    assert run("edit", "2022.txt", *words).exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.txt", "--title", "X"], "no document 'nowhere.txt'"),
        (["2022.txt", "--date", "31 February 2026"], "“31 February 2026” is no date that exists"),
        (["2022.txt", "--title", " "], "a document needs a title"),
        (["2022.txt", "--publisher", "x" * 301], "301 characters; 300 are allowed"),
    ],
)
def test_what_edit_cannot_do_is_told(run, words, said):
    run("sync")
    result = run("edit", *words)
    assert result.exit_code == 1
    assert isinstance(result.exception, BelegError) and said in str(result.exception)


def test_edit_before_the_first_sync_says_what_to_do(run):
    result = run("edit", "2022.txt", "--title", "X")
    assert "python -m index sync" in str(result.exception)


@pytest.mark.slow
def test_the_shipped_documents_are_indexed_once_and_found(tmp_path, monkeypatch, encoder):
    monkeypatch.setenv("BELEG_DATA", str(tmp_path))
    root = Path(__file__).parents[2]
    words = ["sync", "--json", "--documents", str(root / "documents")]
    done = subprocess.run([sys.executable, "-m", "index", *words], cwd=root, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    first = json.loads(done.stdout)
    assert first["failed"] == []
    assert first["added"] == first["documents"] >= 8

    monkeypatch.setattr("index.embed.open_encoder", lambda settings: encoder)
    again = json.loads(CliRunner().invoke(app, words).stdout)
    assert (again["added"], again["unchanged"]) == (0, first["documents"])
    assert again["seconds"] < first["seconds"] / 4
    words[:1] = ["search", "Who chairs the GWK?", "-k", "3"]
    hits = json.loads(CliRunner().invoke(app, words).stdout)["hits"]
    assert any("Dorothee Bär" in hit["text"] for hit in hits)
