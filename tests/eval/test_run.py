import json
from importlib.metadata import version

import pytest

from eval.errors import DataError, RunError
from eval.report.files import write_json
from eval.run import ask_items, configuration, fingerprint, open_folder
from eval.stored import read_answers
from eval.types import Interval, Item, Place
from qa.types import Turn

MODELS = {"encoder": '{"content": "c", "query_prefix": "query: "}', "language_model": "l"}
TEXTS = {"a.md": "Das Netzwerk begann 2020.", "b.md": "The initiative began in 2018."}


@pytest.fixture
def items():
    return [
        Item("de", "de", "Wann begann das Netzwerk?", "date", "not_in_documents"),
        Item("en", "en", "When began the initiative?", "date", "not_in_documents", history=(Turn("?", "!"),)),
        Item("off", "de", "Wer singt?", "person", "not_in_documents"),
    ]


@pytest.fixture
def config(tmp_path, assistant_over):
    file = tmp_path / "own.jsonl"
    file.write_text("{}")

    def make(texts=TEXTS, models=MODELS, index="index", subset=None, **settings):
        return configuration(
            set_file=file,
            documents=assistant_over(texts).documents(),
            settings={"seed": 1} | settings,
            models=models,
            index=index,
            subset=subset,
        )

    return make


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A checkout with both packages and their requirements."""
    root = tmp_path / "checkout"
    for name in ("index/index.py", "qa/answer.py", "qa/calibration.json", "qa/__pycache__/answer.pyc"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("1")
    (root / "requirements.txt").write_text("numpy==0\n")
    monkeypatch.setattr("eval.run._PROJECT", root)
    return root


def test_every_item_is_asked_in_order_with_its_history(tmp_path, items, assistant_over):
    assistant = assistant_over(TEXTS)
    answers = list(ask_items(assistant, items, tmp_path))
    assert [item.id for item, _ in answers] == ["de", "en", "off"]
    assert [history for _, history, _ in assistant.asked] == [(), (Turn("?", "!"),), ()]
    assert read_answers(tmp_path / "answers.jsonl") == {item.id: recorded for item, recorded in answers}


def test_the_places_of_the_evidence_are_kept_with_the_answer(tmp_path, items, assistant_over):
    recorded = {item.id: kept for item, kept in ask_items(assistant_over(TEXTS), items, tmp_path)}
    assert recorded["de"].evidence == (Place("a.md", 0, 25),)
    assert recorded["off"].evidence == ()


def test_a_killed_run_asks_nothing_twice(tmp_path, items, assistant_over):
    first = ask_items(assistant_over(TEXTS), items, tmp_path)
    kept = [next(first), next(first)]
    with (tmp_path / "answers.jsonl").open("a") as file:
        file.write('{"id": "off", "question": "Wer si')
    assistant = assistant_over(TEXTS)
    answers = list(ask_items(assistant, items, tmp_path))
    assert [question for question, *_ in assistant.asked] == ["Wer singt?"]
    assert answers[:2] == kept
    assert len(read_answers(tmp_path / "answers.jsonl")) == 3


def test_a_damaged_line_is_named_not_skipped(tmp_path, items, assistant_over):
    (tmp_path / "answers.jsonl").write_text('{"id": "de"}\n')
    with pytest.raises(DataError, match=r"answers\.jsonl, line 1"):
        list(ask_items(assistant_over(TEXTS), items, tmp_path))


def test_ids_that_occur_twice_are_refused_before_anything_is_asked(tmp_path, items, assistant_over):
    assistant = assistant_over(TEXTS)
    with pytest.raises(DataError, match="more than once in the set: de"):
        list(ask_items(assistant, [*items, items[0]], tmp_path))
    assert assistant.asked == []


def test_a_folder_is_gone_on_with_and_never_mixed(tmp_path, config):
    folder = tmp_path / "run"
    open_folder(folder, config())
    before = (folder / "config.json").read_bytes()
    open_folder(folder, config())
    assert (folder / "config.json").read_bytes() == before
    with pytest.raises(RunError, match="other settings"):
        open_folder(folder, config(seed=2))


@pytest.mark.parametrize(
    "other",
    [
        {"texts": {"a.md": "anders"}},
        {"encoder": "another"},
        {"models": MODELS | {"language_model": "other weights under the same name"}},
        {"models": MODELS | {"encoder": '{"content": "c", "query_prefix": ""}'}},
        {"index": "other"},
    ],
)
def test_what_answers_depend_on_changes_the_fingerprint(config, other):
    assert fingerprint(config()) == fingerprint(config())
    assert fingerprint(config(**other)) != fingerprint(config())


def test_a_run_of_a_subset_is_another_run(tmp_path, config):
    open_folder(tmp_path / "run", config())
    with pytest.raises(RunError, match="other set"):
        open_folder(tmp_path / "run", config(subset=2))


def test_a_run_under_a_fault_is_not_gone_on_with_as_a_healthy_one(tmp_path, config):
    open_folder(tmp_path / "run", config() | {"fault": "years are swapped"})
    with pytest.raises(RunError, match="other fault"):
        open_folder(tmp_path / "run", config())


@pytest.mark.parametrize("name", ["documents", "host", "port"])
def test_where_the_documents_lie_and_the_page_is_served_does_not(config, name):
    assert fingerprint(config(**{name: "here"})) == fingerprint(config(**{name: "there"})) == fingerprint(config())


@pytest.mark.parametrize("name", ["index/index.py", "qa/answer.py", "qa/calibration.json", "index/read/glossary.tsv"])
def test_every_file_of_both_packages_changes_the_code(config, sources, name):
    before = config()["code"]
    (sources / name).parent.mkdir(exist_ok=True)
    (sources / name).write_text("2")
    assert config()["code"] != before


def test_what_python_compiles_does_not(config, sources):
    before = config()["code"]
    (sources / "qa" / "__pycache__" / "answer.pyc").write_text("2")
    assert config()["code"] == before


def test_the_versions_are_those_of_what_is_required_and_installed(config, sources):
    (sources / "requirements.txt").write_text("# What runs\nllama-cpp-python==0 --config-settings=a\nno-such==1\n")
    versions = config()["versions"]
    assert versions == {"python": versions["python"], "llama-cpp-python": version("llama-cpp-python")}


def test_the_configuration_says_what_was_run(tmp_path, config):
    open_folder(tmp_path / "run", config())
    written = json.loads((tmp_path / "run" / "config.json").read_text())
    assert set(written) == {"schema", "fingerprint", "commit", "started", "configuration"}
    found = written["configuration"]
    assert set(found) == {"set", "documents", "index", "models", "settings", "versions", "code"}
    assert found["models"] == {"encoder.content": "c", "encoder.query_prefix": "query: ", "language_model": "l"}
    assert found["index"] == "index"
    known = {
        "python",
        "torch",
        "transformers",
        "tokenizers",
        "sentence-transformers",
        "faiss-cpu",
        "bm25s",
        "pystemmer",
    }
    assert known | {"llama-cpp-python", "sentencex", "pypdfium2", "trafilatura"} <= set(found["versions"])


def test_a_folder_with_another_config_json_is_left_alone(tmp_path, config):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(RunError, match="Choose another --output"):
        open_folder(tmp_path, config())


def test_json_has_no_nan(tmp_path):
    write_json(tmp_path / "x.json", {"a": Interval(None, None, None), "b": (0.123456, 1)})
    assert json.loads((tmp_path / "x.json").read_text()) == {
        "a": {"value": None, "low": None, "high": None},
        "b": [0.1235, 1],
    }
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(tmp_path / "x.json", float("nan"))
    assert [file.name for file in tmp_path.iterdir() if file.name == "x.json"]
