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
PROGRAMMES = {"practice": 4, "train": 24}
EACH = {"practice": 24, "train": 20}
UNANSWERABLE = {"practice": 60, "train": 264}
INVENTED = {"practice": ("frei erfunden)", "invented)"), "train": ("erfunden)", "invented)")}


@pytest.fixture(scope="module", params=["practice", "train"])
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def items(name: str) -> tuple[Item, ...]:
    return read_set(SETS / f"{name}.jsonl")


@pytest.fixture(scope="module")
def documents(name: str) -> dict[str, Document]:
    return read_folder(SETS / name, max_bytes=10**7, failed=pytest.fail)


def programme(item: Item) -> str:
    return item.id.split("/")[0]


def test_every_answer_stands_in_the_documents(items: tuple[Item, ...], documents: dict[str, Document]) -> None:
    assert list(problems(items, documents)) == []


def test_each_programme_has_as_many_questions_in_either_language(items: tuple[Item, ...], name: str) -> None:
    asked = Counter((programme(item), item.language) for item in items)
    assert asked == {(one, language): EACH[name] for one in map(programme, items) for language in ("de", "en")}
    assert len(asked) == 2 * PROGRAMMES[name]


def test_the_answers_to_a_programme_stand_in_its_own_four_documents(
    items: tuple[Item, ...], documents: dict[str, Document]
) -> None:
    folders = Counter(path.split("-")[0] for path in documents)
    assert folders == dict.fromkeys(map(programme, items), 4)
    for item in items:
        assert {support.document.split("-")[0] for support in item.support} <= {programme(item)}


def test_each_unanswerable_question_nearly_has_an_answer(items: tuple[Item, ...], name: str) -> None:
    unanswerable = [item for item in items if not item.answerable]
    assert len(unanswerable) == UNANSWERABLE[name]
    assert all(item.near_miss and "near_miss" in item.tags for item in unanswerable)


def test_no_other_set_asks_any_of_it(items: tuple[Item, ...], name: str) -> None:
    others = {item.question for file in SETS.glob("*.jsonl") if file.stem != name for item in read_set(file)}
    assert len(others) > 400
    assert others.isdisjoint(item.question for item in items)


def test_what_is_learned_from_is_of_no_programme_that_is_measured() -> None:
    learned, measured = (
        {path.name.split("-")[0] for path in (SETS / name).iterdir()} for name in ("train", "practice")
    )
    assert learned.isdisjoint(measured)


def test_nobody_takes_an_invented_document_for_a_real_one(documents: dict[str, Document], name: str) -> None:
    words = dict(zip(("de", "en"), INVENTED[name], strict=True))
    for document in documents.values():
        word = words[document.language]
        assert word in document.text[:400], document.path
