"""The questions on invented documents: sound, in both languages, and asked nowhere else."""

from collections import Counter

import pytest

from eval.check import problems
from eval.commands.options import OWN_SET
from eval.folder import read_folder
from eval.sets import read_set
from eval.types import Item
from index.types import Document

SETS = OWN_SET.parent


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    return read_set(SETS / "practice.jsonl")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return read_folder(SETS / "practice", max_bytes=10**7, failed=pytest.fail)


def test_every_answer_stands_in_the_documents(items: tuple[Item, ...], documents: dict[str, Document]) -> None:
    assert list(problems(items, documents)) == []


def test_each_programme_has_as_many_questions_in_either_language(items: tuple[Item, ...]) -> None:
    asked = Counter((item.id.split("/")[0], item.language) for item in items)
    assert asked == {(name, language): 24 for name in ("bio", "selten", "bild", "studie") for language in ("de", "en")}


def test_each_unanswerable_question_nearly_has_an_answer(items: tuple[Item, ...]) -> None:
    unanswerable = [item for item in items if not item.answerable]
    assert len(unanswerable) == 60
    assert all(item.near_miss and "near_miss" in item.tags for item in unanswerable)


def test_no_other_set_asks_any_of_it(items: tuple[Item, ...]) -> None:
    others = {item.question for file in SETS.glob("*.jsonl") if file.stem != "practice" for item in read_set(file)}
    assert len(others) > 400
    assert others.isdisjoint(item.question for item in items)


def test_nobody_takes_an_invented_document_for_a_real_one(documents: dict[str, Document]) -> None:
    for document in documents.values():
        word = {"de": "frei erfunden)", "en": "invented)"}[document.language]
        assert word in document.text[:400], document.path
