"""The whole way with the bundled models, on the documents that ship and on the original press releases."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa import Answer, Assistant, Found
from qa.figures import find_figures, supports
from qa.serialise import answer_json
from qa.types import Citation

pytestmark = pytest.mark.slow

DOCUMENTS = Path(__file__).parents[2] / "documents"

QUESTIONS = (
    "Wie hoch ist die Förderung der MII ab 2023?",
    "How much funding does the MII receive from 2023 to 2026?",
    "Wann wurde das NUM gegründet?",
    "When was the NUM founded?",
    "Wer ist Präsident des Medizinischen Fakultätentages?",
    "Who is the president of the Medizinischer Fakultätentag (MFT)?",
    "Wie lautet die Telefonnummer der GWK?",
    "Wie hoch ist das Budget der NUM GmbH?",
)


@pytest.fixture(scope="module")
def shipped() -> Iterator[Assistant]:
    assistant = Assistant.open(DOCUMENTS)
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def originals(press_releases: Path) -> Iterator[Assistant]:
    assistant = Assistant.open(press_releases)
    yield assistant
    assistant.close()


@pytest.fixture(params=["shipped", "originals"])
def assistant(request: pytest.FixtureRequest) -> Assistant:
    return request.getfixturevalue(request.param)


def _citations(answer: Answer) -> list[Citation]:
    return [cited for claim in answer.claims for cited in claim.citations] + list(answer.nearest)


def _has(text: str, kind: str, value: str) -> bool:
    return any((figure.kind, figure.value) == (kind, value) for figure in find_figures(text, None))


@pytest.mark.parametrize("question", QUESTIONS[:2])
def test_the_funding_of_the_initiative_is_quoted(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert _has(answer.text, "amount", "200000000")
    quote = answer.claims[0].citations[0].quote
    assert "200 Mio" in quote or "200 Millionen" in quote or "EUR 200 million" in quote


@pytest.mark.parametrize("question", QUESTIONS[2:4])
def test_the_year_the_network_was_founded(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    dates = [figure.value for figure in find_figures(answer.text, answer.language) if figure.kind == "date"]
    assert dates
    assert all(value in ("2020", "2020-04", "2020-04-01") for value in dates)


@pytest.mark.parametrize("question", QUESTIONS[4:6])
def test_a_person_by_the_office(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert "Matthias Frosch" in answer.text
    assert "Scholz" not in answer.text


@pytest.mark.parametrize("question", [QUESTIONS[6], "What is the telephone number of the GWK?"])
def test_the_letterhead_has_the_publishers_telephone_number(originals: Assistant, question: str) -> None:
    answer = originals.ask(question)
    assert answer.status == "answered"
    assert answer.claims[0].citations[0].quote.strip() == "Telefon 0228 99 5402-0"
    assert "0228 99 5402-0" in answer.text


@pytest.mark.parametrize("question", ["Wie hoch ist das Budget der NUM GmbH?", "What is the budget of the NUM GmbH?"])
def test_what_no_document_says_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_in_documents"
    assert answer.claims == ()
    assert len(answer.nearest) == 3


ANOTHER_SUBJECT = (
    "Wann wurde die GWK gegründet?",
    "Wie viele Standorte hat die MII?",
    "How much money does the NUM receive?",
    "Wer koordiniert die MII?",
)


@pytest.mark.parametrize("question", ANOTHER_SUBJECT)
def test_what_is_said_of_another_subject_is_refused(originals: Assistant, question: str) -> None:
    """The releases say when the NUM was founded, who coordinates it, how many sites it has, what the MII receives."""
    assert originals.ask(question).status == "not_in_documents"


@pytest.mark.parametrize("question", ["Wofür steht NUM?", "What does NUM stand for?"])
def test_an_abbreviation_is_spelled_out(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.claims[0].answer_spans[0].text in ("Netzwerk Universitätsmedizin", "Network of University Medicine")


SITES = ("Wie viele Standorte nehmen am NUM teil?", "How many sites take part in the NUM?")


@pytest.mark.parametrize("question", SITES)
def test_the_number_of_sites_differs_between_the_years(shipped: Assistant, question: str) -> None:
    answer = shipped.ask(question)
    assert answer.status == "conflicting"
    new, old = answer.claims
    assert _has(new.answer_spans[0].text, "count", "37")
    assert _has(old.answer_spans[0].text, "count", "36")
    assert answer.text.index("37") < answer.text.index("36")
    dates = [claim.citations[0].published or "" for claim in (new, old)]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("question", [*SITES, "Wie viele Standorte beteiligen sich am NUM?"])
def test_sites_of_one_release_and_university_hospitals_of_the_other_are_both_shown(
    originals: Assistant, question: str
) -> None:
    answer = originals.ask(question)
    assert answer.status == "conflicting"
    new, old = answer.claims
    assert "aller 37 Universitätskliniken" in new.citations[0].quote
    assert "aller 36 deutschen Standorte" in old.citations[0].quote


@pytest.mark.parametrize("question", QUESTIONS)
def test_quotes_figures_and_citations_hold_for_every_answer(assistant: Assistant, question: str) -> None:
    """Invariants 1 to 3."""
    first, *between, answer = assistant.stream(question)
    assert isinstance(first, Found)
    assert isinstance(answer, Answer)
    *_, last = (piece for piece in (first, *between) if isinstance(piece, Found))
    shown = {(item.document, item.start, item.end) for item in last.evidence}
    for cited in _citations(answer):
        document = assistant.document(cited.document)
        assert unicodedata.is_normalized("NFC", document.text)
        assert document.text[cited.start : cited.end] == cited.quote
    if answer.status == "answered":
        assert {(cited.document, cited.start, cited.end) for cited in _citations(answer)} <= shown
    for claim in answer.claims:
        for span in claim.answer_spans:
            assert assistant.document(span.document).text[span.start : span.end] == span.text
        document = assistant.document(claim.citations[0].document)
        quoted = find_figures(claim.citations[0].quote, document.language, document.published)
        for figure in find_figures(claim.text, answer.language, document.published):
            assert any(supports(one, figure) for one in quoted), claim


@pytest.mark.parametrize("question", [QUESTIONS[0], QUESTIONS[3], QUESTIONS[7]])
def test_asking_twice_gives_the_same_bytes(shipped: Assistant, question: str) -> None:
    """Invariant 4, with a question of the other language in between."""
    shapes = []
    for _ in range(2):
        shapes.append({**answer_json(shipped.ask(question)), "seconds": None})
        shipped.ask(QUESTIONS[1] if question in (QUESTIONS[0], QUESTIONS[7]) else QUESTIONS[0])
    assert shapes[0] == shapes[1]
