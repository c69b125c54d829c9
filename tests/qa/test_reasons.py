"""Why something does not hold is said in both languages, with the same values."""

from string import Formatter

import pytest

from qa.reasons import REASONS, Reason


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
