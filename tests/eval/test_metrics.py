"""Reference values come from MLQA's evaluation script (Lewis et al.), torchmetrics 1.9 and scikit-learn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import precision_recall_curve, roc_auc_score

from eval.metrics import (
    auroc,
    exact_match,
    expected_calibration_error,
    normalise,
    reliability,
    risk_coverage,
    token_f1,
)

CONFIDENCES = [0.95, 0.9, 0.85, 0.8, 0.62, 0.58, 0.41, 0.33, 0.27, 0.12]
RIGHT = [True, True, True, False, True, False, False, True, False, False]


@pytest.mark.parametrize(
    ("answer", "gold", "em", "f1"),
    [
        ("The Denver Broncos!", "Denver Broncos", 1.0, 1.0),
        ("in the year of 2016", "2016", 0.0, 0.4),
        ("U.S.-based team", "US based team", 0.0, 0.4),
        ("no", "yes", 0.0, 0.0),
        ("„Das Netzwerk Universitätsmedizin“ (NUM)", "Netzwerk Universitätsmedizin", 0.0, 0.8),
        ("rund 200 Mio. Euro für die Jahre 2023–2026", "200 Mio. Euro", 0.0, 0.6),
        ("Bundesministerium", "Bundesministerium für Bildung", 0.0, 0.5),
        ("eine kleine, feine Sache", "kleine Sache kleine", 0.0, 0.666667),
        ("30. Juni 2025", "am 30. Juni 2025", 0.0, 0.857143),
        ("the", "an", 1.0, 0.0),
    ],
)
def test_em_and_f1_equal_the_public_script(answer, gold, em, f1):
    assert exact_match(answer, [gold]) == em
    assert token_f1(answer, [gold]) == pytest.approx(f1, abs=1e-6)


def test_the_best_gold_counts():
    assert exact_match("2016", ["in 2015", "2016"]) == 1.0
    assert token_f1("2016", ["in 2015", "in 2016"]) == pytest.approx(2 / 3)


def test_without_golds_nothing_matches():
    assert (exact_match("2016", []), token_f1("2016", [])) == (0.0, 0.0)


@pytest.mark.parametrize("text", ["»Das NUM«", "„The NUM“", "‚ein NUM‘", '"NUM".', "des  NUM\u00a0–"])
def test_articles_quotes_and_spaces_of_both_languages_do_not_count(text):
    assert normalise(text) == "num"


def test_words_that_only_begin_like_an_article_stay():
    assert normalise("Dieter, einer der andern") == "dieter andern"


def test_auroc_counts_ties_half():
    scores, positive = [0.9, 0.5, 0.5, 0.1], [True, True, False, False]
    assert auroc(scores, positive) == roc_auc_score(positive, scores) == 0.875


@pytest.mark.parametrize("positive", [[], [True, True], [False]])
def test_auroc_needs_both_sorts(positive):
    assert auroc([0.5] * len(positive), positive) is None


@pytest.mark.parametrize(("bins", "expected"), [(5, 0.239), (10, 0.323), (15, 0.269)])
def test_calibration_error_equals_torchmetrics(bins, expected):
    assert expected_calibration_error(CONFIDENCES, RIGHT, bins=bins) == pytest.approx(expected)


@pytest.mark.parametrize("bins", [5, 10])
def test_the_reliability_diagram_is_that_of_scikit_learn(bins):
    within = [confidence + 0.001 for confidence in CONFIDENCES]  # on an edge, the two cut differently
    accuracy, confidence = calibration_curve(RIGHT, within, n_bins=bins)
    found = reliability(within, RIGHT, bins=bins)
    assert [one.accuracy for one in found] == pytest.approx(accuracy.tolist())
    assert [one.confidence for one in found] == pytest.approx(confidence.tolist())
    assert sum(one.count for one in found) == 10
    assert all(one.low <= one.confidence <= one.high for one in found)


def test_calibration_error_at_the_edges():
    assert expected_calibration_error([], []) is None
    assert expected_calibration_error([1.0, 0.0], [True, False]) == 0.0


def test_risk_is_one_minus_precision_at_each_threshold():
    precision, _, thresholds = precision_recall_curve(RIGHT, CONFIDENCES)
    expected = [1 - p for p in reversed(precision[: len(thresholds)])]
    curve = risk_coverage(CONFIDENCES, RIGHT)
    assert [risk for _, risk in curve] == pytest.approx(expected)
    assert [coverage for coverage, _ in curve] == pytest.approx([n / 10 for n in range(1, 11)])


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.booleans()), min_size=1))
def test_risk_coverage_does_not_depend_on_the_order(pairs):
    confidences, right = zip(*pairs, strict=True)
    curve = risk_coverage(confidences, right)
    assert curve == risk_coverage(confidences[::-1], right[::-1])
    assert curve[-1] == (1.0, pytest.approx(1 - sum(right) / len(right)))


def test_coverage_is_of_all_questions_and_risk_of_the_answers():
    """El-Yaniv & Wiener (2010): what is rejected counts in the coverage, and can't be wrong."""
    curve = risk_coverage([0.9, 0.8, 0.6], [True, False, True], of=6)
    assert curve == ((1 / 6, 0.0), (2 / 6, 0.5), (3 / 6, pytest.approx(1 / 3)))


def test_no_questions_have_no_curve():
    assert risk_coverage([], []) == ()
