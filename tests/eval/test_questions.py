import json

import pytest

from eval.errors import DataError
from eval.questions import read_any_questions, read_questions, set_files, set_name
from eval.run import set_identity


@pytest.fixture
def beir(tmp_path):
    """A folder with queries that two files judge."""
    folder = tmp_path / "nf.corpus"
    (folder / "qrels").mkdir(parents=True)
    documents = [{"_id": "b", "text": "Warschau liegt an der Weichsel."}, {"_id": "a", "text": "Köln liegt am Rhein."}]
    queries = [{"_id": "q1", "text": "Wo liegt Warschau?"}, {"_id": "q2", "text": "Wo liegt Köln?"}]
    for name, rows in (("corpus", documents), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "qrels" / "test.tsv").write_text("q1\tb\t1\n")
    (folder / "qrels" / "dev.tsv").write_text("q2\ta\t1\n")
    return folder


@pytest.fixture
def squad(tmp_path):
    def write(*qas):
        file = tmp_path / "dev.v2.json"
        file.write_text(json.dumps({"data": [{"paragraphs": [{"context": "Das NUM begann 2020.", "qas": qas}]}]}))
        return file

    return write


def test_a_folder_and_its_other_qrels_are_two_sets_of_the_same_documents(beir):
    test, dev = read_any_questions(beir), read_any_questions(beir / "qrels" / "dev.tsv")
    assert ([item.id for item in test.items], [item.id for item in dev.items]) == (["q1"], ["q2"])
    assert list(test.documents) == list(dev.documents) == ["a", "b"]
    assert (set_name(beir), set_name(beir / "qrels" / "dev.tsv")) == ("nf.corpus", "nf.corpus-dev")


def test_documents_come_with_squad_format_data(squad):
    qas = {"id": "q", "question": "Wann begann es?", "answers": [{"text": "2020", "answer_start": 15}]}
    file = squad(qas)
    questions = read_any_questions(file)
    assert [item.id for item in questions.items] == ["q"]
    assert list(questions.documents) == ["dev.v2/000-00.txt"]
    assert set_identity(file).items() >= {"name": "dev.v2", "format": "squad"}.items()


def test_whatever_says_what_is_asked_and_right_changes_the_hash(beir):
    before = set_identity(beir)["sha256"]
    assert set_identity(beir / "qrels" / "dev.tsv")["sha256"] != before
    for file in set_files(beir):
        content = file.read_text()
        file.write_text(content + "\n")
        assert set_identity(beir)["sha256"] != before
        file.write_text(content)
    assert set_identity(beir)["sha256"] == before


def test_a_folder_of_documents_is_told_from_data(tmp_path):
    with pytest.raises(DataError, match=r"no corpus\.jsonl.*--documents"):
        read_any_questions(tmp_path)


def test_a_folder_with_other_qrels_says_which_to_name(beir):
    (beir / "qrels" / "test.tsv").unlink()
    with pytest.raises(DataError, match=r"no qrels/test\.tsv\..*qrels/dev\.tsv"):
        read_any_questions(beir)


def test_data_without_questions_are_refused(beir, squad):
    (beir / "qrels" / "test.tsv").write_text("q1\tnowhere\t1\n")
    for path in (beir, squad()):
        with pytest.raises(DataError, match="no question"):
            read_any_questions(path)


def test_what_asks_about_a_folder_does_not_take_data_with_documents(beir):
    with pytest.raises(DataError, match="brings its own documents"):
        read_questions(beir)
