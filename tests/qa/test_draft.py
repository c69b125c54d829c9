"""What the model wrote is taken apart exactly, and nothing that is malformed becomes a claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.draft import Draft, parse


def test_a_reply_of_one_claim() -> None:
    assert parse("200 Mio. Euro [2]\nDie Förderung beträgt 200 Mio. Euro.", [1, 2, 3]) == (
        Draft("200 Mio. Euro", 2, "Die Förderung beträgt 200 Mio. Euro."),
    )


def test_a_reply_of_two_claims() -> None:
    reply = "36 sites [1]\nThere were 36 sites.\n37 sites [3]\nThere are 37 sites."
    assert parse(reply, [1, 2, 3]) == (
        Draft("36 sites", 1, "There were 36 sites."),
        Draft("37 sites", 3, "There are 37 sites."),
    )


@pytest.mark.parametrize("reply", ["keine Angabe [0]", "not stated [0]", "keine Angabe [0]\nDas steht nirgends."])
def test_the_reply_that_nothing_answers_is_no_claim(reply: str) -> None:
    assert parse(reply, [1, 2]) == ()


@pytest.mark.parametrize("number", [0, 4, 9])
def test_a_number_that_no_sentence_has_is_dropped(number: int) -> None:
    assert parse(f"2020 [{number}]\nIm Jahr 2020.\n2021 [1]\nIm Jahr 2021.", [1, 2, 3]) == (
        Draft("2021", 1, "Im Jahr 2021."),
    )


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "\n\n",
        "Im April 2020.",
        "[1]",
        " [1]\nIm April 2020.",
        "2020 [12]\nIm Jahr 2020.",
        "2020 [1, 2]\nIm Jahr 2020.",
        "2020 [eins]\nIm Jahr 2020.",
        "2020 [1] und mehr\nIm Jahr 2020.",
        "2020 (1)\nIm Jahr 2020.",
        "[1] 2020",
        "2020 [-1]",
    ],
)
def test_what_is_malformed_is_no_claim(reply: str) -> None:
    assert parse(reply, [1, 2]) == ()


@pytest.mark.parametrize("reply", ["2020 [1]", "2020 [1]\n", "2020 [1]\n\n"])
def test_a_reply_that_ends_early_has_no_sentence(reply: str) -> None:
    assert parse(reply, [1]) == (Draft("2020", 1, ""),)


def test_the_next_claim_is_not_taken_for_the_sentence_of_the_one_before() -> None:
    assert parse("2020 [1]\n2021 [2]\nIm Jahr 2021.", [1, 2]) == (
        Draft("2020", 1, ""),
        Draft("2021", 2, "Im Jahr 2021."),
    )


def test_blank_lines_and_white_space_do_not_matter() -> None:
    assert parse("\n  2020 [1]  \r\n\n  Im Jahr 2020.  \n", [1]) == (Draft("2020", 1, "Im Jahr 2020."),)


@given(st.text(alphabet="a1 [].\n0239ä", max_size=60), st.sets(st.integers(1, 9), max_size=4))
def test_no_reply_makes_a_claim_of_an_unknown_sentence(reply: str, numbers: set[int]) -> None:
    for draft in parse(reply, sorted(numbers)):
        assert draft.number in numbers
        assert draft.key.strip()
        assert "\n" not in draft.key + draft.text
