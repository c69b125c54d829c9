"""Why the assistant could not be opened is said at the top of the page, in the visitor's language."""

from concurrent.futures import Future
from types import SimpleNamespace

import pytest

from index.errors import ModelError
from index.reasons import Cause
from qa.settings import Settings
from web.crowd import Crowd
from web.opening import told
from web.originals import Originals
from web.page import Page
from web.reports import Reports
from web.shelf import Shelf


@pytest.mark.parametrize(
    ("language", "failed"),
    [
        ("de", "Beleg konnte nicht geöffnet werden. Die Datei model.gguf ist keine GGUF-Datei; "),
        ("en", "Beleg could not be opened. The file model.gguf is no GGUF file; "),
    ],
)
def test_a_model_that_is_none_is_named_at_the_top_of_the_page(language, failed, tmp_path):
    opening = Future()
    opening.set_exception(ModelError(Cause.NO_GGUF, "model.gguf"))
    shelf = Shelf(opening)
    page = Page(
        shelf, Originals(shelf, tmp_path), Reports(tmp_path), Settings(), Crowd(),
        library=None, ratings=None, run=None, shipped=False,
    )  # fmt: skip
    shown = page.show_opened(language, (), SimpleNamespace(session_hash="one", headers={}))
    assert failed in shown[page.parts.brand]


def test_an_error_of_one_language_is_told_in_its_own_words():
    assert told(ZeroDivisionError("x"), "de") == told(ZeroDivisionError("x"), "en") == "x"
