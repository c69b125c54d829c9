"""Files of saved answers: one JSON object or JSON Lines; what is neither is named."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from index.corrections import Corrections
from index.errors import QuestionError, ReadError
from index.paths import index_folder
from qa.saved import documents_in, read_saved


@pytest.mark.parametrize(
    "content",
    [
        '{"answer": "Förderung"}',
        '{\n "answer":\n "Förderung"\n}\n',
        '\ufeff{"answer": "Förderung"}\r\n',
        '\n\n{"answer": "Förderung"}\n\n',
    ],
)
def test_one_answer_is_read_however_it_is_laid_out(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    assert read_saved(tmp_path / "a.json") == [{"answer": "Förderung"}]


def test_json_lines_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"id": n}) + "\n" for n in range(3)), encoding="utf-8")
    assert read_saved(tmp_path / "a.jsonl") == [{"id": 0}, {"id": 1}, {"id": 2}]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b'{"id": 1}\n{"id": 2', "line 2: not JSON"),
        (b'{"id": 1}\n[1]\n', "line 2: not an answer"),
        (b'"Ja."', "line 1: not an answer"),
        (b"", "holds no answer"),
        (b"\xff\xfe\x00", "cannot be read as a UTF-8 file"),
    ],
)
def test_a_broken_file_is_named_with_its_line(content: bytes, named: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(QuestionError, match=named):
        read_saved(tmp_path / "a.jsonl")


def test_documents_have_what_was_corrected_on_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEG_DATA", str(tmp_path / "data"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Ein Satz über Förderung.", encoding="utf-8")
    document = documents_in(tmp_path / "in", 1000)("a.txt")
    place = index_folder(tmp_path / "in", tmp_path / "data")
    place.mkdir(parents=True)
    with closing(Corrections(place)) as corrections:
        now = corrections.correct(document, title="Richtig", date="2026")
    assert documents_in(tmp_path / "in", 1000)("a.txt") == now


def test_documents_are_read_once_and_only_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Ein Satz über Förderung.", encoding="utf-8")
    (tmp_path / "out.txt").write_text("Ein anderer Satz.", encoding="utf-8")
    document_of = documents_in(tmp_path / "in", 1000)
    assert document_of("a.txt") is document_of("a.txt")
    for path in ("../out.txt", str(tmp_path / "out.txt"), "missing.txt"):
        with pytest.raises(ReadError, match="no such document"):
            document_of(path)
