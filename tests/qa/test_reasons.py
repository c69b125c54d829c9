"""Why something does not hold is said in both languages, with the same values."""

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.reasons import CLAIM_REASONS, REASONS, Reason, read, written


def _values(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("name", REASONS)
def test_both_languages_take_the_same_values(name: str) -> None:
    assert set(REASONS[name]) == {"de", "en"}
    assert _values(REASONS[name]["de"]) == _values(REASONS[name]["en"])
    assert REASONS[name]["de"] != REASONS[name]["en"]


def test_values_are_filled_in_as_they_are() -> None:
    reason = Reason("figure_not_in_quote", ("{0} <b>300</b>",))
    assert reason.said("de") == "die Angabe „{0} <b>300</b>“ steht nicht im Zitat"
    assert reason.said("en") == "the figure '{0} <b>300</b>' is not in the quote"


@given(st.sampled_from([name for name in CLAIM_REASONS if name != "unknown"]), st.text(min_size=1))
def test_a_claims_reason_is_read_from_the_sentence_it_was_written_as(name: str, value: str) -> None:
    reason = Reason(name, (value,) if _values(REASONS[name]["en"]) else ())
    assert read(written(reason)) == reason


def test_no_reason_is_an_empty_sentence() -> None:
    assert written(None) == ""
    assert read("") is None


@pytest.mark.parametrize("sentence", ["it is too long", "the figure '\\x' is not in the quote", "{0}", "'"])
def test_a_sentence_of_another_version_is_kept_as_it_is(sentence: str) -> None:
    reason = read(sentence)
    assert reason is not None
    assert (reason.said("en"), reason.said("de")) == (sentence, f"auf Englisch: {sentence}")
    assert read(written(reason)) == reason
