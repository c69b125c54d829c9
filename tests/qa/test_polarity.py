"""Yes or no is said only where the model is sure, and asked for with as many examples of each."""

import pytest

from qa import polarity, prompt


@pytest.mark.parametrize(
    ("log_odds", "so"), [(2.0, True), (0.8, True), (0.7, None), (0.0, None), (-0.2, None), (-0.3, False), (-3.0, False)]
)
def test_between_the_bounds_nothing_is_said(log_odds: float, so: bool | None) -> None:
    assert polarity.decided(log_odds) is so


@pytest.mark.parametrize("language", ["de", "en"])
def test_examples_are_balanced_and_asked_as_questions_are(language, make_evidence) -> None:
    beginning = polarity.prefix(language)
    yes, no = (beginning.count(f"{prompt.TAIL}{word}<|im_end|>") for word in prompt.VERDICTS[language])
    assert yes == no == 3
    asked = "".join(prompt.parts("Stimmt das?", make_evidence("Ein Satz.", "de"), language))
    assert asked == prompt.asked("Ein Satz.", "Stimmt das?", language)
    assert beginning.endswith("<|im_start|>user\n")
