"""What the model wrote is taken apart exactly, and nothing that is malformed becomes a claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.draft import Draft, parse


@pytest.mark.parametrize(
    ("reply", "draft"),
    [
        (
            "ja: 200 Mio. Euro\nDie Förderung beträgt 200 Mio. Euro.",
            Draft("200 Mio. Euro", "Die Förderung beträgt 200 Mio. Euro."),
        ),
        ("yes: 37 sites\nThere are 37 sites.", Draft("37 sites", "There are 37 sites.")),
        ("ja: Ziel: Forschung [3]\nDas Ziel ist: Forschung.", Draft("Ziel: Forschung [3]", "Das Ziel ist: Forschung.")),
    ],
)
def test_a_reply_is_key_words_and_a_sentence(reply: str, draft: Draft) -> None:
    assert parse(reply) == draft


@pytest.mark.parametrize("reply", ["nein", "no", "nein\nDas steht nirgends.", "no."])
def test_a_no_is_no_claim(reply: str) -> None:
    assert parse(reply) is None


@pytest.mark.parametrize(
    "reply",
    ["", "\n\n", "Im April 2020.", "ja", "ja:", "yes: ", "ja: \n", ": 2020", "[1] 2020", "ja:2020", "\n: \n"],
)
def test_what_is_malformed_is_no_claim(reply: str) -> None:
    assert parse(reply) is None


@pytest.mark.parametrize("reply", ["ja: 2020", "ja: 2020\n", "yes: 2020\n\n", "yes: 2020\n\nIn 2020."])
def test_a_reply_that_ends_early_has_no_sentence(reply: str) -> None:
    assert parse(reply) == Draft("2020", "")


def test_only_the_first_sentence_is_taken() -> None:
    assert parse("ja: 2020\nIm Jahr 2020.\nja: 2021\nIm Jahr 2021.") == Draft("2020", "Im Jahr 2020.")


def test_white_space_around_the_parts_does_not_matter() -> None:
    assert parse("\n  ja:   2020  \r\n  Im Jahr 2020.  \n") == Draft("2020", "Im Jahr 2020.")


@given(st.text(alphabet="a1 :[].\n\u00a0\rjyä", max_size=60))
def test_every_claim_has_key_words_and_no_line_ends(reply: str) -> None:
    draft = parse(reply)
    if draft is not None:
        assert draft.key.strip() == draft.key != ""
        assert draft.text.strip() == draft.text
        assert "\n" not in draft.key + draft.text
        assert draft.key in reply
        assert draft.text in reply
