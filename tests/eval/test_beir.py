import json

import pytest

from eval.beir import read_beir
from eval.errors import DataError


@pytest.fixture
def beir(tmp_path):
    def write(corpus, queries, qrels):
        (tmp_path / "qrels").mkdir()
        for name, rows in (("corpus", corpus), ("queries", queries)):
            text = "".join(json.dumps(row) + "\n" for row in rows)
            (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
        (tmp_path / "qrels" / "test.tsv").write_text(qrels)
        return tmp_path

    return write


CORPUS = [
    {"_id": "d1", "title": "Köln", "text": "Die Stadt liegt am Rhein und hat einen Dom."},
    {"_id": "d/2", "title": "", "text": "The city of Warsaw lies on the Vistula river."},
    {"_id": "d3", "text": " "},
]
QUERIES = [
    {"_id": "q1", "text": "Wo liegt Köln?"},
    {"_id": "q2", "text": "Where is Warsaw?"},
    {"_id": "q3", "text": "?"},
]


@pytest.mark.parametrize("header", ["", "query-id\tcorpus-id\tscore\n"])
def test_beir_data_are_read_with_or_without_header(beir, header):
    benchmark = read_beir(beir(CORPUS, QUERIES, f"{header}q1\td1\t1\nq2\td/2\t2\nq2\td1\t0\n"))
    assert benchmark.qrels == {"q1": {"d1": 1}, "q2": {"d/2": 2}}
    assert list(benchmark.queries) == ["q1", "q2"]
    first, second = benchmark.documents
    assert (first.path, first.text, first.language) == ("d1", f"Köln\n\n{CORPUS[0]['text']}", "de")
    assert (second.path, second.text, second.language) == ("d/2", CORPUS[1]["text"], "en")


@pytest.mark.parametrize(
    ("corpus", "qrels", "message"),
    [
        (CORPUS, "q1\td1\n", r"test\.tsv, line 1"),
        (CORPUS, "q1\td1\t1\nq1\td1\tone\n", r"test\.tsv, line 2"),
        (CORPUS, "q9\td1\t1\n", "'q9'"),
        ([{"_id": "d1"}], "q1\td1\t1\n", r"corpus\.jsonl, line 1"),
    ],
)
def test_broken_data_are_named(beir, corpus, qrels, message):
    with pytest.raises(DataError, match=message):
        read_beir(beir(corpus, QUERIES, qrels))
