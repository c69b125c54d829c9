"""`python -m eval new` as a person meets it at a terminal, and as a program does without one."""

import codecs
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import eval.__main__ as shell
from eval.check import problems
from eval.folder import read_folder
from eval.sets import read_set
from eval.types import Item

ROOT = Path(__file__).parents[2]
TEXTS = {
    "de": "Das NUM wurde am 1. April 2020 gegründet. Die zweite Förderphase des NUM kostete rund 240 Mio. Euro. "
    "Auf das Konsortium MIRACUM entfallen 37 Mio. Euro.\n",
    "en": "The NUM was founded on 1 April 2020. The second funding phase of the NUM cost about EUR 240 million. "
    "MIRACUM receives EUR 37 million in all.\n",
}
SAID = {
    "de": {
        "place": "Vorschlag ",
        "question": "Frage:",
        "keys": "beenden, dann Enter",
        "gold": "Richtige Antwort:",
        "decided": "Angenommen: 1, verworfen: 1",
        "end": "Die Fragen stehen in",
        "unread": "„sehr viel“ ist nicht zu lesen als Betrag",
        "kept": "Es bleibt, wie es war",
        "amount": "37 Millionen Euro",
        "refused": "So nicht anzunehmen",
    },
    "en": {
        "place": "Proposal ",
        "question": "Question:",
        "keys": "quit, then Enter",
        "gold": "Right answer:",
        "decided": "Accepted: 1, rejected: 1",
        "end": "The questions are in",
        "unread": "“sehr viel” cannot be read as an amount",
        "kept": "It stays as it was",
        "amount": "37 million euros",
        "refused": "It cannot be accepted like this",
    },
}
FOUNDED = "Wann wurde das NUM gegründet?"


@pytest.fixture
def folder(tmp_path):
    """A folder with one German document, and the place of the set."""
    return with_document(tmp_path, "de")


def with_document(folder, language):
    (folder / "documents").mkdir()
    (folder / "documents" / "num.txt").write_text(TEXTS[language], encoding="utf-8")
    return folder


class Session:
    """The command behind a pseudo terminal."""

    def __init__(self, folder: Path, language: str = "de") -> None:
        self.said = SAID[language]
        controller, terminal = pty.openpty()
        self._controller = controller
        self._unread = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")  # a letter may come in two pieces
        command = [sys.executable, "-m", "eval", "new", "--documents", "documents", "--language", language]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
            "TERM": "xterm",
            "COLUMNS": "100",
        }
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=environment,
            start_new_session=True,
        )
        os.close(terminal)

    def until(self, words: str) -> str:
        """What is printed up to the words; what comes behind them is kept for the next call."""
        end = time.monotonic() + 300
        while words not in self._unread:
            if not select.select([self._controller], [], [], max(0, end - time.monotonic()))[0]:
                raise AssertionError(f"{words!r} was not printed, but {self._unread!r}")
            try:
                printed = self._decoder.decode(os.read(self._controller, 65536))
            except OSError:
                raise AssertionError(f"{words!r} was not printed, but {self._unread!r}") from None
            self._unread = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self._unread + printed)
        seen, found, self._unread = self._unread.partition(words)
        return seen + found

    def press(self, keys: str) -> None:
        os.write(self._controller, f"{keys}\r".encode())

    def proposal(self) -> str:
        """The next proposal, up to its keys; returns its question."""
        seen = self.until(self.said["keys"])
        shown = seen[seen.rindex(self.said["place"]) :]
        return re.search(rf"{self.said['question']}\s+(.*?)\s*\r?\n", shown)[1]

    def end(self) -> str:
        seen = self.until(self.said["end"])
        assert self.process.wait(60) == 0
        return seen


def accepted(folder):
    path = folder / "questions.jsonl"
    return [item.question for item in read_set(path)] if path.exists() else []


@pytest.mark.parametrize(("language", "mended"), [("de", "Wann entstand das NUM?"), ("en", "When did the NUM begin?")])
def test_a_review_goes_back_mends_quits_and_goes_on_where_it_stopped(tmp_path, language, mended):
    folder = with_document(tmp_path, language)
    session = Session(folder, language)
    first = session.proposal()
    assert accepted(folder) == []
    session.press("a")
    second = session.proposal()
    assert accepted(folder) == [first]
    session.press("r")
    third = session.proposal()
    session.press("b")
    assert session.proposal() == second
    session.press("b")
    assert session.proposal() == first
    session.press("e")
    session.until(first)
    session.press(f"\x15{mended}")  # Ctrl-U empties the line
    session.until(session.said["gold"])
    session.press("")
    assert session.proposal() == mended
    assert accepted(folder) == [first]
    session.press("a")
    assert session.proposal() == third
    assert accepted(folder) == [mended]
    session.press("q")
    assert session.said["decided"] in session.end()

    again = Session(folder, language)
    assert again.proposal() == third
    again.press("q")
    again.end()
    documents = read_folder(folder / "documents", max_bytes=10**6, failed=print)
    assert list(problems(read_set(folder / "questions.jsonl"), documents)) == []


def test_a_kill_loses_nothing_and_asks_nothing_twice(folder):
    session = Session(folder)
    first = session.proposal()
    session.press("a")
    second = session.proposal()
    os.kill(session.process.pid, signal.SIGKILL)
    session.process.wait(60)
    assert accepted(folder) == [first]
    again = Session(folder)
    assert again.proposal() == second
    again.press("q")
    again.end()


@pytest.mark.parametrize("language", ["de", "en"])
def test_gold_that_cannot_be_read_is_refused_and_what_the_documents_do_not_say_is_not_accepted(tmp_path, language):
    folder = with_document(tmp_path, language)
    session = Session(folder, language)
    while "MIRACUM" not in (question := session.proposal()):
        session.press("r")
    session.press("e")
    session.until(session.said["question"])
    session.press("")
    session.until(session.said["gold"])
    session.press("\x15sehr viel")
    assert session.said["unread"] in session.until(session.said["kept"])
    assert session.said["amount"] in session.until(session.said["keys"])
    session.press("e")
    session.until(session.said["question"])
    session.press("")
    session.until(session.said["gold"])
    session.press(f"\x15{session.said['amount'].replace('37', '38')}")
    assert session.proposal() == question
    session.press("a")
    session.until(session.said["refused"])
    session.proposal()
    assert accepted(folder) == []
    session.press("q")
    session.end()


def test_without_a_terminal_the_proposals_are_written_and_are_no_set(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for language, said in (("de", "niemand hat sie angenommen"), ("en", "nobody has accepted them")):
        result = CliRunner().invoke(shell.app, ["new", "--documents", "documents", "--messages", language])
        assert result.exit_code == 0
        assert said in result.output.replace("Niemand", "niemand")
    lines = [json.loads(line) for line in (folder / "questions.proposals.jsonl").read_text().splitlines()]
    assert FOUNDED in {line["question"] for line in lines}
    assert all(line["proposal"] is True for line in lines)
    assert not (folder / "questions.jsonl").exists()
    refused = CliRunner().invoke(shell.app, ["check", "questions.proposals.jsonl", "--documents", "documents"])
    assert refused.exit_code != 0


def test_lines_of_a_set_that_were_there_before_stay(folder, monkeypatch):
    from eval.propose.decisions import Decisions

    old = (
        '{"schema": 1, "id": "own", "language": "de", "question": "Wer singt?", "kind": "person", '
        '"status": "not_in_documents"}'
    )
    path = folder / "own.jsonl"
    path.write_text(old, encoding="utf-8")
    decisions = Decisions(path)
    decisions.accept(Item("new", "de", "Wer tanzt?", "person", "not_in_documents"))
    assert path.read_text(encoding="utf-8").splitlines()[0] == old
    assert [known.id for known in read_set(path)] == ["own", "new"]
    decisions.reject("new")
    assert [known.id for known in read_set(path)] == ["own"]
    assert Decisions(path).of("new") == "rejected"


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_decision_that_is_cut_off_while_it_is_written_leaves_the_set_whole(folder, monkeypatch, moment):
    from eval.propose.decisions import Decisions

    def cut_off(*_):
        raise KeyboardInterrupt

    path = folder / "questions.jsonl"
    decisions = Decisions(path)
    first, second = (Item(id_, "de", f"Wer {id_}?", "person", "not_in_documents") for id_ in ("singt", "tanzt"))
    decisions.accept(first)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(os if moment == "fsync" else Path, moment, cut_off)
        decisions.accept(second)
    again = Decisions(path)
    assert accepted(folder) == ["Wer singt?"]
    assert (again.of("singt"), again.of("tanzt")) == ("accepted", None)
    again.accept(second)
    assert accepted(folder) == ["Wer singt?", "Wer tanzt?"]


def test_a_folder_without_a_question_says_so(tmp_path, monkeypatch):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("Nichts.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(shell.app, ["new", "--documents", "documents"])
    assert result.exit_code == 1
    assert "No question" in result.output
