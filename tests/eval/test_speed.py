"""Each stage and its yardstick take turns on the same work, and the table says which has none."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval.commands.speed import speed
from eval.errors import RunError
from eval.models import Models
from eval.speed import yardsticks
from eval.speed.measure import STAGES, Measured, measure
from eval.speed.own import Stages
from eval.speed.table import markdown, result
from eval.workers.worker import Reply
from qa.settings import Settings

MODELS = Models("folder", "query: ", "passage: ", "model.gguf", 2)
MACHINE = {"date": "2026-11-24", "processor": "Some CPU", "cores": 2, "memory": 16_000_000_000, "versions": {}}
DOCUMENTS = Path(__file__).parents[2] / "documents"


class Side:
    """Takes ever longer, and notes what it was asked; `log` is shared by both sides."""

    def __init__(self, name: str, log: list, *, passages: tuple[str, ...] = ("Ein Satz.",)) -> None:
        self.name, self.log, self.passages = name, log, passages

    def ask(self, do: str, **values: object) -> Reply:
        self.log.append((self.name, do, values))
        seconds = 10.0 / len([True for name, done, _ in self.log if (name, done) == (self.name, do)])
        results = {
            "read": {"paths": ["a.md"], "texts": [["de", "Ein Satz."]]},
            "segment": {"sentences": 1, "passages": list(self.passages)},
            "ask": {"first_token": seconds, "answer": 2 * seconds},
            "prompts": {"prompts": [f"prompt of {values.get('question')}"], "tokens": 3},
        }
        return Reply(results.get(do), seconds, len(self.log) * 1_000_000_000)


@pytest.fixture
def measured() -> tuple[Measured, list]:
    log: list = []
    own, plain = Side("own", log), Side("plain", log)
    return measure(own, plain, folder="docs", questions=["A?", "B?", "C?"], models=MODELS), log


def test_both_sides_take_turns_on_the_same_work(measured: tuple[Measured, list]) -> None:
    _, log = measured
    stages = ("read", "segment", "embed", "index", "search")
    turns = [(name, do) for name, do, _ in log if do in stages]
    assert turns == [(name, do) for do in stages for _ in range(3) for name in ("own", "plain")]
    plain = {do: values for name, do, values in log if name == "plain"}
    assert plain["read"] == {"folder": "docs", "paths": ["a.md"]}
    assert plain["segment"] == {"texts": [["de", "Ein Satz."]]}
    assert [values["texts"] for name, do, values in log if (name, do) == ("plain", "embed")] == [
        ["passage: Ein Satz."]
    ] * 3
    assert [values["question"] for name, do, values in log if (name, do) == ("plain", "search")] == ["A?", "B?", "C?"]
    read = [values["prompts"] for name, do, values in log if (name, do) == ("plain", "ask")]
    assert read == [["prompt of A?"], ["prompt of B?"], ["prompt of C?"]]


def test_cold_is_the_first_time_and_warm_the_median_of_the_others(measured: tuple[Measured, list]) -> None:
    found = result(measured[0], MACHINE)
    assert list(found["stages"]) == list(STAGES)
    embed = found["stages"]["embed"]
    assert (embed["cold"], embed["warm"]) == (10.0, pytest.approx((5 + 10 / 3) / 2))
    assert embed["ratio"] == 1.0
    assert found["stages"]["answer"]["cold"] == 20.0
    assert found["memory"]["own"] > found["memory"]["yardstick"] > 0
    assert (found["documents"], found["passages"], found["sentences"], found["questions"]) == (1, 1, 1, 3)
    assert found["times"]["own"]["embed"] == [10.0, 5.0, pytest.approx(10 / 3)]
    assert found["characters"] == len("Ein Satz.")
    assert {stage for stage, row in found["stages"].items() if row["ratio"] is None} == {"verify"}
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["1 documents", "16 GB memory", "| none: no library checks | – | – | – |", "4.2 s", "1.00"]),
        (
            "de",
            [
                "1 Dokumente",
                "16 GB Speicher",
                "| keiner: keine Bibliothek prüft | – |",
                "4,2 s",
                "1,00",
            ],
        ),
    ],
)
def test_a_stage_without_a_yardstick_says_why(measured: tuple[Measured, list], language: str, shown: list) -> None:
    table = markdown(result(measured[0], MACHINE), language)
    assert [words for words in shown if words not in table] == []
    lines = [line for line in table.splitlines() if line.startswith("|")]
    assert len(lines) == 2 + len(STAGES) + 1
    assert {line.count("|") for line in lines} == {8}


def test_short_times_are_in_milliseconds(measured: tuple[Measured, list]) -> None:
    measured[0].own["verify"] = [0.5, 0.0042]
    assert "| 500 ms | 4.2 ms |" in markdown(result(measured[0], MACHINE), "en")
    assert "| 500 ms | 4,2 ms |" in markdown(result(measured[0], MACHINE), "de")


def test_a_folder_without_text_says_what_to_do() -> None:
    log: list = []
    with pytest.raises(RunError, match=r"no document with text in empty\. Name another folder"):
        measure(Side("own", log, passages=()), Side("plain", log), folder="empty", questions=["A?"], models=MODELS)


def test_plain_libraries_read_and_split_every_document_that_ships() -> None:
    """The work is the same: each gets about as many words as Beleg."""
    read = Stages(Settings.load()).read(folder=str(DOCUMENTS))
    assert {Path(path).suffix for path in read["paths"]} >= {".pdf", ".docx", ".html", ".md", ".txt"}
    for path, (_, text) in zip(read["paths"], read["texts"], strict=True):
        plain = yardsticks.text_of(DOCUMENTS / path)
        assert len(plain.split()) > 0.8 * len(text.split()), path
    plain = yardsticks.Yardsticks()
    plain.read(folder=str(DOCUMENTS), paths=read["paths"])
    plain.segment(texts=read["texts"])


@pytest.mark.slow
def test_every_stage_can_be_timed_with_real_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEG_MODEL", "smollm2-135m")
    app = typer.Typer()
    app.command()(speed)
    done = CliRunner().invoke(app, ["--documents", str(DOCUMENTS), "--repetitions", "1", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert {stage for stage, row in found["stages"].items() if row["cold"] > 0 and row["warm"] > 0} == set(STAGES)
    without = {stage for stage, row in found["stages"].items() if row["ratio"] is None}
    assert without == {"verify"}
    assert all(found["memory"][side] > 100_000_000 for side in ("own", "yardstick"))
