import json
import runpy
from pathlib import Path

import pytest

from eval.beir import read_beir

SCRIPT = Path(__file__).parents[2] / "scripts" / "xquad_to_beir.py"


@pytest.fixture
def convert():
    return runpy.run_path(str(SCRIPT))["convert"]


@pytest.fixture
def files(tmp_path):
    def write(language, *questions):
        qas = [{"id": id_, "question": text, "answers": []} for id_, text in questions]
        article = {"title": "Super_Bowl", "paragraphs": [{"context": f"text in {language}", "qas": qas}]}
        file = tmp_path / f"xq.{language}.json"
        file.write_text(json.dumps({"data": [article]}))
        return file

    return write("de", ("q1", "Wie viele?"), ("q2", "Wer?")), write("en", ("q1", "How many?"))


DE, EN = "xq.de/000-00-Super_Bowl.txt", "xq.en/000-00-Super_Bowl.txt"


@pytest.mark.parametrize(
    ("corpus", "translations", "qrels"),
    [
        ((0,), False, {"q1": {DE: 1}, "q2": {DE: 1}}),
        ((0, 1), False, {"q1": {DE: 1}, "q2": {DE: 1}}),
        ((1, 0), True, {"q1": {DE: 1, EN: 1}, "q2": {DE: 1}}),
        ((1,), False, {"q1": {EN: 1}}),
    ],
)
def test_the_folder_is_beir_data(convert, files, tmp_path, corpus, translations, qrels):
    convert([files[i] for i in corpus], files[0], tmp_path / "beir", translations)
    benchmark = read_beir(tmp_path / "beir")
    assert benchmark.qrels == qrels
    assert {document.path for document in benchmark.documents} == {(DE, EN)[i] for i in corpus}
    assert benchmark.documents[0].title == "Super Bowl"
    assert set(benchmark.queries) == set(qrels)
