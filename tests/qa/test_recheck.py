"""A saved answer is held against the documents again: what was tampered with, moved or lost is named."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from index.types import Document
from qa.receipt import receipt
from qa.recheck import DocumentOf, recheck, unhashed
from qa.saved import documents_in
from qa.serialise import answer_json
from qa.types import Answer, Citation, Claim, Span, Timings

Saved = dict[str, Any]

GERMAN = (
    "Förderung der Initiative\n\nStand: 31. Oktober 2022\n\n"
    "Die Initiative wird von 2023 bis 2026 mit 200 Mio. Euro gefördert. "
    "Am Netzwerk beteiligen sich alle 36 Standorte der Universitätsmedizin.\n\n"
    "Die Länder zahlen nicht für die Initiative. Den Vorsitz hat Professor Matthias Frosch. "
    "Im Netzwerk arbeiten 1.500 Helfer mit.\n"
)
ENGLISH = (
    "The network today\n\nAs of: 27 February 2026\n\n"
    "Today 37 sites of university medicine belong to the network. "
    "The network is coordinated by an office in Berlin, and Dorothee Bär praised it.\n"
)
FUNDED = "Die Initiative wird von 2023 bis 2026 mit 200 Mio. Euro gefördert."
HELPERS = "Im Netzwerk arbeiten 1.500 Helfer mit."
STATES = "Die Länder zahlen nicht für die Initiative."
SITES_DE = "Am Netzwerk beteiligen sich alle 36 Standorte der Universitätsmedizin."
SITES_EN = "Today 37 sites of university medicine belong to the network."
BERLIN = "The network is coordinated by an office in Berlin, and Dorothee Bär praised it."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "de.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


@pytest.fixture
def document_of(folder: Path) -> DocumentOf:
    return documents_in(folder, 1_000_000)


@pytest.fixture
def save(document_of: DocumentOf) -> Callable[..., Saved]:
    """An answer as it is saved; each claim is (text, path, quote, key words)."""

    def save(text: str, *claims: tuple[str, str, str, str], language: str = "de", status: str = "answered") -> Saved:
        documents = [document_of(path) for path in ("de.txt", "en.txt")]
        answer = Answer(
            "Wie viel Geld und wie viele Standorte?" if language == "de" else "How much money, and how many sites?",
            language,
            status,
            text,
            tuple(_claim(document_of(path), words, quote, key) for words, path, quote, key in claims),
            0.9,
            () if claims else (_citation(documents[0], FUNDED),),
            Timings(0.1, 1.0, 2.0),
            receipt(models={}, index="i", prompt="p", evidence=[], reply="r", threshold=0.5, documents=documents),
        )
        return json.loads(json.dumps(answer_json(answer)))

    return save


def _citation(document: Document, quote: str) -> Citation:
    start = document.text.index(quote)
    return Citation(document.path, document.title, document.published, None, start, start + len(quote), quote)


def _claim(document: Document, text: str, quote: str, key: str) -> Claim:
    citation = _citation(document, quote)
    start = citation.start + quote.index(key)
    return Claim(text, "supported", (citation,), (Span(document.path, start, start + len(key), key),))


@pytest.fixture
def german(save: Callable[..., Saved]) -> Saved:
    text = "Die Initiative wird mit 200 Millionen Euro gefördert."
    return save(text, (text, "de.txt", FUNDED, "200 Mio. Euro"))


@pytest.fixture
def english(save: Callable[..., Saved]) -> Saved:
    text = "The network is coordinated by an office in Berlin."
    return save(text, (text, "en.txt", BERLIN, "Berlin"), language="en")


def _changed(saved: Saved, place: str, value: object) -> Saved:
    """A copy with another value at a place such as `claims.0.text`."""
    copy = deepcopy(saved)
    *way, last = [int(part) if part.isdecimal() else part for part in place.split(".")]
    at: Any = copy
    for step in way:
        at = at[step]
    at[last] = value
    return copy


def test_answers_of_all_kinds_hold(save: Callable[..., Saved], german: Saved, english: Saved, document_of) -> None:
    quoted = f"EUR 200 million – the document says: “{FUNDED}”"
    differ = "Die Dokumente unterscheiden sich: 37 (27. Februar 2026), 36 Standorte (31. Oktober 2022)."
    en, de = "37 sites belong to the network.", "Am Netzwerk beteiligen sich 36 Standorte."
    answers = [
        german,
        english,
        save(quoted, (quoted, "de.txt", FUNDED, "200 Mio. Euro"), language="en"),
        save(differ, (en, "en.txt", SITES_EN, "37"), (de, "de.txt", SITES_DE, "36"), status="conflicting"),
        save(f"{de} {FUNDED}", (de, "de.txt", SITES_DE, "36"), (FUNDED, "de.txt", FUNDED, "200 Mio. Euro")),
        save("Das steht nicht in den Dokumenten.", status="not_in_documents"),
        save("The documents do not say.", status="not_in_documents", language="en"),
    ]
    assert [recheck(answer, document_of) for answer in answers] == [[]] * len(answers)


TAMPERED: Mapping[str, tuple[str, str, object, int | None, str]] = {
    "the quote": ("german", "claims.0.citations.0.quote", FUNDED.replace("200", "300"), 1, "does not stand at its"),
    "the place": ("german", "claims.0.citations.0.start", 3, 1, "it stands elsewhere"),
    "the end": ("english", "claims.0.citations.0.end", 10**9, 1, "does not stand at its place in en.txt"),
    "a place before the text": ("english", "claims.0.citations.0.start", -5, 1, "does not stand at its place"),
    "the page": ("german", "claims.0.citations.0.page", 4, 1, "on page None, not 4"),
    "the document's date": ("german", "claims.0.citations.0.published", "2025-10-31", 1, "dated 2022-10-31, not 2025"),
    "the document's title": ("english", "claims.0.citations.0.title", "The law", 1, "not 'The law'"),
    "the document": ("english", "claims.0.citations.0.document", "de.txt", 1, "does not stand at its place in de.txt"),
    "the key words": ("german", "claims.0.answer_spans.0.text", "300 Mio. Euro", 1, "key words '300 Mio. Euro'"),
    "the key words' place": ("german", "claims.0.answer_spans.0.start", 0, 1, "key words '200 Mio. Euro'"),
    "a claim's amount": (
        "german", "claims.0.text", "Die Initiative wird mit 210 Millionen Euro gefördert.", 1, "'210 Millionen Euro'",
    ),
    "a claim's magnitude": (
        "german", "claims.0.text", "Die Initiative wird mit 200 Milliarden Euro gefördert.", 1, "Milliarden",
    ),
    "a claim's denial": ("german", "claims.0.text", "Die Initiative wird nicht gefördert.", 1, "denies"),
    "a claim's place": (
        "english", "claims.0.text", "The network is coordinated by an office in Bonn.", 1, "'Bonn' is neither",
    ),
    "a claim's status": ("german", "claims.0.status", "unsupported", 1, "marked as unsupported"),
    "a claim without a quote": ("english", "claims.0.citations", [], 1, "has no quote"),
    "the answer's figure": (
        "german", "answer", "Die Initiative wird mit 210 Mio. Euro gefördert.", None, "figure '210 Mio. Euro'",
    ),
    "a figure added to the answer": (
        "english", "answer", "The network is coordinated by an office in Berlin since 2019.", None, "figure '2019'",
    ),
    "a name in the answer": ("english", "answer", "The office in Schwerin coordinates it.", None, "'Schwerin'"),
    "an answer that says something else": ("german", "answer", "Das ist so.", None, "leaves out what claim 1 says"),
    "claims in a refusal": ("german", "status", "not_in_documents", None, "a refusal has claims"),
    "no claims": ("german", "claims", [], None, "an answer has no claims"),
    "the receipt": ("english", "receipt.documents", {"en.txt": "0" * 16}, None, "en.txt has changed since"),
    "the schema": ("english", "schema", 99, None, "schema is 99"),
    "a field of the wrong kind": ("german", "claims.0.citations.0.start", "vorn", None, "claims.0.citations.0.start"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "place", "value", "claim", "reason"), TAMPERED.values(), ids=TAMPERED.keys())
def test_what_was_tampered_with_is_named_with_its_claim(
    language: str, place: str, value: object, claim: int | None, reason: str, request, document_of
) -> None:
    found = recheck(_changed(request.getfixturevalue(language), place, value), document_of)
    assert any(finding.claim == claim and reason in finding.reason.said("en") for finding in found), found


def test_the_date_of_a_conflict_is_checked(save: Callable[..., Saved], document_of) -> None:
    en, de = "37 sites belong to the network.", "Am Netzwerk beteiligen sich 36 Standorte."
    text = "Die Dokumente unterscheiden sich: 37 (27. Februar 2025), 36 Standorte (31. Oktober 2022)."
    saved = save(text, (en, "en.txt", SITES_EN, "37"), (de, "de.txt", SITES_DE, "36"), status="conflicting")
    assert [finding.reason.said("en") for finding in recheck(saved, document_of)] == [
        "the answer's figure '27. Februar 2025' is in none of its claims"
    ]


@pytest.mark.parametrize(("day", "holds"), [("6. Oktober 2022", True), ("7. Oktober 2022", False)])
def test_the_day_that_an_undated_document_names_is_checked(day: str, holds: bool, save, folder: Path) -> None:
    (folder / "de.txt").write_text(f"{SITES_DE} Die Tagung war am 6. Oktober 2022.\n", encoding="utf-8")
    document_of = documents_in(folder, 1_000_000)
    undated = document_of("de.txt")
    assert undated.published is None
    text = f"Die Dokumente unterscheiden sich: 37 (27. Februar 2026), 36 (ohne Datum, nennt den {day})."
    dated = _claim(document_of("en.txt"), "37 sites belong to the network.", SITES_EN, "37")
    answer = Answer(
        "Wie viele Standorte?", "de", "conflicting", text, (dated, _claim(undated, SITES_DE, SITES_DE, "36")), 0.9, (),
        Timings(0.1, 1.0, 2.0), receipt(models={}, index="i", prompt="p", evidence=[], reply="r", threshold=0.5,
        documents=[undated, document_of("en.txt")]),
    )  # fmt: skip
    assert (not recheck(answer_json(answer), document_of)) == holds


def test_a_refusal_may_not_say_what_it_refuses(save: Callable[..., Saved], document_of) -> None:
    saved = save("Das Budget beträgt 5 Mio. Euro.", status="not_in_documents")
    reasons = [finding.reason.said("en") for finding in recheck(saved, document_of)]
    assert any("'5 Mio. Euro'" in reason for reason in reasons)
    moved = _changed(save("Das steht nicht in den Dokumenten.", status="not_in_documents"), "nearest.0.start", 1)
    assert any("does not stand at its place" in finding.reason.said("en") for finding in recheck(moved, document_of))


@pytest.mark.parametrize("name", ["german", "english"])
def test_a_document_that_changed_is_named_even_where_the_quote_still_stands(name: str, request, folder: Path) -> None:
    saved, path = request.getfixturevalue(name), f"{name[:2].replace('ge', 'de')}.txt"
    with (folder / path).open("a", encoding="utf-8") as file:
        file.write("\nEin Nachtrag. An addition.\n")
    reasons = [finding.reason.said("en") for finding in recheck(saved, documents_in(folder, 1_000_000))]
    assert reasons == [f"{path} has changed since the answer was given"]


def test_a_quote_that_was_edited_in_the_document_is_named(german: Saved, folder: Path) -> None:
    (folder / "de.txt").write_text(GERMAN.replace("200 Mio.", "250 Mio."), encoding="utf-8")
    reasons = [
        finding.reason.said("en") for finding in recheck(german, documents_in(folder, 1_000_000)) if finding.claim == 1
    ]
    assert any("does not stand at its place in de.txt" in reason for reason in reasons)


def test_a_document_that_was_removed_is_named(german: Saved, english: Saved, folder: Path) -> None:
    (folder / "de.txt").unlink()
    reasons = [
        (finding.claim, finding.reason.said("en")) for finding in recheck(german, documents_in(folder, 1_000_000))
    ]
    assert (1, "de.txt: there is no such document in the folder") in reasons
    assert recheck(_changed(english, "receipt.documents", {}), documents_in(folder, 1_000_000)) == []


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname", "de.txt/../../outside.txt"])
def test_nothing_outside_of_the_folder_is_read(path: str, german: Saved, folder: Path, document_of) -> None:
    (folder.parent / "outside.txt").write_text(GERMAN, encoding="utf-8")
    found = recheck(_changed(german, "claims.0.citations.0.document", path), document_of)
    assert any(f"{path}: there is no such document" in finding.reason.said("en") for finding in found)


def test_a_date_that_is_none_is_a_fault_and_no_crash(german: Saved, folder: Path, document_of) -> None:
    strange = _changed(german, "claims.0.citations.0.published", "<b>gestern</b>")
    assert any(finding.reason.name == "date" for finding in recheck(strange, document_of))
    (folder / "de.txt").unlink()
    assert any(finding.reason.name == "missing" for finding in recheck(strange, documents_in(folder, 1_000_000)))


def test_a_receipt_without_hashes_is_told_and_no_fault(german: Saved, document_of) -> None:
    old = _changed({**german, "schema": 1}, "receipt", {"index": "i"})
    assert (recheck(old, document_of), unhashed(old)) == ([], ["de.txt"])
    assert unhashed(german) == []


def test_a_batch_line_without_an_answer_is_named(document_of) -> None:
    found = recheck({"id": 1, "question": " ", "error": "The question is empty."}, document_of)
    assert [finding.reason.said("en") for finding in found] == ["the question was not answered: The question is empty."]


def test_what_the_assistant_answers_holds(assistant_over, writes, document_of) -> None:
    documents = [document_of("de.txt"), document_of("en.txt")]
    script = writes(("200 Mio. Euro", "Die Initiative wird mit 200 Mio. Euro gefördert."))
    answer = assistant_over(documents, script).ask("Mit wie viel Geld wird die Initiative gefördert?")
    assert answer.status == "answered"
    assert recheck(answer_json(answer), document_of) == []


@pytest.mark.parametrize(
    ("language", "question", "text", "path", "quote", "holds"),
    [
        ("de", "Zahlt der Bund für alle Standorte?", f"Ja. {FUNDED}", "de.txt", FUNDED, True),
        ("de", "Beteiligen sich alle Standorte am Netzwerk?", f"Nein. {SITES_DE}", "de.txt", SITES_DE, False),
        ("en", "Is it run from Bonn?", f"No. {BERLIN}", "en.txt", BERLIN, True),
        ("en", "Do sites belong to the network today?", f"No. {SITES_EN}", "en.txt", SITES_EN, False),
        ("en", "Does it get money?", f"Yes. The document says: “{FUNDED}”", "de.txt", FUNDED, True),
        ("en", "Are there helpers?", f"Yes. The document says: “{HELPERS}”", "de.txt", HELPERS, True),
        ("en", "Are there helpers?", f"Yes, 1,600. The document says: “{HELPERS}”", "de.txt", HELPERS, False),
        ("en", "Do the states pay?", f"No. The document says: “{STATES}”", "de.txt", STATES, True),
        ("en", "Do the states pay?", f"Yes. The document says: “{STATES}”", "de.txt", STATES, False),
        ("de", "Gehören Standorte dazu?", f"Ja. Im Dokument steht: „{SITES_EN}“", "en.txt", SITES_EN, True),
    ],
)
def test_a_yes_or_no_before_a_quote_must_agree_with_it(
    language, question, text, path, quote, holds, save, document_of
) -> None:
    saved = save(text, (text, path, quote, ""), language=language) | {"question": question}
    assert (not recheck(saved, document_of)) == holds
