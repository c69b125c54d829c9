"""An abbreviation and what the documents say it stands for are one name."""

import pytest

from qa.question import analyse
from qa.subject import lacking, names

DEFINED = {"NUM": ("Netzwerk Universitätsmedizin", "Network of University Medicine"), "MFT": ("Fakultätentag",)}


@pytest.mark.parametrize(
    ("question", "quote", "language", "missing"),
    [
        ("When did the Network of University Medicine begin?", "The NUM began in 2020.", "en", 0),
        ("When did the NUM begin?", "The Network of University Medicine began in 2020.", "en", 0),
        ("When did the NUM begin?", "Das Netzwerk Universitätsmedizin begann 2020.", "de", 0),
        ("Wann begann das Netzwerk Universitätsmedizin?", "Das NUM begann 2020.", "de", 0),
        ("Wann begann das NUM?", "Das Netzwerk Universitätsmedizin begann 2020.", "de", 0),
        ("Wann begann das NUM?", "Der Fakultätentag begann 2020.", "de", 1),
        ("When did the Network of University Medicine begin?", "The MFT began in 2020.", "en", 1),
    ],
)
def test_a_sentence_has_a_name_under_any_of_its_forms(question, quote, language, missing, make_evidence) -> None:
    asked = analyse(question, DEFINED)
    assert names(asked) in (["NUM"], [])
    assert lacking(asked, make_evidence(quote, language, published=None)).names == missing


def test_only_what_a_question_says_is_an_abbreviation_of_it() -> None:
    assert set(analyse("Wann begann das NUM?", DEFINED).abbreviations) == {"NUM"}
    assert analyse("Wann begann das NUM?").abbreviations == {}
