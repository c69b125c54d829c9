from collections.abc import Callable

import pytest

from index.types import Document
from qa.answer import answer
from qa.inquiry import Engine
from qa.parts import split
from qa.types import Answer, Found


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Wie viele Standorte hat das NUM?", ("Wie viele Standorte hat das NUM?",)),
        ("Welche Länder und Städte sind dabei?", ("Welche Länder und Städte sind dabei?",)),
        ("In which month and year was the call?", ("In which month and year was the call?",)),
        (
            "Wer leitete die GWK im November 2022 und wer im Februar 2026?",
            ("Wer leitete die GWK im November 2022?", "Wer leitete die GWK im Februar 2026?"),
        ),
        (
            "How many sites did the NUM count in 2022, and how many in 2026?",
            ("How many sites did the NUM count in 2022?", "How many sites did the NUM count in 2026?"),
        ),
        ("Wann und wo wurde das NUM gegründet?", ("Wann wurde das NUM gegründet?", "Wo wurde das NUM gegründet?")),
        ("When and where was the club founded?", ("When was the club founded?", "Where was the club founded?")),
        ("Who led it, and who in May 2026?", ("Who led it?", "Who led it in May 2026?")),
        (
            "Wie viele Mitglieder hatte der Verein 2010 und wie viele neue im Jahr 2015?",
            (
                "Wie viele Mitglieder hatte der Verein 2010?",
                "Wie viele neue im Jahr 2015? (Wie viele Mitglieder hatte der Verein?)",
            ),
        ),
        (
            "Wer trägt die GmbH und seit wann?",
            ("Wer trägt die GmbH?", "Seit wann? (Wer trägt die GmbH?)"),
        ),
    ],
)  # fmt: skip
def test_a_question_is_taken_apart_where_it_asks_twice(question: str, parts: tuple[str, ...]) -> None:
    assert tuple(part.question for part in split(question)) == parts


def test_a_part_that_leans_on_the_first_is_worded_in_full(
    engine_over: Callable[..., Engine], releases: tuple[Document, ...]
) -> None:
    engine = engine_over(releases, script)
    question = "Wie ist die Telefonnummer der Pressestelle und wer trägt sie?"
    engine.model.rewordings["Und wer trägt sie?"] = "Wer trägt die Pressestelle?"
    list(answer(engine, question))
    assert {asked for _, asked in engine.model.written} == {
        " Wie ist die Telefonnummer der Pressestelle?",
        " Wer trägt die Pressestelle?",
    }
    engine.model.rewordings["Und wer trägt sie?"] = "Wer trägt die Charité?"
    engine.model.written.clear()
    list(answer(engine, question))
    assert " Wer trägt sie? (Wie ist die Telefonnummer der Pressestelle?)" in {a for _, a in engine.model.written}


@pytest.mark.parametrize(
    ("question", "first", "quote", "key", "asked"),
    [
        (
            "Which ministry paid in 2022, and what is that ministry called today?",
            "Which ministry paid in 2022?",
            "The Ministry of Culture paid for it in 2022.",
            "Ministry of Culture",
            " What is Ministry of Culture called today?",
        ),
        (
            "Welche Stiftung zahlte 2022 und wer leitet diese Stiftung?",
            "Welche Stiftung zahlte 2022?",
            "Die Stiftung Nordlicht zahlte 2022.",
            "Stiftung Nordlicht",
            " Wer leitet Stiftung Nordlicht?",
        ),
    ],
)
def test_a_part_that_points_at_what_the_first_asked_for_gets_its_answer(
    question: str, first: str, quote: str, key: str, asked: str, engine_over, make_document
) -> None:
    language = "en" if question.startswith("Which") else "de"
    engine = engine_over((make_document(quote, language),), lambda q, text: (400.0, f"ja: {key}\n{quote}"))
    list(answer(engine, question))
    assert {said for _, said in engine.model.written} == {f" {first}", asked}


SAID = {
    "telephone": ("0228 99 5402-0", "Telefon: 0228 99 5402-0."),
    "founded": ("2018", "The initiative was founded in 2018."),
    "telefonnummer": ("0228 99 5402-0", "Telefon: 0228 99 5402-0."),
    "trägt": ("Bund", "Die Gesellschaft wird vom Bund getragen."),
    "runs": ("three associations", "The coordination office is run by three associations."),
}


def script(question: str, quote: str) -> tuple[float, str]:
    """Each part has one sentence that answers it, known by a word of the part."""
    key, sentence = next(said for word, said in SAID.items() if word in question.split(" (", maxsplit=1)[0].lower())
    return (400.0 if key in quote else -400.0), f"ja: {key}\n{sentence}"


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        (
            "Wie ist die Telefonnummer der Pressestelle und wer trägt die Gesellschaft?",
            ["Telefon der Pressestelle: 0228 99 5402-0.", "Die Gesellschaft wird vom Bund zu 100 Prozent getragen."],
        ),
        (
            "When was the initiative founded and who runs the coordination office?",
            [
                "The initiative was founded in 2018 by the ministry.",
                "The coordination office is run by three associations.",
            ],
        ),
    ],
)
def test_both_parts_are_answered_each_with_its_own_quote(
    question: str, quoted: list[str], engine_over: Callable[..., Engine], releases: tuple[Document, ...]
) -> None:
    pieces = list(answer(engine_over(releases, script), question))
    given = pieces[-1]
    assert isinstance(given, Answer)
    assert (given.question, given.status) == (question, "answered")
    assert [claim.citations[0].quote for claim in given.claims] == quoted
    assert all(claim.text in given.text for claim in given.claims)
    assert sum(isinstance(piece, Found) for piece in pieces) == 1


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie ist die Telefonnummer und wer trägt die Gesellschaft?", "Auf „Wer trägt die Gesellschaft?“ antworten"),
        ("What is the telephone number and who runs the office?", "To “Who runs the office?” the documents have no"),
    ],
)
def test_a_part_that_is_not_in_the_documents_is_named(
    question: str, said: str, engine_over: Callable[..., Engine], releases: tuple[Document, ...]
) -> None:
    only_release = [document for document in releases if document.path == "release-2026.pdf"]

    def knows_the_number(asked: str, quote: str) -> tuple[float, str]:
        odds, reply = script(asked, quote)
        return (odds if "tele" in asked.split(" (", maxsplit=1)[0].lower() else -400.0), reply

    given = list(answer(engine_over(only_release, knows_the_number), question))[-1]
    assert isinstance(given, Answer)
    assert given.status == "answered"
    assert "0228 99 5402-0" in given.text
    assert said in given.text


@pytest.mark.parametrize(
    ("question", "quote", "key", "asks"),
    [
        (
            "Which ministry paid in 2022, and what is that ministry called today?",
            "2022 zahlte das Bundesministerium für die Bildung und das Wissen der Länder.",
            "das Bundesministerium für die Bildung und das Wissen der Länder",
            "Question:",
        ),
        (
            "Welches Ministerium zahlte 2022, und wie heißt dieses Ministerium heute?",
            "In 2022 the Ministry of the Arts and of all the Letters for all paid.",
            "the Ministry of the Arts and of all the Letters for all",
            "Frage:",
        ),
    ],
)
def test_a_name_of_the_other_language_that_is_put_in_does_not_change_the_language(
    question: str,
    quote: str,
    key: str,
    asks: str,
    engine_over: Callable[..., Engine],
    make_document: Callable[..., Document],
) -> None:
    engine = engine_over([make_document(quote)], lambda *_: (400.0, f"ja: {key}\n{quote}"))
    *_, given = answer(engine, question)
    assert [asked for _, asked in engine.model.judged if key in asked]
    assert all(asks in sentence for sentence, _ in engine.model.judged)
    assert given.language == ("en" if asks == "Question:" else "de")
