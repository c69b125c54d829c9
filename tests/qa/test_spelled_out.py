"""What an abbreviation stands for is what a document says, not what the model has heard elsewhere."""

import pytest

from qa.answer import answer
from qa.draft import Draft
from qa.kind import of_another_kind
from qa.question import analyse, short_form_asked
from qa.recheck import recheck
from qa.serialise import answer_json
from qa.source import source_of
from qa.spelled_out import PRECISION
from qa.types import Found

GERMAN = "Der Rat des Forschungsnetzes Nord (FNN) tagte heute. Im Jahr 2020 entstand das Forschungsnetz Nord (FNN)."
ENGLISH = "Money for the Faraway Northern Network (FNN) is assured. It is called FNN. LENA is the newest part of it. "
LETTERS = "The letters stand for Learning in Northern Academies."
OTHERS = "Ein Boot namens ATLANTIS gehört dazu. Es steht für ein neues Denken."


@pytest.fixture
def documents(make_document):
    return (
        make_document(GERMAN, path="netz.txt"),
        make_document(ENGLISH + LETTERS, "en", path="network.txt"),
        make_document(OTHERS, path="boot.txt"),
    )


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Wofür steht FNN?", "FNN"),
        ("Wofür steht die Abkürzung „FNN“ eigentlich?", "FNN"),
        ("Was bedeutet das Kürzel LokS?", "LokS"),
        ("What does FNN stand for?", "FNN"),
        ("What does the acronym “FNN” mean?", "FNN"),
        ("Wofür steht der Rat?", None),
        ("What does the FNN stand up for?", None),
        ("Was macht das FNN?", None),
        ("What does FNN do?", None),
    ],
)
def test_a_question_for_the_long_form_is_known(question: str, short: str | None) -> None:
    assert short_form_asked(question) == short


@pytest.mark.parametrize(
    ("question", "text", "document"),
    [
        ("Wofür steht FNN?", "FNN steht für „Forschungsnetz Nord“.", "netz.txt"),
        ("What does FNN stand for?", "FNN stands for “Faraway Northern Network”.", "network.txt"),
        ("Wofür steht LENA?", "LENA steht für „Learning in Northern Academies“.", "network.txt"),
        ("What does LENA stand for?", "LENA stands for “Learning in Northern Academies”.", "network.txt"),
    ],
)
def test_the_long_form_is_quoted_and_the_model_is_not_asked(
    question, text, document, documents, engine_over, writes
) -> None:
    engine = engine_over(documents, writes())
    found, *_, result = answer(engine, question)
    assert (result.status, result.text, result.confidence) == ("answered", text, PRECISION)
    assert engine.model.judged == engine.model.written == []
    (claim,) = result.claims
    ((span,), (cited,)) = claim.answer_spans, claim.citations
    assert cited.document == span.document == document
    source = next(each.text for each in documents if each.path == document)
    assert source[span.start : span.end] == span.text
    assert source[cited.start : cited.end] == cited.quote
    assert span.text in text
    assert isinstance(found, Found)
    assert [item.number for item in found.evidence] == list(range(1, len(found.evidence) + 1))
    assert found.evidence[0].quote == cited.quote


@pytest.mark.parametrize("question", ["Wofür steht FNN?", "What does FNN stand for?", "Wofür steht LENA?"])
def test_a_saved_answer_holds_when_it_is_checked_again(question, documents, engine_over, writes) -> None:
    *_, result = answer(engine_over(documents, writes()), question)
    by_path = {document.path: document for document in documents}
    assert recheck(answer_json(result), by_path.__getitem__) == []


@pytest.mark.parametrize(
    ("question", "threshold"),
    [("Wofür steht ATLANTIS?", 0.5), ("What does ATLANTIS stand for?", 0.5), ("Wofür steht FNN?", PRECISION + 0.01)],
)
def test_the_model_is_asked_where_no_sentence_has_the_letters_or_that_is_not_sure_enough(
    question, threshold, documents, engine_over, writes
) -> None:
    engine = engine_over(documents, writes(), threshold=threshold)
    *_, result = answer(engine, question)
    assert engine.model.judged
    assert result.status == "not_in_documents"


@pytest.mark.parametrize(
    ("question", "quote", "key", "another"),
    [
        (
            "Wofür steht das Kürzel LENA?",
            "LENA gehört zum Nördlichen Forschungsnetz.",
            "Nördlichen Forschungsnetz",
            True,
        ),
        ("Wofür steht das Kürzel LENA?", "LENA heißt Lernen in Nordakademien.", "Lernen in Nordakademien", False),
        ("What does LENA stand for?", "LENA is part of the Network.", "Network", True),
        ("What does LENA stand for?", "LENA is Learning in Academies.", "Learning in Academies", False),
    ],
)
def test_words_without_the_letters_are_no_answer(question, quote, key, another, make_evidence) -> None:
    asked = analyse(question)
    source = source_of(Draft(key, ""), make_evidence(quote, asked.language), asked)
    assert of_another_kind(asked, source, None, "") is another
