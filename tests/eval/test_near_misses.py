"""Near misses made from questions that have an answer."""

from dataclasses import replace
from random import Random

import pytest

from eval.answers import Probe
from eval.near_misses import exchanged_items, exchanged_probes, without_answers
from eval.squad import GoldSpan
from eval.types import Item, Support, TextGold
from index.types import Document


def _document(path: str, text: str, language: str) -> Document:
    return Document(path, path, "text/plain", "", None, None, language, text)


def _probe(number: int, question: str, home: str, text: str, answer: str, twins: tuple[str, ...] = ()) -> Probe:
    start = text.index(answer)
    return Probe(str(number), question, (GoldSpan(home, start, start + len(answer), answer),), (home,), twins)


@pytest.mark.parametrize(
    ("language", "texts", "questions", "exchanged"),
    [
        (
            "de",
            ("Der Hafen von Norby hat 46 Kräne.", "Die Werft in Lund baute 12 Schiffe."),
            ("Wie viele Kräne hat der Hafen?", "Wie viele Schiffe baute die Werft?"),
            {"Hafen": "Werft", "Kräne": "Schiffe"},
        ),
        (
            "en",
            ("The port of Norby opened in 1987.", "The yard in Lund closed in 1994."),
            ("What did Norby open in 1987?", "What did Lund close in 1994?"),
            {"Norby": "Lund", "1987": "1994"},
        ),
    ],
)
def test_one_word_is_exchanged_for_one_that_other_questions_use_in_its_place(language, texts, questions, exchanged):
    documents = [_document(f"{n}.txt", text, language) for n, text in enumerate(texts)]
    probes = [_probe(n, q, f"{n}.txt", texts[n], texts[n].split()[-1]) for n, q in enumerate(questions)]
    swapped = exchanged | {new: old for old, new in exchanged.items()}
    made = list(exchanged_probes(probes, lambda _: "one article", documents, Random(1)))
    assert len(made) == 2
    for probe, one in zip(probes, made, strict=True):
        (old,) = set(probe.question.split()) - set(one.question.split())
        assert old.strip("?") in swapped
        assert len(set(one.question.split()) - set(probe.question.split())) == 1
        assert not one.answerable
        assert one.homes == probe.homes


def test_nothing_is_put_in_that_the_paragraph_has_or_another_article_asks_for() -> None:
    texts = ["Norby liegt bei Lund.", "Lund liegt bei Norby.", "Malmö ist groß."]
    documents = [_document(f"{n}.txt", text, "de") for n, text in enumerate(texts)]
    asked = ["Wo liegt Norby?", "Wo liegt Lund?", "Wie groß ist Malmö?"]
    probes = [_probe(n, asked[n], f"{n}.txt", texts[n], texts[n].split()[-1]) for n in range(3)]
    articles = {"0.txt": "a", "1.txt": "a", "2.txt": "b"}
    assert not list(exchanged_probes(probes, lambda probe: articles[probe.homes[0]], documents, Random(1)))


def test_of_a_set_the_support_stays_with_the_question_that_it_answers_no_more() -> None:
    gold = TextGold("text", ("46",))
    one = Item(
        "one", "de", "Wer leitet die MII?", "person", "answered", gold, (Support("a.txt", "Die MII leitet er."),)
    )
    two = replace(one, id="two", question="Wer leitet das NUM?", support=(Support("a.txt", "Sie leitet das NUM."),))
    first, second = exchanged_items([one, two], Random(1))
    assert (first.question, second.question) == ("Wer leitet die NUM?", "Wer leitet das MII?")
    assert (first.answerable, first.support, first.gold) == (False, one.support, gold)


@pytest.mark.parametrize(
    ("language", "text", "answer", "left"),
    [
        (
            "de",
            "Der Turm ist alt. Er hat 46 Stufen. Man kann ihn besuchen.",
            "46",
            "Der Turm ist alt. Man kann ihn besuchen.",
        ),
        ("en", "The tower is old. It has 46 steps. It can be visited.", "46", "The tower is old. It can be visited."),
    ],
)
def test_sentences_that_answer_are_taken_out(language: str, text: str, answer: str, left: str) -> None:
    probe = _probe(1, "?", "a.txt", text, answer)
    other = _document("b.txt", "Nichts.", "de")
    documents, probes = without_answers([_document("a.txt", text, language), other], [probe])
    assert [document.text for document in documents] == [left, "Nichts."]
    assert [one.answerable for one in probes] == [False]


def test_a_question_whose_answer_stands_twice_is_left_out() -> None:
    text = "Es hat 46 Stufen. Alle 46 sind alt."
    documents, probes = without_answers([_document("a.txt", text, "de")], [_probe(1, "?", "a.txt", text, "46")])
    assert probes == ()
    assert documents[0].text == "Alle 46 sind alt."


def test_a_document_of_nothing_else_is_gone() -> None:
    text = "Es hat 46 Stufen."
    documents, _ = without_answers([_document("a.txt", text, "de")], [_probe(1, "?", "a.txt", text, "46")])
    assert documents == []
