import time

import pytest
from rich.console import Console

from eval.report import group_table, headline_table, plain_json, report
from eval.types import Outcome
from qa.types import Timings


def outcome(id_, language="de", kind="date", verdict="right", *, given="answered", quoted=True, **more):
    fields = {
        "cluster": id_, "answerable": True, "citations": 1, "verbatim": 1, "confidence": 0.9,
        "seconds": Timings(0.1, 2.0, 4.0),
    }  # fmt: skip
    return Outcome(id_, language, kind, given=given, verdict=verdict, quoted=quoted, **(fields | more))


REFUSAL = {"given": "not_in_documents", "quoted": False, "citations": 0, "verbatim": 0}
OUTCOMES = [
    outcome("a"),
    outcome("b", quoted=False, confidence=0.6),
    outcome("c", "en", "amount", "less_precise", confidence=0.5),
    outcome("d", "en", "amount", "refused", **REFUSAL | {"confidence": 0.2, "seconds": Timings(0.1, 0.0, 1.0)}),
    outcome("e", "en", "date", "right", **REFUSAL | {"answerable": False, "confidence": 0.1}),
    outcome("f", "de", "date", "wrong", answerable=False, confidence=0.3),
]


def test_the_headline_counts_what_it_names():
    values = {name: interval.value for name, interval in report(OUTCOMES)["headline"].items()}
    assert values == {
        "right_and_quoted": 0.25,
        "right": 0.5,
        "right_refusals": 0.5,
        "false_answers": 0.5,
        "false_refusals": 0.25,
        "verbatim_quotes": 1.0,
        "auroc": pytest.approx(7 / 8),
        "search": 0.1,
        "first_token": 2.0,
        "total": 4.0,
    }


def test_languages_and_kinds_are_told_apart():
    result = report(OUTCOMES)
    assert {name: row["questions"] for name, row in result["by_language"].items()} == {"de": 3, "en": 3}
    assert result["by_language"]["en"]["right_refusals"].value == 1.0
    assert result["by_kind"]["amount"]["false_refusals"].value == 0.5
    assert result["by_kind"]["amount"]["false_answers"].value is None


def test_the_shape_of_the_report_is_pinned():
    result = plain_json(report(OUTCOMES))
    assert result["schema"] == 1
    assert set(result) == {
        "schema",
        "questions",
        "headline",
        "by_language",
        "by_kind",
        "calibration",
        "items",
    }
    assert set(result["headline"]["right"]) == {"value", "low", "high"}
    assert set(result["calibration"]) == {"expected_calibration_error", "risk_coverage"}
    assert set(result["items"][0]) == {
        "id", "language", "kind", "cluster", "answerable", "given", "verdict", "quoted", "citations",
        "verbatim", "confidence", "seconds",
    }  # fmt: skip


def test_no_questions_have_a_report():
    result = report([])
    assert result["headline"]["right"].value is None
    assert result["by_kind"] == {}


def test_a_person_can_read_the_tables():
    result = report(OUTCOMES)
    console = Console(width=200, record=True, file=None)
    with console.capture() as capture:
        console.print(headline_table(result["headline"]))
        console.print(group_table("language", result["by_language"]))
    text = capture.get()
    assert "25.0 %" in text
    assert "4.00 s" in text
    assert "–" in text


def test_a_thousand_outcomes_are_summed_up_in_seconds():
    many = [outcome(str(i), kind=f"k{i % 12}", confidence=i / 1000) for i in range(1000)]
    began = time.perf_counter()
    report(many)
    assert time.perf_counter() - began < 8
