"""Marks in a text: nothing is lost, and the right words are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.fake_assistant import FakeAssistant
from web.marks import backed_figures, backed_names, cut, key_ranges

MARKS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.sampled_from(["a", "b"])), max_size=6)


@given(st.text(max_size=50), MARKS, st.integers(0, 10))
def test_cutting_loses_no_character_and_marks_exactly_what_is_covered(text, marks, start):
    fragments = cut(text, marks, start)
    assert "".join(fragment.text for fragment in fragments) == text
    seen = [fragment.marks for fragment in fragments for _ in fragment.text]
    for place, names in enumerate(seen, start):
        assert names == " ".join(sorted({name for low, high, name in marks if low <= place < high}))


def test_key_spans_of_the_claims_are_marked_in_the_quote():
    assistant = FakeAssistant()
    answer = assistant.ask("Wie hoch ist die Förderung?")
    citation = answer.claims[0].citations[0]
    text = assistant.document(citation.document).text
    assert [text[start:end] for start, end in key_ranges(answer, citation)] == ["rund 200 Mio. Euro"]


def test_without_key_spans_the_figures_of_the_claim_are_marked_in_either_language():
    assistant = FakeAssistant()
    answer = assistant.ask("Wie hoch ist die Förderung?")
    citation = answer.claims[0].citations[1]
    text = assistant.document(citation.document).text
    assert [text[start:end] for start, end in key_ranges(answer, citation)] == [
        "EUR 200 million",
        "2023 to 2026",
    ]


def test_each_figure_that_a_quote_has_leads_to_it_and_a_calculated_one_nowhere():
    answer = FakeAssistant().ask("How much funding is there?")
    supported, derived, _ = answer.claims
    figures = backed_figures(supported.text, "en", supported.citations)
    assert [supported.text[start:end] for start, end, _ in figures] == ["2023 to 2026", "EUR 200 million"]
    assert {citation for _, _, citation in figures} == {supported.citations[0]}
    assert backed_figures(derived.text, "en", derived.citations) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Präsident Matthias Frosch sieht darin die Gewähr.", ["Matthias Frosch"]),
        ("Matthias Frosch is president of the Medizinischer Fakultätentag.", ["Matthias Frosch"]),
        ("Das sagt Matthias Froschmann.", []),
        ("Das sagt Martin Frosch.", []),
        ("Die Infrastruktur bleibt.", []),
    ],
)
def test_each_name_that_a_quote_has_word_for_word_leads_to_it(text, names):
    citation = FakeAssistant().cite("mii-num-2022.txt", "Prof. Matthias Frosch")
    assert [(text[start:end], one) for start, end, one in backed_names(text, [citation])] == [
        (name, citation) for name in names
    ]
