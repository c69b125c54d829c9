"""Marks in a text: nothing is lost, and the right words are marked."""

from hypothesis import given
from hypothesis import strategies as st

from tests.web.fake_assistant import FakeAssistant
from web.marks import claim_figures, cut, key_ranges

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


def test_each_figure_of_a_claim_leads_to_the_sentence_that_has_it():
    answer = FakeAssistant().ask("How many sites take part?")
    for claim in answer.claims:
        (figure,) = claim_figures(answer, claim)
        assert claim.text[figure[0] : figure[1]] in figure[2].quote
