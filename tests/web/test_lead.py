"""What an answer says besides its claims."""

from dataclasses import replace

import pytest

from qa.types import Claim
from tests.web.fake_assistant import FakeAssistant
from web.lead import lead


def answer(text, *claims, status="answered"):
    made = tuple(Claim(claim, "supported", ()) for claim in claims)
    return replace(FakeAssistant().ask("Was?"), status=status, text=text, claims=made)


@pytest.mark.parametrize(
    ("text", "claims", "said"),
    [
        ("Das NUM gibt es seit 2020.", ("Das NUM gibt es seit 2020.",), ""),
        (
            "Das NUM gibt es seit 2020. Auf „Wer leitet es?“ antworten die Dokumente nicht.",
            ("Das NUM gibt es seit 2020.",),
            "Auf „Wer leitet es?“ antworten die Dokumente nicht.",
        ),
        (
            "To “Who?” the documents have no answer. It is 37.",
            ("It is 37.",),
            "To “Who?” the documents have no answer.",
        ),
        (
            "Die Dokumente unterscheiden sich: 37 (2026), 36 (2022).",
            ("Es sind 37.", "Es sind 36."),
            "Die Dokumente unterscheiden sich: 37 (2026), 36 (2022).",
        ),
        (
            "The documents differ: Falko Mohrs (2026), Markus Blume (2022).",
            ("Falko Mohrs", "Markus Blume"),
            "The documents differ: Falko Mohrs (2026), Markus Blume (2022).",
        ),
        ("Es sind 36. Es sind 36.000.", ("Es sind 36.",), "Es sind 36.000."),
        ("2020 – im Dokument steht: „2020.“ Es sind 3.", ("2020 – im Dokument steht: „2020.“", "Es sind 3."), ""),
        ("Das steht nicht in den Dokumenten.", (), "Das steht nicht in den Dokumenten."),
    ],
)
def test_claims_that_stand_in_it_as_sentences_are_left_out(text, claims, said):
    assert lead(answer(text, *claims)) == said
