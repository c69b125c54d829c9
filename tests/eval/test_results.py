import json
from dataclasses import replace

import pytest

from eval.errors import DataError
from eval.report.figures import report
from eval.report.files import write_json
from eval.results import Results, models_of, read_results, write_baseline
from eval.stored import append_answer
from eval.types import Recorded

CONFIGURATION = {"set": {"name": "own", "sha256": "0"}}
RECEIPT = {"models": {"encoder": '{"model": "e5", "query_prefix": ""}', "language_model": "1234"}}


@pytest.fixture
def run(tmp_path, outcome, answer_with):
    folder = tmp_path / "run"
    folder.mkdir()
    head = {"schema": 1, "fingerprint": "f", "commit": "c", "started": "2026", "configuration": CONFIGURATION}
    write_json(folder / "config.json", head)
    outcomes = [outcome("ä", rank=2, language="de"), outcome("b", "wrong", language="en", failure="misread")]
    write_json(folder / "report.json", report(outcomes))
    append_answer(folder / "answers.jsonl", "ä", Recorded(replace(answer_with("Geheim: 37", {}), receipt=RECEIPT), ()))
    return folder


def test_a_run_is_read_with_the_words_of_its_answers(run, outcome):
    results = read_results(run)
    assert (results.name, results.commit, results.configuration) == ("run", "c", CONFIGURATION)
    assert results.outcomes["ä"] == outcome("ä", rank=2)
    assert results.texts == {"ä": "Geheim: 37"}


def test_a_baseline_holds_the_outcomes_and_no_text(run, tmp_path):
    results = read_results(run)
    write_baseline(tmp_path / "baseline.json", results)
    read = read_results(tmp_path / "baseline.json")
    assert read == Results("run", "c", CONFIGURATION, models_of(RECEIPT), results.outcomes, {})
    content = (tmp_path / "baseline.json").read_text(encoding="utf-8")
    assert "Geheim" not in content
    assert len(content.splitlines()) == len(results.outcomes) + 2
    assert set(json.loads(content)) == {"schema", "name", "commit", "configuration", "models", "items"}


def test_the_models_are_those_of_the_receipts(run):
    models = {"encoder.model": "e5", "encoder.query_prefix": "", "language_model": "1234"}
    assert read_results(run).models == models


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "cannot be read"),
        ("[]", "not a JSON object"),
        ('{"schema": 7}', "python -m eval baseline RUN"),
        ('{"schema": 1, "name": "x"}', "lacks"),
        (
            '{"schema": 1, "name": "x", "commit": null, "configuration": {}, "models": {}, "items": [{"id": "a"}]}',
            "items|0",
        ),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path, content, message):
    file = tmp_path / "baseline.json"
    file.write_text(content)
    with pytest.raises(DataError, match=message) as error:
        read_results(file)
    assert "baseline.json" in str(error.value)


def test_an_unfinished_run_and_one_of_another_version_say_what_to_do(run):
    scored = json.loads((run / "report.json").read_text())
    write_json(run / "report.json", scored | {"schema": 1})
    with pytest.raises(DataError, match="python -m eval report"):
        read_results(run)
    (run / "report.json").unlink()
    with pytest.raises(DataError, match="when all its questions are answered"):
        read_results(run)
