import json

import pytest

from eval.beir import Benchmark
from eval.check import problems
from eval.datasets import beir_items, squad_items
from eval.score import score
from eval.squad import document_of, read_squad
from eval.types import Item, Place, Support, TextGold

GERMAN = "Die Panthers gaben 308 Punkte ab. Ihr Trainer war Ron Rivera."
ENGLISH = "The Panthers gave up 308 points. Their coach was Ron Rivera."


@pytest.fixture
def squad(tmp_path):
    """The paragraphs of a file: contexts, each with questions (id, words, answers)."""

    def read(*paragraphs):
        contexts = [
            {
                "context": context,
                "qas": [
                    {
                        "id": id_,
                        "question": words,
                        "is_impossible": not answers,
                        "answers": [{"text": one, "answer_start": context.index(one)} for one in answers],
                    }
                    for id_, words, answers in questions
                ],
            }
            for context, questions in paragraphs
        ]
        file = tmp_path / "dev.json"
        file.write_text(json.dumps({"data": [{"title": "Bowl", "paragraphs": contexts}]}), encoding="utf-8")
        return read_squad(file)

    return read


@pytest.mark.parametrize(
    ("text", "language", "question", "answers", "sentence"),
    [
        (GERMAN, "de", "Wie viele Punkte gaben sie ab?", ["308", "308 Punkte"], "Die Panthers gaben 308 Punkte ab."),
        (ENGLISH, "en", "How many points did they give up?", ["308", "308 points"], "The Panthers gave up 308 points."),
    ],
)
def test_a_question_has_its_answers_as_wordings_and_their_sentence_as_support(
    squad, text, language, question, answers, sentence
):
    (item,) = squad_items(squad((text, [("q1", question, answers)])))
    support = (Support("dev/000-00-Bowl.txt", sentence),)
    gold = TextGold("text", tuple(answers))
    assert item == Item("q1", language, question, "count", "answered", gold, support)


def test_an_answer_across_a_boundary_is_supported_by_both_sentences(squad):
    (item,) = squad_items(squad((GERMAN, [("q", "Was?", ["Punkte ab. Ihr Trainer"])])))
    assert [support.quote for support in item.support] == [GERMAN]


def test_what_the_data_call_impossible_is_not_in_the_documents(squad):
    (item,) = squad_items(squad((GERMAN, [("q", "Wer sang?", [])])))
    assert (item.status, item.gold, item.support) == ("not_in_documents", None, ())


def test_words_that_are_asked_on_two_paragraphs_are_answered_by_either(squad):
    asked = "Wer war der Trainer?"
    paragraphs = squad(
        (GERMAN, [("a", asked, ["Ron Rivera"])]),
        ("Der Trainer war Gary Kubiak.", [("b", asked, ["Gary Kubiak"])]),
        ("Sie sangen.", [("c", asked, [])]),
    )
    (item,) = squad_items(paragraphs)
    assert (item.id, item.status, item.gold) == ("a", "answered", TextGold("text", ("Ron Rivera", "Gary Kubiak")))
    assert list(problems([item], {one.document.path: one.document for one in paragraphs})) == []


DOCUMENTS = {path: document_of(path, path, text, "de") for path, text in (("d1", GERMAN), ("d2", "Sie sangen."))}


@pytest.fixture
def query():
    qrels = {"q": {"d1": 2, "gone": 1}, "lost": {"gone": 1}}
    queries = {"q": "Wie viele Punkte gaben die Panthers ab?", "lost": "Wohin?"}
    (item,) = beir_items(Benchmark(tuple(DOCUMENTS.values()), queries, qrels))
    return item


def test_a_query_has_the_relevant_documents_of_the_corpus_as_support_and_no_gold(query):
    assert query == Item("q", "de", query.question, "count", "answered", None, (Support("d1", ""),))
    assert list(problems([query], DOCUMENTS)) == []


def test_any_sentence_of_a_relevant_document_is_right_and_the_answer_is_not_judged(query, answer_with):
    outcome = score(query, answer_with("?", DOCUMENTS, [("d1", "Ihr Trainer war Ron Rivera.", None)]), DOCUMENTS)
    assert (outcome.verdict, outcome.quoted, outcome.failure) == ("unjudged", True, None)
    assert (outcome.result, outcome.supporting) == ("outcome_quoted", 1)


@pytest.mark.parametrize(
    ("status", "places", "failure"),
    [
        ("answered", (Place("d2", 0, 3), Place("d1", 0, 3)), "not_chosen"),
        ("answered", (Place("d2", 0, 3),), "not_retrieved"),
        ("not_in_documents", (Place("d1", 0, 3),), "wrongly_refused"),
        ("not_in_documents", (Place("d2", 0, 3),), "not_retrieved"),
    ],
)
def test_without_a_relevant_document_it_has_failed(query, answer_with, status, places, failure):
    quotes = [("d2", "Sie sangen.", None)] if status == "answered" else []
    outcome = score(query, answer_with("?", DOCUMENTS, quotes, status=status), DOCUMENTS, places)
    assert (outcome.verdict, outcome.failure) == ("unjudged", failure)
    assert outcome.rank == next((n for n, place in enumerate(places, 1) if place.document == "d1"), 0)
