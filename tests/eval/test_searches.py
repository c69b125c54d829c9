import pytest

from eval.searches import search_items, stored_searches
from eval.squad import document_of
from eval.types import FigureGold, Item, Searched, Support
from qa.types import Found, Turn, Written

TEXTS = {"a.md": "Das Netzwerk begann 2020.", "b.md": "The initiative began in 2018."}
DOCUMENTS = {path: document_of(path, path, text, "de") for path, text in TEXTS.items()}
SUPPORT = {path: (Support(path, text),) for path, text in TEXTS.items()}


def item(id_, question, path, **fields):
    usual = {"kind": "date", "status": "answered", "gold": FigureGold("date", ("2020",)), "support": SUPPORT[path]}
    return Item(id_, id_[:2], question, **(usual | fields))


ITEMS = [
    item("de", "Wann begann das Netzwerk?", "a.md"),
    item("en", "When began the initiative?", "b.md"),
    item("en-wrong", "When began the initiative?", "a.md"),
    item("de-follows", "Und wann begann das Netzwerk?", "a.md", history=(Turn("?", "!"),)),
    item("de-nowhere", "Wer singt?", "a.md", support=(), gold=None, status="not_in_documents"),
]
RANKS = (
    Searched("de", "a.md", 1, 1.0, 1.0),
    Searched("en", "b.md", 1, 1.0, 1.0),
    Searched("en-wrong", "a.md", 0, 0.0, 0.0),
)


def test_each_question_with_support_has_the_rank_of_its_support(tmp_path, assistant_over):
    assert search_items(assistant_over(TEXTS), ITEMS, tmp_path, DOCUMENTS) == RANKS
    assert stored_searches(tmp_path, ITEMS, DOCUMENTS) == RANKS
    assert stored_searches(tmp_path, ITEMS[:1], DOCUMENTS) == RANKS[:1]
    assert stored_searches(tmp_path / "none", ITEMS, DOCUMENTS) == ()


def test_nothing_is_searched_twice(tmp_path, assistant_over):
    search_items(assistant_over(TEXTS), ITEMS[:1], tmp_path, DOCUMENTS)
    assistant = assistant_over(TEXTS)
    assert search_items(assistant, ITEMS, tmp_path, DOCUMENTS) == RANKS
    assert len(assistant.asked) == 2


def test_the_stream_is_left_before_the_language_model_is_asked(tmp_path):
    class Slow:
        def stream(self, question, *, history=()):
            yield Found(())
            pytest.fail("the language model was asked")
            yield Written("")

    assert search_items(Slow(), ITEMS[:1], tmp_path, DOCUMENTS) == (Searched("de", "a.md", 0, 0.0, 0.0),)
