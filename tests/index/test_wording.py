"""A question's phrases come with every wording that a text may have for them."""

import pytest

from index.wording import wordings

NUM = {"NUM": ("Netzwerk Universitätsmedizin", "Network of University Medicine")}
GWK = {"GWK": ("Gemeinsame Wissenschaftskonferenz",)}


@pytest.mark.parametrize(
    ("question", "source", "target", "abbreviations"),
    [
        ("Seit wann gibt es das Netzwerk Universitätsmedizin?", "de", "de", NUM),
        ("Seit wann gibt es das NUM?", "de", "de", NUM),
        ("When did the Network of University Medicine start?", "en", "en", NUM),
        ("When did the NUM start?", "en", "en", NUM),
        ("When did the Network of University Medicine start?", "en", "de", NUM),
        ("Seit wann gibt es das Netzwerk Universitätsmedizin?", "de", "en", NUM),
    ],
)
def test_an_abbreviation_and_its_long_form_are_one_phrase(question, source, target, abbreviations):
    both = [phrase for phrase in wordings(question, source, target, abbreviations) if ("num",) in phrase]
    assert len(both) == 1
    assert any(len(wording) > 1 for wording in both[0])


def test_the_long_form_is_known_in_any_case_and_through_the_glossary():
    for question, source in (("der Gemeinsamen Wissenschaftskonferenz", "de"), ("joint science conference", "en")):
        assert [("gwk",) in phrase for phrase in wordings(question, source, "de", GWK)] == [True]


def test_words_that_are_no_long_form_stay_as_they_are():
    assert wordings("Das Netzwerk der Universitätsmedizin und Krebs", "de", "de", {}) == (
        (("netzwerk",),), (("universitatsmedizin",),), (("kreb",),),
    )  # fmt: skip


def test_a_phrase_has_the_translations_of_the_glossary():
    assert (("telefon",), ("telefonnumm",)) in wordings("the telephone", "en", "de", {})


def test_what_is_said_twice_and_function_words_count_once_and_not_at_all():
    assert wordings("der die das", "de", "de", NUM) == ()
    assert len(wordings("NUM oder Netzwerk Universitätsmedizin?", "de", "de", NUM)) == 1
