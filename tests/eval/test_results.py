import json
from dataclasses import asdict, replace

import pytest

from eval.errors import DataError
from eval.report.figures import report
from eval.report.files import write_json
from eval.results import Results, models_of, read_results, write_baseline
from eval.stored import append_answer
from eval.types import Recorded, Searched

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
    assert read == Results("run", "c", CONFIGURATION, models_of(RECEIPT["models"]), results.outcomes, {})
    content = (tmp_path / "baseline.json").read_text(encoding="utf-8")
    assert "Geheim" not in content
    assert len(content.splitlines()) == len(results.outcomes) + 4
    assert set(json.loads(content)) == {"schema", "name", "commit", "configuration", "models", "items", "searched"}


def test_the_models_are_those_of_the_receipts(run):
    models = {"encoder.model": "e5", "encoder.query_prefix": "", "language_model": "1234"}
    assert read_results(run).models == models


def test_what_was_only_searched_is_kept_too_and_may_be_missing(run, tmp_path):
    scored = json.loads((run / "report.json").read_text())
    searched = {"c": Searched("c", "document", 3)}
    write_json(run / "report.json", scored | {"searched": [asdict(one) for one in searched.values()]})
    results = read_results(run)
    assert results.searched == searched
    assert results.values("support_rank") == {"ä": 0.5, "c": pytest.approx(1 / 3)}
    assert results.values("right") == {"ä": 1.0, "b": 0.0}
    assert results.clusters() == {"ä": "ä", "b": "b", "c": "document"}
    write_baseline(tmp_path / "baseline.json", results)
    assert read_results(tmp_path / "baseline.json").searched == searched
    old = json.loads((tmp_path / "baseline.json").read_text())
    del old["searched"]
    write_json(tmp_path / "baseline.json", old)
    assert read_results(tmp_path / "baseline.json").searched == {}


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


def test_a_baseline_from_before_some_figures_were_measured_can_be_read(tmp_path, outcome):
    """What it lacks is left out of these figures, and everything else counts as before."""
    file = tmp_path / "baseline.json"
    new = {
        "wanted": "conflicting",
        "quoted_parts": 0.5,
        "exact_match": 1.0,
        "token_f1": 1.0,
        "ndcg": 1.0,
        "recall": 1.0,
    }
    one = outcome("a", rank=1, **new)
    write_baseline(file, Results("x", None, {}, {}, {"a": one}, {}, {"b": Searched("b", "b", 2, 0.5, 0.5)}))
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw["items"] = [{name: value for name, value in raw["items"][0].items() if name not in new}]
    raw["searched"] = [{"id": "b", "cluster": "b", "rank": 2}]
    write_json(file, raw)
    results = read_results(file)
    for name in ("conflicts_shown", "citation_recall", "exact_match", "token_f1", "support_ndcg", "support_recall"):
        assert results.values(name) == {}
    assert results.values("support_rank") == {"a": 1.0, "b": 0.5}
    assert results.values("right") == {"a": 1.0}
