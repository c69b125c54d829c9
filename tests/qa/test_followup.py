"""A follow-up is asked in full: made of the conversation's own words, or put beside the question before."""

import pytest

from qa import Found, rewording
from qa.followup import complete, leans
from qa.types import Turn

LIBRARY = Turn("Wann wurde die NUM GmbH gegründet?", "Die NUM GmbH wurde 2025 gegründet.")
SITES = Turn("How many sites take part in the NUM?", "37 sites take part in the NUM.")


@pytest.fixture
def worded(scripted_model):
    """A follow-up after a turn, where the model words it as it is told."""

    def make(question: str, before: Turn, full: str) -> str:
        model = scripted_model(lambda *_: (0.0, ""))
        model.rewordings[question] = full
        return complete(model, question, [before])

    return make


@pytest.mark.parametrize(
    ("question", "before", "full"),
    [
        ("Und wer trägt sie?", LIBRARY, "Wer trägt die NUM GmbH?"),
        ("Wo hat sie ihren Sitz?", LIBRARY, "Wo hat die NUM GmbH ihren Sitz?"),
        ("Wie hoch ist ihr Budget?", LIBRARY, "Wie hoch ist das Budget der NUM GmbH?"),
        ("And who owns it?", LIBRARY, "Who owns the NUM GmbH?"),
        ("And in 2022?", SITES, "How many sites took part in the NUM in 2022?"),
        ("Since when does it exist?", SITES, "Since when does the NUM exist?"),
        ("Und seit wann gibt es das?", SITES, "Seit wann gibt es das NUM?"),
    ],
)
def test_what_the_conversation_says_is_put_in(worded, question: str, before: Turn, full: str) -> None:
    assert worded(question, before, full) == full


@pytest.mark.parametrize(
    ("question", "before", "full", "why"),
    [
        ("Und wer trägt sie?", LIBRARY, "Wer trägt die Charité?", "nobody named the Charité"),
        ("Und wer trägt sie?", LIBRARY, "Wann wurde die NUM GmbH gegründet?", "it asks something else"),
        ("Und 2022?", LIBRARY, "Wann wurde die NUM GmbH gegründet?", "the year is lost"),
        ("Und 2022?", LIBRARY, "Wann wurde die NUM GmbH 2023 gegründet?", "the year is another"),
        ("And who owns it?", LIBRARY, "Who owns it?", "it still leans"),
        ("And who owns it?", LIBRARY, "The NUM GmbH is owned by the federation.", "it is no question"),
        ("And who owns it?", LIBRARY, "", "nothing was written"),
    ],
)
def test_what_is_not_faithful_gives_way_to_the_question_before(
    worded, question: str, before: Turn, full: str, why: str
) -> None:
    assert worded(question, before, full) == f"{question} ({before.question})", why


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist die Förderung der MII ab 2023?",
        "What is the telephone number of the GWK?",
        "How many sites are there in the NUM?",
        "Wie viele Konsortien gibt es in der MII?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(worded, question: str) -> None:
    assert not leans(question)
    assert worded(question, LIBRARY, "Wer trägt die NUM GmbH?") == question


def test_without_a_conversation_nothing_is_put_in(scripted_model) -> None:
    assert complete(scripted_model(lambda *_: (0.0, "")), "Und wer trägt sie?", []) == "Und wer trägt sie?"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_examples_are_such_as_would_be_taken(worded, language) -> None:
    for example in rewording._EXAMPLES[language]:
        assert leans(example.question)
        assert worded(example.question, example.before, example.full) == example.full


def test_sentences_are_shown_before_the_question_is_worded_anew(assistant_over, releases, writes) -> None:
    assistant = assistant_over(releases, writes(("200 Mio. Euro", "Die Initiative wird mit 200 Mio. Euro gefördert.")))
    assistant._model.rewordings["Und mit wie viel Geld wird sie gefördert?"] = (
        "Mit wie viel Geld wird die Initiative gefördert?"
    )
    before = Turn("Wann wurde die Initiative gegründet?", "Die Initiative wurde 2018 gegründet.")
    pieces = list(assistant.stream("Und mit wie viel Geld wird sie gefördert?", history=[before]))
    assert [isinstance(piece, Found) for piece in pieces[:3]] == [True, True, False]
    assert pieces[-1].question == "Mit wie viel Geld wird die Initiative gefördert?"
    assert pieces[-1].status == "answered"
