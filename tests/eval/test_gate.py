from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from eval.commands.options import BUDGET
from eval.errors import DataError
from eval.gate import Budget, Check, Reason, gate, read_budget
from eval.gate_texts import notes, said, verdict
from eval.results import Results
from eval.types import Searched

BUDGETS = Budget(fall={"right": 0.05, "false_answers": 0.05, "brier": 0.02}, floor={"verbatim_quotes": 1.0})


@pytest.fixture
def healthy(outcome):
    """Eighty questions, three quarters of them answerable; a tenth is wrong."""
    outcomes = []
    for n in range(80):
        language, cluster = ("de", "en")[n % 2], f"document {n % 12}"
        if n % 4 == 3:
            fields = {"answerable": False, "given": "not_in_documents", "confidence": 0.1 + (n % 7) / 50}
            outcomes.append(outcome(f"q{n}", language=language, cluster=f"q{n}", **fields))
        else:
            verdict = "wrong" if n % 10 == 0 else "right"
            fields = {"confidence": 0.7 + (n % 5) / 20}
            outcomes.append(outcome(f"q{n}", verdict, language=language, cluster=cluster, **fields))
    return Results("healthy", None, {}, {"encoder.query_prefix": "query: "}, {one.id: one for one in outcomes}, {})


def changed(results, change, *, every=1):
    """The run with `change` done to every so many questions."""
    outcomes = {id_: change(one) if n % every == 0 else one for n, (id_, one) in enumerate(results.outcomes.items())}
    return replace(results, name="run", outcomes=outcomes)


def failed(checks):
    return [check.measure for check in checks if check.reason]


def refused(one):
    return replace(one, given="not_in_documents", verdict="refused" if one.answerable else "right", citations=0)


def answered(one):
    return replace(one, given="answered", verdict=one.verdict if one.answerable else "wrong")


def test_a_healthy_run_passes(healthy):
    checks = gate(healthy, healthy, BUDGETS)
    assert failed(checks) == []
    assert [check.measure for check in checks] == ["right", "false_answers", "brier", "verbatim_quotes"]


def test_refusing_everything_fails(healthy):
    assert "right" in failed(gate(healthy, changed(healthy, refused), BUDGETS))


def test_answering_everything_fails_in_the_figure_that_should_be_low(healthy):
    (check,) = [one for one in gate(healthy, changed(healthy, answered), BUDGETS) if one.reason]
    assert check.measure == "false_answers"
    assert said(check, "en").startswith("false_answers rose from 0.0 % to 100.0 % on 20 questions")
    assert "5.0 %" in said(check, "en")


def test_a_few_questions_more_are_not_beyond_doubt(healthy):
    worse = changed(healthy, lambda one: replace(one, verdict="wrong"), every=17)
    checks = {check.measure: check for check in gate(healthy, worse, BUDGETS)}
    assert checks["right"].other < checks["right"].first
    assert checks["right"].reason is None


def test_a_fall_that_the_budget_allows_passes_and_a_smaller_budget_catches_it(healthy):
    worse = changed(healthy, lambda one: replace(one, verdict="wrong"), every=3)
    assert failed(gate(healthy, worse, Budget(fall={"right": 0.5}))) == []
    assert failed(gate(healthy, worse, Budget(fall={"right": 0.05}))) == ["right"]


@pytest.fixture
def one_document(healthy):
    """The same questions, of which all lean on one document."""
    return changed(healthy, lambda one: replace(one, cluster="only.pdf"))


def test_one_question_of_one_document_raises_no_alarm_and_many_do(one_document):
    """Every resample of one document is the same, which made any fall certain."""
    budget = Budget(fall={"right": 0.01})
    one = changed(one_document, lambda one: replace(one, verdict="wrong") if one.id == "q5" else one)
    many = changed(one_document, lambda one: replace(one, verdict="wrong"), every=2)
    (kept,), (fallen,) = gate(one_document, one, budget), gate(one_document, many, budget)
    assert (kept.reason, kept.drawn) == (None, "questions")
    assert kept.p > 0.2
    assert (fallen.reason, fallen.drawn) == ("fell", "questions")


@pytest.mark.parametrize(
    ("language", "few", "none"),
    [
        ("en", "Too few documents (fewer than 5) for right, brier: single questions were drawn",
         "Too few questions (fewer than 5) for false_answers: a fall there cannot be told from chance"),
        ("de", "Zu wenige Dokumente (weniger als 5) bei right, brier: Dort wurden einzelne Fragen gezogen",
         "Zu wenige Fragen (weniger als 5) bei false_answers: Ein Rückgang dort lässt sich nicht"),
    ],
)  # fmt: skip
def test_the_gate_says_where_documents_or_questions_are_too_few(one_document, language, few, none):
    part = replace(one_document, outcomes=dict(list(one_document.outcomes.items())[:16]))
    checks = gate(part, changed(part, answered), BUDGETS)
    assert [check.drawn for check in checks] == ["questions", None, "questions", None]
    assert failed(checks) == []
    first, second = notes(checks, language)
    assert first.startswith(few)
    assert second.startswith(none)
    assert [verdict(check, "en") for check in checks] == ["kept", "open", "kept", "kept"]


def test_where_there_are_documents_enough_nothing_is_said_of_them(healthy):
    checks = gate(healthy, healthy, BUDGETS)
    assert {check.drawn for check in checks if check.rule == "fall"} == {"documents"}
    assert notes(checks, "en") == notes(checks, "de") == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_figure_that_neither_run_has_is_left_open(healthy, language):
    """Outcomes of before say nothing of conflicts: the figure has no question, and the rest is as before."""
    (check,) = gate(healthy, healthy, Budget(fall={"conflicts_shown": 0.1}))
    assert (check.reason, check.questions) == (None, 0)
    assert verdict(check, language) == {"de": "offen", "en": "open"}[language]


def test_getting_better_never_fails(healthy):
    better = changed(healthy, lambda one: replace(one, verdict="right", confidence=float(one.answerable)))
    assert failed(gate(healthy, better, BUDGETS)) == []


def test_one_quote_that_is_not_verbatim_is_enough(healthy):
    bent = changed(healthy, lambda one: replace(one, verbatim=0) if one.id == "q5" else one)
    (check,) = [one for one in gate(healthy, bent, BUDGETS) if one.reason]
    assert said(check, "en") == "verbatim_quotes is 98.3 % and must be 100.0 %"


def test_only_shared_questions_count_and_without_any_nothing_is_proven(healthy):
    part = replace(healthy, outcomes=dict(list(healthy.outcomes.items())[:20]))
    assert {check.questions for check in gate(healthy, part, Budget(fall={"right": 0.1}))} == {15}
    none = replace(healthy, outcomes={})
    assert failed(gate(healthy, none, BUDGETS)) == ["right", "false_answers", "brier", "verbatim_quotes"]


def test_what_a_set_cannot_measure_is_no_fall_and_what_only_the_run_lacks_is_one(healthy):
    answerable = {id_: one for id_, one in healthy.outcomes.items() if one.answerable}
    baseline, budget = replace(healthy, outcomes=answerable), Budget(fall={"right_refusals": 0.1})
    (check,) = gate(baseline, baseline, budget)
    assert (check.questions, check.reason) == (0, None)
    assert failed(gate(healthy, baseline, budget)) == failed(gate(baseline, healthy, budget)) == ["right_refusals"]


def test_more_confidence_in_what_is_not_there_fails(healthy):
    worse = changed(healthy, lambda one: replace(one, confidence=0.5))
    assert failed(gate(healthy, worse, BUDGETS)) == ["brier"]


def test_a_prefix_that_got_lost_fails_however_good_the_answers_are(healthy):
    budget = Budget(same=("encoder.query_prefix",))
    assert failed(gate(healthy, healthy, budget)) == []
    (check,) = gate(healthy, replace(healthy, models={"encoder.query_prefix": ""}), budget)
    assert said(check, "en").startswith("encoder.query_prefix is '' and was 'query: '")


@pytest.mark.parametrize("name", ["encoder.querry_prefix", "encoder"])
def test_what_neither_run_tells_can_not_be_the_same(healthy, name):
    """A misspelt name would pass for ever."""
    with pytest.raises(DataError, match=rf"names '{name}', which neither .* tells; they tell encoder\.query_prefix\."):
        gate(healthy, healthy, Budget(same=(name,)))


@pytest.mark.parametrize(("before", "now"), [({}, {"model": "a"}), ({"model": "a"}, {})])
def test_what_only_one_of_the_runs_tells_has_changed(healthy, before, now):
    (check,) = gate(replace(healthy, models=before), replace(healthy, models=now), Budget(same=("model",)))
    assert check.reason == "changed"


FALL = Check("fall", "support_rank", 0.01, 80, 0.9, 0.801, None, 0.0123, "fell")


@pytest.mark.parametrize(
    ("check", "english", "german"),
    [
        (
            FALL,
            "support_rank fell from 90.0 % to 80.1 % on 80 questions, "
            "which is more than the 1.0 % that it may (p = 0.012)",
            "support_rank fiel von 90,0 % auf 80,1 % (80 Fragen), erlaubt sind 1,0 % (p = 0,012)",
        ),
        (
            replace(FALL, measure="total", limit=0.5, first=2.0, other=4.25, reason="rose"),
            "total rose from 2.00 s to 4.25 s on 80 questions, which is more than the 0.50 s that it may (p = 0.012)",
            "total stieg von 2,00 s auf 4,25 s (80 Fragen), erlaubt sind 0,50 s (p = 0,012)",
        ),
        (
            Check("floor", "right", 0.9, 80, None, 0.5, None, None, "below"),
            "right is 50.0 % and must be 90.0 %",
            "right ist 50,0 % und muss 90,0 % sein",
        ),
        (
            Check("same", "model", None, 80, "a", None, None, None, "changed"),
            "model is – and was 'a'; if that is meant, write a new baseline",
            "model ist – und war „a“; wenn das so gemeint ist, eine neue Baseline schreiben",
        ),
        (
            replace(FALL, reason="nothing_shared"),
            "support_rank: no question that both runs have it for",
            "support_rank: keine Frage, zu der beide Läufe diese Zahl haben",
        ),
        (
            replace(FALL, reason="nothing_measured"),
            "support_rank: no question that the run has it for",
            "support_rank: keine Frage, zu der der Lauf diese Zahl hat",
        ),
        (replace(FALL, reason=None), "", ""),
    ],
)  # fmt: skip
def test_a_reason_is_said_in_both_languages(check, english, german):
    assert (said(check, "en"), said(check, "de")) == (english, german)


def test_every_reason_has_its_words():
    assert all(said(replace(FALL, reason=reason), language) for reason in get_args(Reason) for language in ("de", "en"))


def test_the_search_of_questions_that_were_not_asked_counts(healthy, outcome):
    """Of 24 questions that were asked too few find their sentence later; of all of them, enough do."""
    every = [outcome(f"q{n}", cluster=f"document {n % 12}", rank=1) for n in range(80)]
    baseline = replace(healthy, outcomes={one.id: one for one in every})
    asked = [replace(one, rank=2 if n < 2 else 1) for n, one in enumerate(every[:24])]
    run = replace(healthy, outcomes={one.id: one for one in asked})
    budget = Budget(fall={"support_rank": 0.01})
    assert failed(gate(baseline, run, budget)) == []
    rest = [Searched(one.id, one.cluster, 2 if n % 4 == 0 else 1) for n, one in enumerate(every[24:])]
    (check,) = gate(baseline, replace(run, searched={one.id: one for one in rest}), budget)
    assert check.questions == 80
    assert said(check, "en").startswith("support_rank fell from 100.0 % to 90.0 % on 80 questions")
    same = [replace(one, rank=1) for one in rest]
    assert failed(gate(baseline, replace(run, searched={one.id: one for one in same}), budget)) == []


def test_one_claim_that_does_not_hold_again_is_enough(healthy):
    budget = Budget(floor={"verified_claims": 1.0})
    sound = changed(healthy, lambda one: replace(one, verified=one.claims))
    assert failed(gate(healthy, sound, budget)) == []
    bent = changed(sound, lambda one: replace(one, verified=0) if one.id == "q5" else one)
    assert failed(gate(healthy, bent, budget)) == ["verified_claims"]


@pytest.mark.parametrize("seed", range(20))
def test_noise_raises_no_alarm(healthy, seed):
    """Every tenth question comes out otherwise, as often better as worse, and every confidence moves a little."""
    rng = np.random.default_rng(seed)

    def noisy(one):
        one = replace(one, confidence=float(np.clip(one.confidence + rng.normal(0, 0.03), 0, 1)))
        if rng.random() > 0.1:
            return one
        if one.answerable:
            return replace(one, verdict="wrong" if rng.random() < 0.5 else "right")
        return answered(one) if rng.random() < 0.5 else refused(one)

    assert failed(gate(changed(healthy, noisy), changed(healthy, noisy), BUDGETS)) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("fall", "cannot be read"),
        ("[falls]\nright = 1", "falls"),
        ('[fall]\nright = "much"', "fall.right"),
        ("[fall]\nwrong = 0.1", "no measure 'wrong'"),
        ("[floor]\nfalse_answers = 0.1", "can only stand under"),
    ],
)
def test_a_budget_that_cannot_be_used_is_named(tmp_path, content, message):
    (tmp_path / "budget.toml").write_text(content)
    with pytest.raises(DataError, match=message) as error:
        read_budget(tmp_path / "budget.toml")
    assert "budget.toml" in str(error.value)


def test_the_budget_that_ships_can_be_read():
    assert read_budget(BUDGET).floor["verbatim_quotes"] == 1.0
