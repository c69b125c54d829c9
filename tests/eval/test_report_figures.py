import time

import pytest
from rich.console import Console

from eval.report.figures import plain_json, report
from eval.report.terminal import group_table, headline_table
from eval.types import Interval
from qa.types import Timings


@pytest.fixture
def outcomes(outcome):
    refusal = {"given": "not_in_documents"}
    english = {"language": "en", "kind": "amount"}
    return [
        outcome("a", rank=1),
        outcome("b", quoted=False, failure="other_sentence", confidence=0.6, rank=2),
        outcome("c", "less_precise", failure="misread", confidence=0.5, rank=0, **english),
        outcome(
            "d", "refused", failure="wrongly_refused", confidence=0.2, seconds=Timings(0.1, 0.0, 1.0), rank=1,
            **english, **refusal,
        ),
        outcome("e", language="en", answerable=False, confidence=0.1, **refusal),
        outcome("f", "wrong", answerable=False, confidence=0.3, failure="wrongly_accepted", backed=0),
    ]  # fmt: skip


def test_the_headline_counts_what_it_names(outcomes):
    values = {name: interval.value for name, interval in report(outcomes)["headline"].items()}
    assert values == {
        "right_and_quoted": 0.25,
        "right": 0.5,
        "right_refusals": 0.5,
        "false_answers": 0.5,
        "false_refusals": 0.25,
        "conflicts_shown": None,
        "false_conflicts": None,
        "exact_match": None,
        "token_f1": None,
        "verbatim_quotes": 1.0,
        "backed_claims": 0.75,
        "verified_claims": None,
        "citation_precision": None,
        "citation_recall": None,
        "answer_language": None,
        "support_found": 0.75,
        "support_rank": 0.625,
        "support_ndcg": None,
        "support_recall": None,
        "auroc": pytest.approx(7 / 8),
        "calibration_error": pytest.approx((0.1 + 0.6 + 0.5 + 0.3) / 4),
        "risk_coverage_area": pytest.approx((0 + 1 / 2 + 2 / 3 + 3 / 4) / 4),
        "search": 0.1,
        "first_token": 2.0,
        "total": 4.0,
    }


def test_conflicts_are_counted_among_the_questions_on_which_documents_differ(outcome):
    """Of seven, five are told with every value; one of the others is said to differ and does not."""
    told, silent = {"wanted": "conflicting", "given": "conflicting"}, {"wanted": "conflicting"}
    conflicts = [outcome(f"c{n}", **told) for n in range(5)]
    missed = [outcome("half", "incomplete", **told), outcome("silent", "misjudged", **silent)]
    others = [outcome(f"o{n}", wanted="answered") for n in range(18)]
    wrong = [
        outcome("agrees", "misjudged", wanted="answered", given="conflicting"),
        outcome("nowhere", wanted="not_in_documents", answerable=False, given="not_in_documents"),
    ]
    result = report([*conflicts, *missed, *others, *wrong])
    assert result["headline"]["conflicts_shown"].value == pytest.approx(5 / 7)
    assert result["headline"]["false_conflicts"].value == 1 / 20
    assert (result["counted"]["conflicts_shown"], result["counted"]["false_conflicts"]) == (7, 20)


def test_every_headline_figure_says_of_how_many_questions_it_is(outcomes):
    result = report(outcomes)
    assert result["counted"].keys() == result["headline"].keys()
    names = ("right", "right_refusals", "auroc", "calibration_error", "support_found", "total")
    assert [result["counted"][name] for name in names] == [4, 2, 6, 4, 4, 6]


def test_questions_on_few_documents_have_no_interval(outcome):
    one = [outcome(str(n), "right" if n % 2 else "wrong", cluster="only.pdf") for n in range(40)]
    assert report(one)["headline"]["right"] == Interval(0.5, None, None)


def test_the_curve_of_risks_ends_at_the_share_that_was_answered(outcomes):
    coverage, risk = report(outcomes)["calibration"]["risk_coverage"][-1]
    assert (coverage, risk) == (4 / 6, 3 / 4)


def test_languages_and_kinds_are_told_apart(outcomes):
    result = report(outcomes)
    assert {name: row["questions"] for name, row in result["by_language"].items()} == {"de": 3, "en": 3}
    assert result["by_language"]["en"]["right_refusals"].value == 1.0
    assert result["by_kind"]["amount"]["false_refusals"].value == 0.5
    assert result["by_kind"]["amount"]["false_answers"].value is None


def test_the_shape_of_the_report_is_pinned(outcomes):
    result = plain_json(report(outcomes))
    assert result["schema"] == 4
    assert set(result) == {
        "schema",
        "questions",
        "headline",
        "counted",
        "by_language",
        "by_kind",
        "failures",
        "calibration",
        "items",
        "searched",
    }
    assert set(result["headline"]["right"]) == {"value", "low", "high"}
    assert set(result["calibration"]) == {"reliability", "risk_coverage"}
    assert set(result["items"][0]) == {
        "id", "language", "kind", "cluster", "answerable", "given", "verdict", "quoted", "citations",
        "verbatim", "claims", "backed", "rank", "failure", "confidence", "seconds", "verified",
        "supporting", "spoken", "wanted", "quoted_parts", "exact_match", "token_f1", "ndcg", "recall",
    }  # fmt: skip


def test_failures_are_counted(outcomes):
    assert report(outcomes)["failures"] == {
        "misread": 1, "other_sentence": 1, "wrongly_accepted": 1, "wrongly_refused": 1,
    }  # fmt: skip


def test_what_a_set_does_not_say_is_left_open(outcome):
    figures = report([outcome("a", quoted=None), outcome("b", "wrong", quoted=None)])["headline"]
    assert figures["right"].value == 0.5
    assert figures["right_and_quoted"].value is None
    assert figures["support_found"].value is None


def test_no_questions_have_a_report():
    result = report([])
    assert result["headline"]["right"].value is None
    assert result["by_kind"] == {}


def test_a_person_can_read_the_tables(outcomes):
    result = report(outcomes)
    console = Console(width=200, record=True, file=None)
    with console.capture() as capture:
        console.print(headline_table(result["headline"], result["counted"], 3_200_000_000))
        console.print(group_table("language", result["by_language"]))
    text = capture.get()
    assert "25.0 %" in text
    assert "too few documents" in text
    assert "4.00 s" in text
    assert "–" in text


def test_a_thousand_outcomes_are_summed_up_in_seconds(outcome):
    many = [outcome(str(i), kind=f"k{i % 12}", confidence=i / 1000) for i in range(1000)]
    began = time.process_time()
    report(many)
    assert time.process_time() - began < 8
